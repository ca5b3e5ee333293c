import { PageKind } from './console';
import { Email, Timestamp } from './ids';
import { Invitation } from './invitation';
import { z } from './zod';

/** A part of what was read: all of it, some of it, or nothing that can be relied on. */
const reading = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('coverage', [
    z.object({ coverage: z.literal('whole'), value }),
    z.object({ coverage: z.literal('partial'), value }),
    z.object({ coverage: z.literal('unknown') }),
  ]);

/** A reading of a `T`; see the schemas below for what each is read from. */
export type Reading<T> =
  | { coverage: 'whole'; value: T }
  | { coverage: 'partial'; value: T }
  | { coverage: 'unknown' };

/** Text from the console: data, shown as text only, cut at a length no real label reaches. */
export const ConsoleText = z.string().max(500);

/** Whether a user has access to the Marketo connection. */
export const Access = z.enum(['connected', 'not-connected', 'unknown']);
export type Access = z.infer<typeof Access>;

/** One row of a user table. `null` means the table has no such column, not that it is empty. */
export const SeenUser = z.object({
  email: Email,
  name: ConsoleText.nullable(),
  role: z.enum(['admin', 'user', 'unknown']),
  access: Access,
  workspaces: z.array(ConsoleText).max(500).nullable(),
  team: ConsoleText.nullable(),
});
export type SeenUser = z.infer<typeof SeenUser>;

/** Who is to get which workspaces by the open grant dialog. An empty list means none was chosen. */
export const Assignment = z.object({ email: Email, workspaces: z.array(ConsoleText).max(500) });
export type Assignment = z.infer<typeof Assignment>;

/**
 * The connection as the signed-in admin's Set Up page shows it: `owner` sees a Disconnect that can be
 * pressed, `granted` a Connect that cannot, `free` a Connect that can (CONSOLE.md rule 5).
 */
export const Connection = z.enum(['owner', 'granted', 'free', 'unknown']);
export type Connection = z.infer<typeof Connection>;

/** The credential fields of Set Up. Only their names are ever kept, never what is in them. */
export const CredentialField = z.enum(['munchkinId', 'clientId', 'clientSecret']);
export type CredentialField = z.infer<typeof CredentialField>;

/**
 * What one of our pages should show and we cannot find: which tab of the Marketo page it is, the control of the
 * connection, the people, the words for who has access, the Connect above the people, the dialog's own, the people's Disconnect, the way on in an invitation.
 */
export const Missing = z.enum([
  'tab',
  'connection',
  'people',
  'status',
  'grant-open',
  'grant',
  'revoke',
  'invite',
  'management',
]);
export type Missing = z.infer<typeof Missing>;

/** Everything read from the console at one moment, as plain data. */
export const Snapshot = z.object({
  page: PageKind,
  at: Timestamp,
  connection: Connection,
  /** Shown by a connected Set Up page; public, unlike the other two credentials. */
  munchkinId: z
    .string()
    .regex(/^[A-Za-z0-9]{3}-[A-Za-z0-9]{3}-[A-Za-z0-9]{3}$/)
    .nullable(),
  /** Credential fields that hold whitespace. */
  spaces: z.array(CredentialField),
  /** The user table; `total` is what the console itself says there are, if it does. */
  users: reading(z.array(SeenUser).max(20_000)),
  total: z.int().min(0).nullable(),
  /** Whether the selection may go beyond what is visible, as "select all" does in a table with pages. */
  selectsMore: z.boolean(),
  missing: z.array(Missing),
  /** How many controls are not held because the person has said that they are something else. */
  leftAlone: z.int().min(0),
  /** Who the pending action applies to. */
  selected: reading(z.array(Email).max(20_000)),
  /** The open grant dialog's choices; `whole` with an empty `workspaces` per person means none chosen. */
  assignments: reading(z.array(Assignment).max(20_000)),
  /** Whether the grant dialog offers workspaces at all. */
  workspacesOffered: z.enum(['yes', 'no', 'unknown']),
  /** The open invitation; `null` while none is open, and missing in a console that has none. */
  invitation: Invitation.nullable().optional(),
});
export type Snapshot = z.infer<typeof Snapshot>;
