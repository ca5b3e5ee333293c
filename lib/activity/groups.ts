import type { Intent, PageKind } from '@/lib/model/console';
import type { LedgerEntry } from '@/lib/model/ledger';

/** What a line of the ledger is about, roughly: what people choose by. */
export const ACTIVITY_GROUPS = [
  'questions',
  'presses',
  'access',
  'waits',
  'handoffs',
  'roster',
  'invitations',
  'upkeep',
] as const;
export type ActivityGroup = (typeof ACTIVITY_GROUPS)[number];

type Kind = LedgerEntry['kind'];

const GROUP_OF: Readonly<Record<Kind, ActivityGroup>> = {
  asked: 'questions',
  'let-through': 'presses',
  'access-changed': 'access',
  'grant-outcome': 'access',
  'wait-started': 'waits',
  'wait-ended': 'waits',
  'wait-cancelled': 'waits',
  'clock-jumped': 'waits',
  'connect-failed': 'waits',
  handoff: 'handoffs',
  'roster-taken': 'roster',
  'roster-removed': 'roster',
  invited: 'invitations',
  'record-dropped': 'upkeep',
};

/** Which group a line belongs to. */
export function groupOf({ kind }: Pick<LedgerEntry, 'kind'>): ActivityGroup {
  return GROUP_OF[kind];
}

/** The kinds of lines in a group. */
export function kindsOf(group: ActivityGroup): readonly Kind[] {
  // The keys of an object are strings to the compiler; these are the kinds.
  return (Object.keys(GROUP_OF) as Kind[]).filter((kind) => GROUP_OF[kind] === group);
}

/** The pages of the console that something in the ledger can come from. */
export const ACTIVITY_PAGES = [
  'marketo-setup',
  'user-access',
  'user-management',
  'sales-users',
] as const satisfies readonly PageKind[];
export type ActivityPage = (typeof ACTIVITY_PAGES)[number];

/** Where a press is made (CONSOLE.md: Set Up, User Access, User Management, and Sales Users of Marketo Engage). */
const PAGE_OF_INTENT: Readonly<Record<Intent, ActivityPage>> = {
  connect: 'marketo-setup',
  disconnect: 'marketo-setup',
  'grant-open': 'user-access',
  grant: 'user-access',
  revoke: 'user-access',
  demote: 'user-management',
  'delete-user': 'user-management',
  'invite-next': 'sales-users',
  'invite-send': 'sales-users',
};

/** Where what a line tells of is seen, other than presses. What time alone brings is of no page. */
const PAGE_OF_KIND: Readonly<Partial<Record<Kind, ActivityPage>>> = {
  'wait-started': 'marketo-setup',
  'wait-cancelled': 'marketo-setup',
  'connect-failed': 'marketo-setup',
  'access-changed': 'user-access',
  'grant-outcome': 'user-access',
  invited: 'sales-users',
};

/** Which lines are of a page: those of these presses, and those of these kinds. */
export function linesOfPage(page: ActivityPage): {
  readonly intents: readonly Intent[];
  readonly kinds: readonly Kind[];
} {
  // As in `kindsOf`.
  const intents = Object.keys(PAGE_OF_INTENT) as Intent[];
  const kinds = Object.keys(PAGE_OF_KIND) as Kind[];
  return {
    intents: intents.filter((intent) => PAGE_OF_INTENT[intent] === page),
    kinds: kinds.filter((kind) => PAGE_OF_KIND[kind] === page),
  };
}

/** The page that a line is of; `null` where it is of none. */
export function pageOf(entry: LedgerEntry): ActivityPage | null {
  if ('intent' in entry) return PAGE_OF_INTENT[entry.intent];
  return PAGE_OF_KIND[entry.kind] ?? null;
}
