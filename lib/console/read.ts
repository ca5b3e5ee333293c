import type { PageKind } from '@/lib/model/console';
import type { Snapshot } from '@/lib/model/snapshot';
import { type KnownNames, readGrantDialog } from './grant';
import { healthOf } from './health';
import type { Press } from './intent';
import { type InvitationReading, noInvitation, readInvitation } from './invitation';
import { findPage, isKnownRoute } from './page';
import { NOBODY, type PeopleReading, readPeople } from './people';
import { surroundingsOf } from './place';
import type { Recognition } from './recognition';
import { readConnection, readMunchkinId, readStraySpaces } from './setup';
import { findRoots } from './tree';

/** Pages that show people. */
const PEOPLE_PAGES: ReadonlySet<PageKind> = new Set(['user-access', 'user-management', 'marketo']);

/**
 * Reads everything there is to read from the document, a little at each step. With a press, it also reads what
 * that press would act on: the dialog around it, the row it stands in, the credentials it would send. The page
 * may change between two steps: what is read then is of more than one moment.
 */
export function* readSnapshot(
  document: Document,
  recognition: Recognition,
  now: number,
  press: Press | null,
): Generator<void, Snapshot> {
  yield* findRoots(document);
  const { lexicon } = recognition;
  const page = yield* findPage(document, recognition);
  if (recognition.engage !== null) {
    const isOpen = page === 'sales-users';
    const reading = isOpen
      ? yield* readInvitation(document, recognition.engage)
      : noInvitation(document);
    return { ...NO_PEOPLE, spaces: [], ...engageHealth(page, reading), page, at: now };
  }
  const people = PEOPLE_PAGES.has(page) ? yield* readPeople(document, lexicon) : NOBODY;
  const connection =
    page === 'marketo-setup' ? yield* readConnection(document, recognition) : 'unknown';
  yield;
  const target = yield* readTarget(press, people, recognition);
  return {
    page,
    at: now,
    connection,
    munchkinId: connection === 'owner' ? readMunchkinId(document, lexicon) : null,
    spaces: press?.intent === 'connect' ? readStraySpaces(document, lexicon) : [],
    users: people.users,
    total: people.total,
    selectsMore: people.selectsMore && !namesAll(target, people),
    ...(yield* healthOf(document, page, connection, people, recognition)),
    ...target,
  };
}

/** What is said of a page that could not be read: which it is by its address, and that nothing is certain. */
export function unreadSnapshot(
  document: Document,
  recognition: Recognition,
  now: number,
): Snapshot {
  return {
    page: isKnownRoute(document, recognition) ? 'marketo' : 'elsewhere',
    at: now,
    connection: 'unknown',
    munchkinId: null,
    spaces: [],
    users: { coverage: 'unknown' },
    total: null,
    selectsMore: false,
    missing: ['tab'],
    leftAlone: 0,
    selected: { coverage: 'unknown' },
    assignments: { coverage: 'unknown' },
    workspacesOffered: 'unknown',
  };
}

/** What a console without connection and user table has to say of those. */
const NO_PEOPLE = {
  connection: 'unknown',
  munchkinId: null,
  spaces: [],
  users: { coverage: 'unknown' },
  total: null,
  selectsMore: false,
  leftAlone: 0,
  selected: { coverage: 'unknown' },
  assignments: { coverage: 'unknown' },
  workspacesOffered: 'unknown',
} as const satisfies Partial<Record<keyof Snapshot, unknown>>;

function engageHealth(
  page: PageKind,
  { invitation, isStuck }: InvitationReading,
): Pick<Snapshot, 'missing' | 'invitation'> {
  return { missing: page === 'sales-users' && isStuck ? ['invite'] : [], invitation };
}

type Target = Pick<Snapshot, 'selected' | 'assignments' | 'workspacesOffered'>;

function* readTarget(
  press: Press | null,
  people: PeopleReading,
  { lexicon }: Recognition,
): Generator<void, Target> {
  const none = { assignments: { coverage: 'unknown' }, workspacesOffered: 'unknown' } as const;
  if (press === null) return { selected: people.selected, ...none };
  if (press.about.kind === 'person') {
    return { selected: { coverage: 'whole', value: [press.about.email] }, ...none };
  }
  if (press.about.kind === 'unclear') return { selected: { coverage: 'unknown' }, ...none };
  if (press.intent !== 'grant') return { selected: people.selected, ...none };
  const { dialog } = surroundingsOf(press.control, lexicon);
  const scope = dialog ?? press.control.ownerDocument.body;
  return yield* readGrantDialog(scope, people.selected, namesIn(people), lexicon);
}

/** Whether a dialog names as many people as the console counts as selected, whatever part the table shows. */
function namesAll({ selected }: Target, { saidSelected }: PeopleReading): boolean {
  return (
    saidSelected !== null && selected.coverage === 'whole' && selected.value.length >= saidSelected
  );
}

function namesIn({ users }: PeopleReading): KnownNames {
  const seen = users.coverage === 'unknown' ? [] : users.value;
  return {
    people: new Set(seen.map(({ email }) => email)),
    workspaces: new Set(seen.flatMap(({ workspaces }) => workspaces ?? [])),
  };
}
