/** What the database holds in the designed states of the extension's own pages, as the background writes it. */
import 'fake-indexeddb/auto';
import type { KeptGuide } from '@/lib/model/guide';
import { HandoffEvent } from '@/lib/model/handoff';
import { LedgerEntry } from '@/lib/model/ledger';
import type { Profile } from '@/lib/model/profile';
import { Wait } from '@/lib/model/wait';
import { makeBackup } from '@/lib/store/backup';
import { SiaDb } from '@/lib/store/db';
import {
  GuideRecord,
  HandoffEventRecord,
  HandoffRecord,
  InvitationRecord,
  OutageRecord,
  ProfileRecord,
  RosterInfo,
  RosterRecord,
} from '@/lib/store/records';
import { people, type Rows, rowsOf, type Seeded } from './plan-data';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const ACME = '11111111-1111-4111-8111-111111111111';
export const GLOBEX = '22222222-2222-4222-8222-222222222222';
const WAIT = '33333333-3333-4333-8333-333333333333';
export const HANDOFF = '0f6f2f9a-6d0c-4f6e-9d6a-1d1b1c1e1f10';
const CLOSED = '0f6f2f9a-6d0c-4f6e-9d6a-1d1b1c1e1f11';
const ADMIN_A = 'alex.admin@example.com';
const ADMIN_B = 'bea.berger@example.com';

/** The people of the practice console, the awkward names first. */
export const PEOPLE = people(300);
const SEEN = PEOPLE.slice(0, 240);

/** Somebody of {@link PEOPLE}, by their place. */
export function person(place: number): Seeded {
  const found = PEOPLE[place];
  if (found === undefined) throw new Error(`There are no ${place + 1} people.`);
  return found;
}

/** Somebody with a name and an address of several lines. */
export const LONG_NAME = PEOPLE.find(({ name }) => name.startsWith('Bartholomew')) ?? person(0);

/** Puts rows of several origins together; of one table, one behind the other. */
export function together(...all: readonly Rows[]): Rows {
  const merged: Record<string, object[]> = {};
  for (const [table, rows] of all.flatMap(Object.entries<readonly object[]>)) {
    merged[table] = [...(merged[table] ?? []), ...rows];
  }
  return merged;
}

/** An account in which all 240 people have been seen just now. */
export const fresh = () =>
  rowsOf({ id: ACME, name: 'Acme EMEA', seen: SEEN, total: 240, age: 5 * MINUTE });

/** The same with 240 of 312 people seen, an hour ago. */
export const partial = () =>
  rowsOf({ id: ACME, name: 'Acme EMEA', seen: SEEN, total: 312, age: HOUR });

/** The same, seen nine days ago. */
export const stale = () =>
  rowsOf({ id: ACME, name: 'Acme EMEA', seen: SEEN, total: 240, age: 9 * DAY });

/** An account of which no list of people has been seen. */
export const unseen = () => rowsOf({ id: ACME, name: 'Acme EMEA', seen: [], total: null });

/** An account in which nobody is listed. */
export const nobody = () => rowsOf({ id: ACME, name: 'Acme EMEA', seen: [], total: 0 });

/** A second account, with a name of many words. */
export const other = () =>
  rowsOf({
    id: GLOBEX,
    name: 'Globex Vertriebsgesellschaft Nordrhein-Westfalen mbH & Co. KG',
    seen: PEOPLE.slice(290),
    total: 10,
    age: 2 * DAY,
  });

function waitRows(startedAgo: number, more: object): Rows {
  const startedAt = Date.now() - startedAgo;
  const wait = { id: WAIT, account: ACME, startedAt, endsAt: startedAt + 10 * MINUTE };
  return { waits: [Wait.parse({ ...wait, source: 'observed', toldAt: null, ...more })] };
}

/** A wait with some seven minutes left. */
export const waiting = (more: object = {}) => waitRows(3 * MINUTE, more);

/** A wait that was over four minutes ago, and seven people who were granted access before. */
export function ended(): Rows {
  const early = PEOPLE.slice(8, 15).map(({ email }, place) => {
    return { account: ACME, email, at: Date.now() - (5 + place) * MINUTE, wait: WAIT };
  });
  return { ...waitRows(14 * MINUTE, { toldAt: Date.now() - 4 * MINUTE }), early };
}

const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** Three people who were invited to Account Insight; the access of two ends soon. */
export function invited(): Rows {
  const invitations = ['ivy.invited@example.com', LONG_NAME.email, 'yuki.later@example.com'].map(
    (email, place) =>
      InvitationRecord.parse({
        ...{ account: ACME, who: email, email, name: place === 1 ? LONG_NAME.name : null },
        ...{ expires: dayIn([0, 6, 300][place] ?? 0), accountInsight: 'ticked' },
        at: Date.now() - 20 * DAY,
      }),
  );
  return { invitations };
}

