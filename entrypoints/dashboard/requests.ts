import { browser } from 'wxt/browser';
import type { ImportResult, Outcome } from '@/components/settings/outcome';
import { t } from '@/components/ui/say';
import { LONGEST_PROFILE } from '@/lib/console/accept';
import { type DataRequest, Reply, type SentRequest } from '@/lib/model/messages';

/** How long the background may take to answer, in milliseconds. It may have to be started first. */
const PATIENCE = 10_000;

/** Asks the background, which alone writes; `null` when no valid answer comes in time. */
export async function ask(
  request: SentRequest | DataRequest,
  patience = PATIENCE,
): Promise<Reply | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  const answer = browser.runtime.sendMessage(request).catch(() => null);
  return Reply.safeParse(await Promise.race([answer, late])).data ?? null;
}

function outcomeOf(reply: Reply | null): Outcome {
  if (reply === null) return { ok: false, why: t('dashboard.silent') };
  return reply.kind === 'refused' ? { ok: false, why: reply.reason } : { ok: true };
}

/**
 * Has the background do something. What it has done, the database shows.
 *
 * @param patience how long it may take, in ms
 */
export async function request(wanted: SentRequest, patience?: number): Promise<Outcome> {
  return outcomeOf(await ask(wanted, patience));
}

/** As {@link request}, for what is about all that is kept. */
export async function requestData(wanted: DataRequest, patience?: number): Promise<Outcome> {
  return outcomeOf(await ask(wanted, patience));
}

/** Brings in a profile. What is too long for a message is not even sent. */
export async function bringIn(text: string): Promise<ImportResult> {
  if (text.length > LONGEST_PROFILE) {
    const problem = { field: '', reason: 'file-too-long', about: LONGEST_PROFILE } as const;
    return { ok: false, problems: [problem] };
  }
  const reply = await ask({ kind: 'profile-import', text });
  if (reply?.kind === 'profile-refused') return { ok: false, problems: reply.problems };
  return outcomeOf(reply);
}

/** How long the browser may take to begin saving a file. */
const SAVING = 60_000;

/** What a file is, by the end of its name. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
};

/** Hands a text, or its parts, to the browser as a file to be saved; nothing is sent anywhere, and no permission is needed. */
export function saveAsFile(name: string, text: string | readonly string[]): void {
  const type = MEDIA_TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  const url = URL.createObjectURL(new Blob([text].flat(), { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVING);
}
