/** Passes as other people's browsers write them, made without those browsers. */
import 'fake-indexeddb/auto';
import { signerOf } from '@/entrypoints/background/keys';
import { bytesOf, nextEventId, type SignedEvent, type Signer } from '@/lib/handoff/events';
import { encode, type SignedAccess } from '@/lib/handoff/pass';
import { AccessSnapshot, type EventId, HandoffEvent, type Role } from '@/lib/model/handoff';
import { HandoffId } from '@/lib/model/ids';
import { SiaDb } from '@/lib/store';

/** What happened, by whom, and how long after the start. */
export interface Happening {
  /** In ms. */
  readonly after: number;
  readonly role: Role;
  readonly name: string;
  readonly what: { readonly kind: HandoffEvent['kind'] } & Readonly<Record<string, unknown>>;
}

/** How a handoff is written down. */
export interface PassOf {
  readonly handoff: string;
  /** When it was started, in ms since the epoch. */
  readonly startedAt: number;
  readonly adminA: string;
  readonly adminB: string;
  readonly happened: readonly Happening[];
  /** Who had access when it began, for a file. */
  readonly people?: readonly { readonly email: string; readonly workspaces: readonly string[] }[];
}

const browsers = new Map<string, Promise<Signer>>();

/** The key of somebody's browser, the same for one name. */
function signerOfPerson(name: string): Promise<Signer> {
  const known = browsers.get(name) ?? signerOf(new SiaDb(`passes of ${name}`));
  browsers.set(name, known);
  return known;
}

/** The pass of a handoff, each of its events signed by the browser of whoever it is by. */
export async function passOf(of: PassOf): Promise<string> {
  const { startedAt, adminA, adminB } = of;
  const handoff = HandoffId.parse(of.handoff);
  const start = { kind: 'started', adminA, adminB } as const;
  const all: readonly Happening[] = [
    { after: 0, role: 'a', name: 'Alex Admin', what: start },
    ...of.happened,
  ];
  const ids: EventId[] = [];
  const events: SignedEvent[] = [];
  for (const { after, role, name, what } of all) {
    const signer = await signerOfPerson(name);
    const at = startedAt + after;
    const id = nextEventId(ids, at, ids.length.toString(16).padStart(16, '0'));
    ids.push(id);
    const author = { key: signer.key, name };
    const event = HandoffEvent.parse({ id, handoff, at, role, author, ...what });
    const signature = await signer.sign(bytesOf('event', event));
    events.push({ event, publicKey: signer.publicKey, signature });
  }
  return encode({ events, access: await accessOf(of, handoff) }, [`Handoff to ${adminB}`]);
}

async function accessOf(
  { people, startedAt }: PassOf,
  handoff: HandoffId,
): Promise<SignedAccess | null> {
  if (people === undefined) return null;
  const signer = await signerOfPerson('Alex Admin');
  const named = people.map(({ email, workspaces }) => ({ email, name: null, workspaces }));
  const access = AccessSnapshot.parse({ at: startedAt, coverage: 'whole', people: named });
  const signature = await signer.sign(bytesOf('access', [handoff, access]));
  return { access, publicKey: signer.publicKey, signature };
}
