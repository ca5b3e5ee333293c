/** Marketo Engage's part of the practice: who may open Account Insight, and the invitations to it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from './words';
import { ENGAGE_WORDS } from './words/engage';

/** The host of the pod that the practice plays. */
export const ENGAGE_HOST = 'app-sj01.marketo.com';

/** Whether a request is for a pod of Marketo Engage; all of them are the same one here. */
export function isEngageHost(host: string | undefined): boolean {
  return host?.endsWith('.marketo.com') ?? false;
}

/** Somebody as the CRM has them. */
export interface CrmUser {
  readonly name: string;
  readonly email: string;
}

/** Somebody who was invited. What hurts (no Account Insight, no end, twice) is accepted: it is the practice. */
export interface SalesUser extends CrmUser {
  /** The last day of their access, as `YYYY-MM-DD`; `null` is never. */
  readonly expires: string | null;
  readonly accountInsight: boolean;
  readonly via: 'crm' | 'email';
}

/** All that Marketo Engage knows here. */
export interface EngageState {
  readonly crmUsers: readonly CrmUser[];
  readonly salesUsers: readonly SalesUser[];
}

/** Sending the wizard's invitation, as the client asks for it. */
const inviteSchema = z.object({
  people: z.array(z.object({ name: z.string().max(200), email: z.string().max(400) })).max(500),
  via: z.enum(['crm', 'email']),
  expires: z.iso.date().nullable(),
  accountInsight: z.boolean(),
  message: z.string().max(20_000),
});

/** What became of an invitation. */
export type EngageResult =
  | { readonly outcome: 'done'; readonly state: EngageState; readonly detail: object }
  | { readonly outcome: 'refused'; readonly reason: string };

/** The state that a session begins with: the CRM's people, and one who was invited long ago. */
export function makeEngage(): EngageState {
  return {
    crmUsers: [
      { name: 'Ann Lee', email: 'ann.lee@example.com' },
      { name: 'Joann Lee', email: 'joann.lee@example.com' },
      { name: 'Sam Taylor', email: 'sam.taylor@example.com' },
      { name: 'Zoë Ångström-Núñez', email: 'zoe.angstrom@example.com' },
      { name: '山田 太郎', email: 'taro.yamada@example.com' },
      { name: '<script>alert("hi")</script>', email: 'script.tag@example.com' },
    ],
    salesUsers: [
      {
        name: 'Mona Muster',
        email: 'mona.muster@example.com',
        expires: null,
        accountInsight: true,
        via: 'crm',
      },
    ],
  };
}

/** Sends an invitation, or says why not. */
export function inviteSalesUsers(state: EngageState, body: unknown): EngageResult {
  const parsed = inviteSchema.safeParse(body);
  if (!parsed.success) return { outcome: 'refused', reason: 'malformed' };
  const { people, via, expires, accountInsight, message } = parsed.data;
  if (people.length === 0) return { outcome: 'refused', reason: 'nobody' };
  if (people.some(({ email }) => !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/u.test(email))) {
    return { outcome: 'refused', reason: 'invalid-email' };
  }
  const invited = people.map((one) => ({ ...one, expires, accountInsight, via }));
  return {
    outcome: 'done',
    state: { ...state, salesUsers: [...state.salesUsers, ...invited] },
    detail: { people: invited, message: message.length },
  };
}

const read = (name: string) =>
  readFileSync(new URL(`./public/engage/${name}`, import.meta.url), 'utf8');

/** The files of Marketo Engage's client. */
export const ENGAGE_ASSETS: ReadonlyMap<string, { type: string; body: string }> = new Map([
  ['/assets/engage.js', { type: 'text/javascript; charset=utf-8', body: read('app.js') }],
  ['/assets/engage.css', { type: 'text/css; charset=utf-8', body: read('styles.css') }],
]);

const SHELL = read('index.html');

/** What the client needs at its start. */
export interface EngageBoot {
  readonly lang: Language;
  readonly words: Readonly<Record<string, string>>;
}

/** The page of the application in a language. */
export function engagePage(lang: Language): string {
  const boot: EngageBoot = { lang, words: ENGAGE_WORDS[lang] };
  const data = JSON.stringify(boot).replace(/</gu, '\\u003c');
  return SHELL.replace('<html lang="en">', `<html lang="${lang}">`).replace(
    '"{{boot}}"',
    () => data,
  );
}