/** A guide that somebody has left. */
export function guide(progress: Pick<KeptGuide, 'guide' | 'step'>): Rows {
  const changedAt = Date.now() - HOUR;
  const kept = { ...progress, state: 'left', inviting: 'no', passed: [], startedAt: changedAt };
  return { guides: [GuideRecord.parse({ account: ACME, ...kept, changedAt })] };
}

/** What happened in a handoff: so long ago, by whom, and what. */
type Happened = readonly [
  ago: number,
  role: 'a' | 'b' | 'lead',
  what: { readonly kind: HandoffEvent['kind'] } & Readonly<Record<string, unknown>>,
];

const KEYS = { a: 'a1', b: 'b2', lead: 'c3' } as const;
const NAMES = { a: 'Alex Admin', b: 'Bea Berger', lead: null } as const;

/** A handoff in which this browser has a part; what others did came by a pass. */
function handoffRows(id: string, role: 'a' | 'b', all: readonly Happened[]): Rows {
  const handoffEvents = all.map(([ago, by, what], place) => {
    const at = Date.now() - ago;
    const event = HandoffEvent.parse({
      ...{ id: `${at}-${place.toString(16).padStart(16, '0')}`, handoff: id, at, role: by },
      ...{ author: { key: KEYS[by].repeat(12), name: NAMES[by] }, ...what },
    });
    return HandoffEventRecord.parse({
      ...{ account: ACME, handoff: id, id: event.id, event },
      ...{ publicKey: KEYS[by].repeat(44).slice(0, 87), signature: 's'.repeat(86) },
      imported: by !== role,
    });
  });
  const record = HandoffRecord.parse({ account: ACME, id, role, name: NAMES[role] });
  return { handoffs: [record], handoffEvents };
}

const begun = (ago: number): Happened => [
  ago,
  'a',
  { kind: 'started', adminA: ADMIN_A, adminB: ADMIN_B, munchkinId: '123-ABC-456' },
];
const seen = (ago: number, role: 'a' | 'b', step: string): Happened => [
  ago,
  role,
  { kind: 'step-done', step, source: 'observed' },
];

/** A handoff that has just begun: the next step is ours. */
export const handoffBegun = () => handoffRows(HANDOFF, 'a', [begun(HOUR)]);

/** A handoff that waits for Admin B; somebody has said what B's console denies, and has gone on all the same. */
export const handoffWaits = () =>
  handoffRows(HANDOFF, 'a', [
    begun(26 * HOUR),
    seen(25 * HOUR, 'a', 'b-admin'),
    [
      24 * HOUR,
      'a',
      { kind: 'step-done', step: 'remove-access', source: 'observed', notNeeded: true },
    ],
    [
      6 * HOUR,
      'a',
      {
        ...{ kind: 'step-done', step: 'b-owner', source: 'declared' },
        ...{ by: 'Alex Admin', note: 'Bea told me on the phone' },
      },
    ],
    [4 * HOUR, 'b', { kind: 'step-undone', step: 'b-owner', source: 'observed' }],
    [
      3 * HOUR,
      'a',
      { kind: 'went-on', open: ['wait', 'others-keep'], people: 14, reason: 'It was urgent' },
    ],
  ]);

/** One that was finished a week ago. */
export const handoffClosed = () =>
  handoffRows(CLOSED, 'a', [
    begun(9 * DAY),
    seen(9 * DAY - HOUR, 'a', 'b-admin'),
    seen(9 * DAY - 2 * HOUR, 'a', 'remove-access'),
    seen(8 * DAY, 'b', 'b-connects'),
    seen(8 * DAY - MINUTE, 'b', 'b-owner'),
    seen(8 * DAY - 11 * MINUTE, 'b', 'wait'),
    seen(8 * DAY - HOUR, 'a', 'others-keep'),
    seen(7 * DAY, 'a', 'a-disconnects'),
    [7 * DAY - MINUTE, 'a', { kind: 'closed', outcome: 'finished' }],
  ]);

/** The end of a handoff: every step is done, and nobody has closed it. */
export const handoffDone = () =>
  handoffRows(HANDOFF, 'b', [
    begun(9 * DAY),
    ...(['b-admin', 'remove-access'] as const).map((step) => seen(8 * DAY, 'a', step)),
    ...(['b-connects', 'b-owner', 'wait', 'others-keep'] as const).map((step) =>
      seen(7 * DAY, 'b', step),
    ),
    seen(6 * DAY, 'a', 'a-disconnects'),
    seen(5 * DAY, 'b', 'a-removed'),
  ]);

/** That everybody has lost their access, and what they had. */
export function outage(): Rows {
  const at = Date.now() - HOUR;
  const lost = PEOPLE.slice(0, 24).map(({ email, name, workspace }) => {
    return { email, name, workspaces: [workspace] };
  });
  const known = { account: ACME, aliveAt: at - HOUR, since: at, begunAt: at, meantAt: null };
  return { outages: [OutageRecord.parse({ ...known, lost, missing: lost.length })] };
}

