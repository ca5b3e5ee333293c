import { z } from './zod';

/** What the console is showing. `marketo` is the Marketo page before its tab can be told. */
export const PageKind = z.enum([
  'marketo',
  'marketo-setup',
  'user-access',
  'user-management',
  'sales-users',
  'settings',
  'elsewhere',
]);
export type PageKind = z.infer<typeof PageKind>;

/** What a press would do. `grant-open` opens the grant dialog, `grant` is its final press. */
export const Intent = z.enum([
  'connect',
  'disconnect',
  'grant-open',
  'grant',
  'revoke',
  'demote',
  'delete-user',
  'invite-next',
  'invite-send',
]);
export type Intent = z.infer<typeof Intent>;

/** The guards by id; also the values of `data-guard` and `data-guard-part`. */
export const GuardId = z.enum([
  'wait',
  'workspace-lock',
  'disconnect-order',
  'revoke',
  'original-user',
  'credential-spaces',
  'invite-review',
]);
export type GuardId = z.infer<typeof GuardId>;

/** Whether dangerous presses on this page are held: yes, there are none to hold, or we cannot tell. */
export const Guarded = z.enum(['yes', 'no', 'unknown']);
export type Guarded = z.infer<typeof Guarded>;
