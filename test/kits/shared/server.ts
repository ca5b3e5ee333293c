/** What the page brings along and what the server answers: the same as in the practice console. */
import type { BootView } from '../../console/views';
import type { Words } from '../../console/words';

/** A word or sentence of the console. */
export type Word = keyof Words;

function readBoot(): BootView {
  return JSON.parse(document.getElementById('boot')?.textContent ?? '{}');
}

/** Who is signed in, and the words. */
export const boot = readBoot();

/** Which of its layouts a kit shows: `?view=` in the address. */
export const layout = new URLSearchParams(location.search).get('view');

/** A word in the language of the page, with its holes filled in. */
export function t(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  const text = boot.words[word] ?? word;
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => `${values[name] ?? hole}`);
}

/** Fetches data; null when this person may not see it. */
export async function load<T>(path: string, page = 0): Promise<T | null> {
  const response = await fetch(`/api/${path}?page=${page}`);
  if (response.status === 401) location.assign(`/login${location.search}`);
  return response.ok ? response.json() : null;
}

const REASONS: Readonly<Record<string, Word>> = {
  incomplete: 'errorIncomplete',
  'has-access': 'errorHasAccess',
  'already-connected': 'errorAlreadyConnected',
  nobody: 'errorNobody',
  'invalid-email': 'errorEmail',
  'already-invited': 'errorInvited',
  yourself: 'errorYourself',
};

/** Changes something; null when it went well, otherwise what to tell the person. */
export async function save(action: string, body: object = {}): Promise<string | null> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '';
  const response = await fetch(`/api/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': token },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (response?.ok) return null;
  const answer: { reason?: string } = (await response?.json().catch(() => null)) ?? {};
  return t(REASONS[answer.reason ?? ''] ?? 'errorGeneric');
}
