import {
  AccessSnapshot,
  HandoffEvent,
  type KeyId,
  PublicKey,
  type PublicKey as PublicKeyType,
  Signature,
} from '@/lib/model/handoff';
import type { PassProblem } from '@/lib/model/messages';
import { z } from '@/lib/model/zod';
import { areGenuine, bytesOf, type SignedEvent, type Verifier } from './events';
import { contradicts } from './observe';

/** The version of the pass that this build writes, and the newest that it reads. */
const PASS_VERSION = 2;

/** The longest text that is looked at, in characters: a file that names 20,000 people is shorter. */
export const PASS_LIMIT = 12_000_000;

/** How many events a pass can carry. */
const MOST_EVENTS = 2_000;

/** How many things that look like a pass are tried in one text, as in a long thread of mails. */
const TRIES = 20;

/** Who had access when the handoff began, signed by the browser that saw it. Only files carry it. */
export interface SignedAccess {
  readonly access: AccessSnapshot;
  readonly publicKey: PublicKeyType;
  readonly signature: z.infer<typeof Signature>;
}

/** What a pass carries: the events of one handoff, its start among them, and maybe who had access. */
export interface Pass {
  readonly events: readonly SignedEvent[];
  readonly access: SignedAccess | null;
}

/** An event on its way: the handoff is the pass's, and the key a place in its list. */
const Travelling = z.object({
  e: z.record(z.string(), z.unknown()),
  k: z.int().min(0),
  s: Signature,
});

const Payload = z.object({
  handoff: z.unknown(),
  keys: z.array(PublicKey).min(1).max(MOST_EVENTS),
  events: z.array(Travelling).min(1).max(MOST_EVENTS),
  access: z
    .object({ a: AccessSnapshot, k: z.int().min(0), s: Signature })
    .nullable()
    .default(null),
});

type StartedEvent = Extract<HandoffEvent, { kind: 'started' }>;

/** What a text turned out to be. */
export type Decoded =
  | { readonly ok: true; readonly pass: Pass; readonly started: StartedEvent }
  | { readonly ok: false; readonly problem: PassProblem };

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

/** An event without what the pass says once for all, and without what is empty. */
function travelling({ event }: SignedEvent): unknown {
  const { handoff: _, author, ...rest } = event;
  const named = author.name === null ? {} : { name: author.name };
  const full = Object.entries({ ...rest, ...named });
  return Object.fromEntries(full.filter(([, value]) => value !== null && value !== false));
}

/**
 * Writes a pass: a few lines for people, then one line for the other browser.
 *
 * @param pass all events of one handoff, and who had access if that is to go with it
 * @param lines the summary, already worded
 * @returns text that survives chat and mail
 */
export function encode({ events, access }: Pass, lines: readonly string[]): string {
  const all = [...events, ...(access === null ? [] : [access])];
  const keys = [...new Set(all.map(({ publicKey }) => publicKey))];
  const placeOf = (publicKey: PublicKeyType) => keys.indexOf(publicKey);
  const payload = pack({
    handoff: events[0]?.event.handoff,
    keys,
    events: events.map((one) => {
      return { e: travelling(one), k: placeOf(one.publicKey), s: one.signature };
    }),
    ...(access !== null && {
      access: { a: access.access, k: placeOf(access.publicKey), s: access.signature },
    }),
  });
  const line = `SIA-PASS ${PASS_VERSION} ${payload.length} ${payload} ${checksum(payload)}`;
  return [...lines, '', line].join('\n');
}

/** The start of a pass. Anything that is no letter or digit may have got in between its words. */
const MARKER = /SIA[^A-Za-z0-9]{1,20}PASS[^A-Za-z0-9]{1,20}(\d{1,6})(?![A-Za-z0-9])/gi;

/** How long the payload is, which stands before it. */
const LENGTH = /^[^A-Za-z0-9]{1,20}(\d{1,8})(?![A-Za-z0-9])/;

