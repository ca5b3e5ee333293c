import { HandoffEvent } from '@/lib/model/handoff';
import type { PassProblem } from '@/lib/model/messages';
import { z } from '@/lib/model/zod';
import { contradicts } from './handoff';

/** The version of the pass that this build writes, and the newest that it reads. */
export const PASS_VERSION = 1;

/** The longest text that is looked at, in characters. */
export const PASS_LIMIT = 100_000;

/** How many things that look like a pass are tried in one text, as in a long thread of mails. */
const TRIES = 20;

/** What a pass carries: the events of one handoff, its start among them. */
const Payload = z.object({ events: z.array(HandoffEvent).min(1).max(2_000) });

/** What a text turned out to be. */
export type Decoded =
  | { readonly ok: true; readonly events: readonly HandoffEvent[]; readonly started: StartedEvent }
  | { readonly ok: false; readonly problem: PassProblem };

type StartedEvent = Extract<HandoffEvent, { kind: 'started' }>;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** One step of CRC-32 over an ASCII character. Starts from -1; the checksum is the complement. */
function crcStep(crc: number, code: number): number {
  return (crc >>> 8) ^ (CRC_TABLE[(crc ^ code) & 0xff] ?? 0);
}

/** A finished CRC-32 as eight hexadecimal digits. It guards against damage, not against forgery. */
function crcText(crc: number): string {
  return (~crc >>> 0).toString(16).padStart(8, '0');
}

/** CRC-32 of an ASCII text. */
function checksum(ascii: string): string {
  let crc = -1;
  for (let index = 0; index < ascii.length; index++) crc = crcStep(crc, ascii.charCodeAt(index));
  return crcText(crc);
}

/**
 * JSON as base64url. Escaping everything but plain letters, digits and a few signs keeps `-` and `_` out of
 * the result: chats make dashes and italics of those.
 */
function pack(value: unknown): string {
  const ascii = JSON.stringify(value).replace(
    /[^\x20-\x3d\x40-\x7d]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return btoa(ascii).replace(/=+$/, '');
}

/** The reverse of {@link pack}; `undefined` when it is not JSON in base64url. */
function unpack(payload: string): unknown {
  try {
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}

/**
 * Writes a pass: a few lines for people, then one line for the other browser.
 *
 * @param events all events of one handoff
 * @param lines the summary, already worded
 * @returns text that survives chat and mail
 */
export function encode(events: readonly HandoffEvent[], lines: readonly string[]): string {
  const payload = pack({ events });
  return [...lines, '', `SIA-PASS ${PASS_VERSION} ${payload} ${checksum(payload)}`].join('\n');
}

/** The start of a pass. Anything that is no letter or digit may have got in between its words. */
const MARKER = /SIA[^A-Za-z0-9]{1,20}PASS[^A-Za-z0-9]{1,20}(\d{1,6})(?![A-Za-z0-9])/gi;

/** What a payload says, if it is well-formed and about one handoff. */
function read(payload: string): Decoded | null {
  const parsed = Payload.safeParse(unpack(payload));
  if (!parsed.success) return null;
  const { events } = parsed.data;
  const started = events.find((event) => event.kind === 'started');
  if (started === undefined) return null;
  if (events.some((event) => event.handoff !== started.handoff)) return null;
  return { ok: true, events, started };
}

/**
 * Reads what follows a marker. Quote marks, line breaks and all else that is not of the alphabet is skipped,
 * so where the payload ends cannot be told from the text. It ends where the next eight characters are the
 * checksum of all before them.
 */
function readAfter(rest: string): Decoded {
  const stream = rest.replace(/[^A-Za-z0-9_-]/g, '');
  let crc = -1;
  for (let end = 1; end + 8 <= stream.length; end++) {
    crc = crcStep(crc, stream.charCodeAt(end - 1));
    if (!stream.startsWith(crcText(crc), end)) continue;
    const found = read(stream.slice(0, end));
    if (found !== null) return found;
  }
  return { ok: false, problem: 'damaged' };
}

/** The first pass in a text, or what is wrong with the first thing that looks like one. */
function find(text: string): Decoded {
  let problem: PassProblem = 'not-a-pass';
  for (const match of [...text.matchAll(MARKER)].slice(0, TRIES)) {
    const version = Number(match[1]);
    const found: Decoded =
      version > PASS_VERSION
        ? { ok: false, problem: 'newer-version' }
        : version < PASS_VERSION
          ? { ok: false, problem: 'damaged' }
          : readAfter(text.slice(match.index + match[0].length));
    if (found.ok) return found;
    if (problem === 'not-a-pass') problem = found.problem;
  }
  return { ok: false, problem };
}

/**
 * Reads a pass out of whatever was pasted. Tolerates text around it, quoting, line wrapping inside it,
 * no-break and zero-width spaces, and cut-off white space; everything else that was changed is noticed.
 * Never throws.
 *
 * @param text what was pasted
 * @param munchkinId the Munchkin ID of the account it is to be taken into, `null` when it is not known
 */
export function decode(text: string, munchkinId: string | null = null): Decoded {
  if (text.length > PASS_LIMIT) return { ok: false, problem: 'too-long' };
  const found = find(text);
  if (found.ok && contradicts(found.started.munchkinId, munchkinId)) {
    return { ok: false, problem: 'other-account' };
  }
  return found;
}
