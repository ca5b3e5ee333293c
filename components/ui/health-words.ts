import type { Missing } from '@/lib/model/snapshot';
import type { MessageKey } from '@/lib/model/text';

/** What a page lacks to be called guarded, as a sentence. */
export const MISSING = {
  tab: 'health.missing.tab',
  connection: 'health.missing.connection',
  people: 'health.missing.people',
  status: 'health.missing.status',
  'grant-open': 'health.missing.grantOpen',
  grant: 'health.missing.grant',
  revoke: 'health.missing.revoke',
  invite: 'health.missing.invite',
  management: 'health.missing.management',
} as const satisfies Record<Missing, MessageKey>;

/** What can be pointed out; the list of people and its words cannot. */
const POINTABLE: ReadonlySet<Missing> = new Set<Missing>([
  'connection',
  'grant-open',
  'grant',
  'revoke',
]);

/** Whether a person could help with some of what is missing by pointing at it. */
export function canBePointedOut(missing: readonly Missing[]): boolean {
  return missing.some((one) => POINTABLE.has(one));
}
