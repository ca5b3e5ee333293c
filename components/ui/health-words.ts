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
} as const satisfies Record<Missing, MessageKey>;
