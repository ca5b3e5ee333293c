import type { Email } from '@/lib/model/ids';
import { mustStay, NOBODY_KNOWS, type OriginalUser } from '@/lib/model/original-user';
import type { Snapshot } from '@/lib/model/snapshot';
import { text } from '@/lib/model/text';
import type { Ask, Fact, Guard } from '@/lib/model/verdict';
import { withNames } from './people';

/** What is typed to delete somebody who must stay. */
const WORD = 'DELETE';

/**
 * Holds the deletion of the original user, or of somebody who may be: once data sync has been started, they must not
 * be removed (CONSOLE.md rule 7). No page says who that is, so a person does, once per account.
 */
export const originalUserGuard: Guard = {
  id: 'original-user',

  couldAsk: (intent) => intent === 'delete-user',

  judge({ intent, snapshot, known }) {
    if (intent !== 'delete-user') return null;
    const original = known?.original ?? NOBODY_KNOWS;
    const emails = snapshot.selected.coverage === 'unknown' ? null : snapshot.selected.value;
    const worst = worstOf(original, emails);
    if (worst === 'no') return null;
    const facts = [whoFact(snapshot, emails), syncFact(original)];
    return worst === 'yes' ? refusal(facts) : question(facts);
  },
};

function worstOf(
  original: OriginalUser,
  emails: readonly Email[] | null,
): 'yes' | 'no' | 'unknown' {
  // Whoever is selected without being read may be the one, unless nobody has to stay.
  if (emails === null || emails.length === 0) {
    return original.dataSync === 'not-started' ? 'no' : 'unknown';
  }
  const all = emails.map((email) => mustStay(original, email));
  if (all.includes('yes')) return 'yes';
  return all.includes('unknown') ? 'unknown' : 'no';
}

function whoFact(snapshot: Snapshot, emails: readonly Email[] | null): Fact {
  const label = text('fact.who');
  if (emails === null || emails.length === 0) {
    return { label, value: { kind: 'text', text: text('guard.unread.who') } };
  }
  return { label, value: { kind: 'people', people: withNames(snapshot, emails) } };
}

function syncFact({ dataSync }: OriginalUser): Fact {
  const key =
    dataSync === 'started' ? 'guard.original.sync.started' : 'guard.original.sync.unknown';
  return { label: text('fact.dataSync'), value: { kind: 'text', text: text(key) } };
}

const BACK = { besides: null, label: text('guard.original.back') } as const;

/** What a person may know, and is remembered. The press is not made: made again, it is judged by that. */
const ANSWERS: Ask['alternatives'] = [
  BACK,
  { besides: 'not-original', label: text('guard.original.notOriginal') },
  { besides: 'no-sync', label: text('guard.original.noSync') },
];

/** It is the original user, and data sync runs. */
function refusal(facts: readonly Fact[]): Ask {
  return {
    guard: 'original-user',
    severity: 'danger',
    headline: text('guard.original.headline.is'),
    facts,
    undo: text('guard.original.undo'),
    gestures: [
      { kind: 'type', expected: WORD, prompt: text('guard.original.type', { word: WORD }) },
    ],
    proceed: text('guard.original.proceed'),
    alternatives: [BACK],
  };
}

/** It may be: the person is asked what nobody else can know. */
function question(facts: readonly Fact[]): Ask {
  return {
    guard: 'original-user',
    severity: 'caution',
    headline: text('guard.original.headline.maybe'),
    facts: [
      ...facts,
      { label: text('fact.why'), value: { kind: 'text', text: text('guard.original.why') } },
    ],
    undo: text('guard.original.undo'),
    gestures: [],
    proceed: text('guard.original.proceedUnknown'),
    alternatives: ANSWERS,
  };
}