/** A roster of all 300 people. */
export function roster(): Rows {
  const entries = PEOPLE.map(({ email, name, team, workspace }) =>
    RosterRecord.parse({ account: ACME, email, name, team, workspaces: [workspace] }),
  );
  const info = { account: ACME, takenAt: Date.now() - 2 * HOUR, people: entries.length };
  return { roster: entries, rosterInfo: [RosterInfo.parse({ ...info, file: 'vertrieb.csv' })] };
}

/** Every kind of line there is in the ledger, of the last days, and who has looked at the changes when. */
export function ledger(): Rows {
  const { email } = person(0);
  const access = { kind: 'access-changed' };
  const all: readonly object[] = [
    {
      ...{ kind: 'asked', intent: 'grant', guards: ['wait', 'workspace-lock'] },
      ...{ decision: 'went-on', people: 3, reason: 'The team starts tomorrow' },
    },
    {
      ...{ kind: 'asked', intent: 'disconnect', guards: ['disconnect-order', 'original-user'] },
      ...{ decision: 'ask-b', people: null },
    },
    {
      kind: 'asked',
      intent: 'invite-send',
      guards: ['invite-review'],
      decision: 'cancelled',
      people: 1,
    },
    { kind: 'let-through', intent: 'grant-open' },
    { kind: 'wait-started' },
    { kind: 'wait-ended', notified: false },
    { kind: 'wait-cancelled' },
    { kind: 'clock-jumped', by: 3 * HOUR },
    { kind: 'connect-failed' },
    { ...access, email, change: 'granted', from: null, to: ['EMEA'] },
    {
      ...access,
      email: LONG_NAME.email,
      change: 'workspaces',
      from: ['Default'],
      to: ['EMEA', 'Asia Pacific'],
    },
    { ...access, email: person(2).email, change: 'removed', from: ['Default'], to: null },
    { ...access, email: person(6).email, change: 'appeared', from: null, to: null },
    { ...access, email: 'gone@example.com', change: 'vanished', from: ['EMEA'], to: null },
    { kind: 'grant-outcome', email, outcome: 'as-chosen', chosen: ['EMEA'], seen: ['EMEA'] },
    {
      kind: 'grant-outcome',
      email: person(3).email,
      outcome: 'differs',
      chosen: ['EMEA'],
      seen: ['Default'],
    },
    { kind: 'roster-taken', people: 300, file: 'vertrieb.csv' },
    { kind: 'roster-removed' },
    {
      ...{ kind: 'invited', email: 'ivy.invited@example.com', name: 'Ivy Invited' },
      ...{ expires: '2030-03-01', accountInsight: 'ticked', at: Date.now() },
    },
    { kind: 'record-dropped', table: 'users', reason: 'email: Invalid string' },
  ];
  const lines = all.map((entry, place) => {
    const at = Date.now() - (all.length - place) * 5 * HOUR;
    return { seq: place + 1, entry: LedgerEntry.parse({ ...entry, account: ACME, at }) };
  });
  return { ledger: lines };
}

/** That somebody has looked at the changes just now. */
export const looked = (): Rows => ({ looks: [{ account: ACME, at: Date.now() }] });

/** Two views under names, a long one among them. */
export function views(): Rows {
  const named = [
    ['44444444-4444-4444-8444-444444444444', 'EMEA', 'workspace=EMEA'],
    [
      '55555555-5555-4555-8555-555555555555',
      'Vertriebsinnendienst ohne Zugriff, nach Arbeitsbereich',
      'state=not-connected&sort=workspaces',
    ],
  ] as const;
  return {
    views: named.map(([id, name, query]) => ({ account: ACME, id, name, query, at: Date.now() })),
  };
}

/** What somebody has pointed out and told to leave alone, and a profile that was brought in. */
export function taught(): Rows {
  const at = Date.now() - 3 * DAY;
  const pointer = { page: 'user-access', place: 'page', selector: null } as const;
  const profile = (id: string, more: object): Profile =>
    ProfileRecord.shape.profile.parse({ id, version: 1, ...more });
  const hints = [{ ...pointer, label: 'Zugriff freischalten', intent: 'grant-open' }];
  return {
    profiles: [
      {
        origin: 'imported',
        profile: profile('acme-emea', { words: { connect: { de: ['Koppeln'] } } }),
        at,
      },
      {
        origin: 'own',
        profile: profile('own', { hints, words: { 'set-up': { de: ['Einrichten'] } } }),
        at,
      },
    ],
    exceptions: [
      {
        ...{ ...pointer, label: 'Verbindung trennen', intent: 'revoke', person: person(0).email },
        ...{ id: '66666666-6666-4666-8666-666666666666', at, account: ACME },
      },
    ],
  };
}

/** The text of a saved file with this in it, made without a browser. */
export async function backupOf(rows: Rows): Promise<string> {
  const name = `a backup of ${Object.keys(rows).join(', ')}`;
  const db = new SiaDb(name);
  for (const [table, all] of Object.entries(rows)) await db.table(table).bulkPut([...all]);
  db.close();
  const { parts } = await makeBackup({ madeAt: Date.now() - DAY, extension: '0.1.0' }, name);
  return parts.join('');
}
