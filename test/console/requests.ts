/** What comes in over the wire, parsed: nothing unparsed reaches the model. */
import { z } from 'zod';
import { SCENARIOS } from './scenarios';
import type { Command } from './state';
import { PAGE_SIZE } from './views';
import { LANGUAGES } from './words';

const role = z.enum(['admin', 'member']);
const email = z.string().max(400);
const emails = z.array(email).max(20_000);

/** A change, as the client sends it: the action is in the address, the rest in the body. */
export const commandSchema: z.ZodType<Command> = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('connect'),
    credentials: z.object({
      munchkinId: z.string(),
      clientId: z.string(),
      clientSecret: z.string(),
    }),
  }),
  z.object({ action: z.literal('disconnect') }),
  z.object({
    action: z.literal('grant'),
    people: z.array(z.object({ email, workspaces: z.array(z.string()) })).max(20_000),
  }),
  z.object({ action: z.literal('revoke'), emails }),
  z.object({ action: z.literal('invite'), emails, role, via: z.enum(['form', 'csv']) }),
  z.object({ action: z.literal('role'), email, role }),
  z.object({ action: z.literal('delete-user'), email }),
  z.object({ action: z.literal('salesforce-connect') }),
  z.object({ action: z.literal('salesforce-disconnect') }),
  z.object({ action: z.literal('mail-connect') }),
  z.object({ action: z.literal('mail-disconnect') }),
  z.object({ action: z.literal('general'), company: z.string(), timeZone: z.string() }),
]);

/** The actions that exist, also for a request that cannot be parsed any further. */
export const ACTIONS = [
  'connect',
  'disconnect',
  'grant',
  'revoke',
  'invite',
  'role',
  'delete-user',
  'salesforce-connect',
  'salesforce-disconnect',
  'mail-connect',
  'mail-disconnect',
  'general',
] as const satisfies readonly Command['action'][];

/** How a practice session is set up. What is left out keeps its default, also on a reset. */
export interface ConsoleOptions {
  /** The HTTPS port; 0 takes any free one. Ignored on a reset. */
  port?: number;
  /** How many people there are besides Admin A and Admin B: 0 to 10 000, 24 by default. */
  users?: number;
  /** The language of whoever does not ask for one with `?lang=`. */
  lang?: (typeof LANGUAGES)[number];
  /** Where the session begins: `connected` by default. */
  scenario?: (typeof SCENARIOS)[number];
  /** How long data takes to load. 150 by default. */
  delayMs?: number;
  /** How many rows a page of a table has: 250 by default. */
  pageSize?: number;
}

/** {@link ConsoleOptions} with nothing left out. */
export type Settings = Required<ConsoleOptions>;

/** Options as they come from a caller or from `POST /practice/reset`. */
export const optionsSchema = z.strictObject({
  port: z.int().min(0).max(65_535).default(0),
  users: z.int().min(0).max(10_000).default(24),
  lang: z.enum(LANGUAGES).default('en'),
  scenario: z.enum(SCENARIOS).default('connected'),
  delayMs: z.int().min(0).max(60_000).default(150),
  pageSize: z.int().min(1).max(10_000).default(PAGE_SIZE),
});
