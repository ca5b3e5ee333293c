// @ts-check
/** @import { BootView } from '../views' */

/** @returns {BootView} */
function readBoot() {
  return JSON.parse(document.getElementById('boot')?.textContent ?? '{}');
}

/** What came with the page: who is signed in, and the words. */
export const boot = readBoot();

/** @typedef {keyof typeof import('../words/en').en} WordKey */

/**
 * A word of the console, with its holes filled in.
 *
 * @param {WordKey} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  return (boot.words[key] ?? key).replace(/\{(\w+)\}/g, (_whole, name) =>
    String(values[name] ?? ''),
  );
}

/**
 * Fetches data. Null when the server has nothing to say to this person any more.
 *
 * @template T
 * @param {string} path
 * @param {Record<string, string | number>} [query]
 * @returns {Promise<T | null>}
 */
export async function load(path, query = {}) {
  const search = new URLSearchParams(
    Object.entries(query).map(([key, value]) => [key, `${value}`]),
  );
  const response = await fetch(`/api/${path}?${search}`);
  if (response.status === 401) location.assign('/login');
  return response.ok ? response.json() : null;
}

/** @type {Record<string, WordKey>} */
const REASONS = {
  incomplete: 'errorIncomplete',
  'has-access': 'errorHasAccess',
  'already-connected': 'errorAlreadyConnected',
  nobody: 'errorNobody',
  'invalid-email': 'errorEmail',
  'already-invited': 'errorInvited',
  yourself: 'errorYourself',
  'not-an-admin': 'notAllowed',
};

/**
 * Sends a change. Null when it went well, otherwise what to tell the person: often no more than
 * that something went wrong, as consoles do.
 *
 * @param {string} action
 * @param {object} [body]
 * @returns {Promise<string | null>}
 */
export async function save(action, body = {}) {
  const meta = document.querySelector('meta[name="csrf-token"]');
  try {
    const response = await fetch(`/api/${action}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-csrf-token': meta?.getAttribute('content') ?? '',
      },
      body: JSON.stringify(body),
    });
    if (response.ok) return null;
    const { reason } = await response.json();
    return t(REASONS[String(reason)] ?? 'errorGeneric');
  } catch {
    return t('errorGeneric');
  }
}
