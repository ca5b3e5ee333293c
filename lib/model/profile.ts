import { z } from './zod';

/** The things whose names the recogniser knows. */
export const Term = z.enum([
  'connect',
  'disconnect',
  'set-up',
  'user-access',
  'munchkin-id',
  'client-id',
  'client-secret',
  'workspace',
  'name',
  'role',
  'status',
  'team',
  'admin',
  'user',
  'connected',
  'not-connected',
]);
export type Term = z.infer<typeof Term>;

/** Words for one thing, by language tag. All languages are tried at once: the tags only document. */
const Words = z.record(z.string(), z.array(z.string().min(1).max(80)));

/** A route of the console: the beginning of the URL's hash, and the page it shows. */
const Route = z.object({
  hash: z.string().startsWith('#'),
  page: z.enum(['marketo', 'user-management', 'sales-users', 'settings']),
});

/** How a console's pages and controls are recognised: data, no code. */
export const Profile = z.object({
  id: z.string().min(1).max(80),
  version: z.literal(1),
  /** The longest that fits wins; a hash that fits none is `elsewhere`. */
  routes: z.array(Route).min(1),
  words: z.record(Term, Words),
});
export type Profile = z.infer<typeof Profile>;