/** An event as it was before it travelled; `null` when it is none. */
function arrived(
  { e, k, s }: z.infer<typeof Travelling>,
  { handoff, keys }: z.infer<typeof Payload>,
  keyOf: ReadonlyMap<PublicKeyType, KeyId>,
): SignedEvent | null {
  const publicKey = keys[k];
  if (publicKey === undefined) return null;
  const { name = null, ...rest } = e;
  const author = { key: keyOf.get(publicKey), name };
  const event = HandoffEvent.safeParse({ ...rest, handoff, author });
  return event.success ? { event: event.data, publicKey, signature: s } : null;
}

/** What a payload says, if it is well-formed and about one handoff. */
async function read(payload: string, verifier: Verifier): Promise<Decoded | null> {
  const parsed = Payload.safeParse(unpack(payload));
  if (!parsed.success) return null;
  const { keys, access } = parsed.data;
  const keyOf = new Map<PublicKeyType, KeyId>();
  for (const key of keys) keyOf.set(key, await verifier.keyOf(key));
  const events: SignedEvent[] = [];
  for (const one of parsed.data.events) {
    const event = arrived(one, parsed.data, keyOf);
    if (event === null) return null;
    events.push(event);
  }
  const started = events.map(({ event }) => event).find((event) => event.kind === 'started');
  const witness = access === null ? undefined : keys[access.k];
  if (started === undefined || (access !== null && witness === undefined)) return null;
  const signed =
    access === null || witness === undefined
      ? null
      : { access: access.a, publicKey: witness, signature: access.s };
  return { ok: true, pass: { events, access: signed }, started };
}

/** Takes the payload out of what follows a marker. All that is not of the alphabet has got in on the way. */
function payloadIn(rest: string): string | null {
  const [whole, digits] = LENGTH.exec(rest) ?? [];
  if (whole === undefined || digits === undefined) return null;
  const length = Number(digits);
  const stream = rest.slice(whole.length).replace(/[^A-Za-z0-9_-]/g, '');
  const payload = stream.slice(0, length);
  return stream.startsWith(checksum(payload), length) ? payload : null;
}

/** Whether all of a pass was written by those whom it names. */
async function isGenuine({ events, access }: Pass, verifier: Verifier): Promise<boolean> {
  if (!(await areGenuine(events, verifier))) return false;
  if (access === null) return true;
  const bytes = bytesOf('access', [events[0]?.event.handoff, access.access]);
  return verifier.verify(access.publicKey, access.signature, bytes);
}

/** What stands behind one marker. */
async function readAfter(version: number, rest: string, verifier: Verifier): Promise<Decoded> {
  if (version > PASS_VERSION) return { ok: false, problem: 'newer-version' };
  const payload = version < PASS_VERSION ? null : payloadIn(rest);
  const found = payload === null ? null : await read(payload, verifier);
  if (found === null || !found.ok) return { ok: false, problem: 'damaged' };
  return (await isGenuine(found.pass, verifier)) ? found : { ok: false, problem: 'bad-signature' };
}

/** The first pass in a text, or what is wrong with the first thing that looks like one. */
async function find(text: string, verifier: Verifier): Promise<Decoded> {
  let problem: PassProblem = 'not-a-pass';
  for (const match of [...text.matchAll(MARKER)].slice(0, TRIES)) {
    const rest = text.slice(match.index + match[0].length);
    const found = await readAfter(Number(match[1]), rest, verifier);
    if (found.ok) return found;
    if (problem === 'not-a-pass') problem = found.problem;
  }
  return { ok: false, problem };
}

/**
 * Reads a pass out of whatever was pasted. Tolerates text around it, quoting, line wrapping inside it,
 * no-break and zero-width spaces, and cut-off white space; everything else that was changed is noticed, and what was
 * not signed by the keys that it names is refused as a whole. Never rejects.
 *
 * @param text what was pasted, or what the file holds
 * @param verifier what checks the signatures
 */
export async function decode(text: string, verifier: Verifier): Promise<Decoded> {
  if (text.length > PASS_LIMIT) return { ok: false, problem: 'too-long' };
  return find(text, verifier);
}

/** Whether a pass belongs to an account with this Munchkin ID, as far as both are known. */
export function isForAnother(started: StartedEvent, munchkinId: string | null): boolean {
  return contradicts(started.munchkinId, munchkinId);
}
