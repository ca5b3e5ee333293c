import type { PageKind } from '@/lib/model/console';
import type { Snapshot } from '@/lib/model/snapshot';
import { closestAcross, DIALOG } from './control';
import { readGrantDialog } from './grant';
import type { Press } from './intent';
import { pageOf, type Recognition } from './page';
import { type PeopleReading, readPeople } from './people';
import { readConnection, readMunchkinId, readStraySpaces } from './setup';

const NOTHING: PeopleReading = {
  users: { coverage: 'unknown' },
  total: null,
  selected: { coverage: 'unknown' },
};

/** Pages that show people. */
const PEOPLE_PAGES: ReadonlySet<PageKind> = new Set(['user-access', 'user-management', 'marketo']);

/**
 * Reads everything there is to read from the document at this moment. With a press, it also reads what that
 * press would act on: the dialog around it, the row it stands in, the credentials it would send.
 */
export function readSnapshot(
  document: Document,
  recognition: Recognition,
  now: number,
  press: Press | null,
): Snapshot {
  const { lexicon } = recognition;
  const page = pageOf(document, recognition);
  const people = PEOPLE_PAGES.has(page) ? readPeople(document, lexicon) : NOTHING;
  const connection = page === 'marketo-setup' ? readConnection(document, lexicon) : 'unknown';
  return {
    page,
    at: now,
    connection,
    munchkinId: connection === 'owner' ? readMunchkinId(document, lexicon) : null,
    spaces: press?.intent === 'connect' ? readStraySpaces(document, lexicon) : [],
    users: people.users,
    total: people.total,
    ...readTarget(press, people, recognition),
  };
}

function readTarget(
  press: Press | null,
  people: PeopleReading,
  { lexicon }: Recognition,
): Pick<Snapshot, 'selected' | 'assignments' | 'workspacesOffered'> {
  const none = { assignments: { coverage: 'unknown' }, workspacesOffered: 'unknown' } as const;
  if (press === null) return { selected: people.selected, ...none };
  const dialog = closestAcross(press.control, DIALOG);
  if (press.intent === 'grant' && dialog) return readGrantDialog(dialog, people.selected, lexicon);
  if (press.person !== null) {
    return { selected: { coverage: 'whole', value: [press.person] }, ...none };
  }
  return { selected: people.selected, ...none };
}
