import { domainOf, domainsOf, nearMiss } from '@/lib/access/domains';
import type { AccountId } from '@/lib/model/ids';
import type { KnownInvitees } from '@/lib/model/invitation';
import type { Request } from '@/lib/model/messages';
import { invitationKey, type Store } from '@/lib/store';
import { followInvitations } from './team';

type RequestOf<K extends Request['kind']> = Extract<Request, { kind: K }>;

/** As many domains are told of an account. */
const MOST_DOMAINS = 200;

/** What is known that matters to an invitation of these people. */
export async function aboutInvitees(
  store: Store,
  account: AccountId,
  { people }: RequestOf<'invitees'>,
  expiryDays: number | null,
): Promise<KnownInvitees> {
  const invited = await store.invitations.of(account);
  const users = (await store.users.of(account)).map(({ email }) => email);
  const areUsers = new Set(users);
  const ofUsers = domainsOf(users, MOST_DOMAINS);
  // An invitation that went to a mistyped address must not make its domain a known one.
  const sound = invited
    .flatMap(({ email }) => email ?? [])
    .filter((email) => nearMiss(domainOf(email), ofUsers) === null);
  const seen = [...new Set([...users, ...sound])];
  return {
    people: people.map((email) => {
      const before = invited.find((one) => one.email === email) ?? null;
      return {
        email,
        before: before && { at: before.at, expires: before.expires },
        isUser: areUsers.has(email),
      };
    }),
    domains: domainsOf(seen, MOST_DOMAINS),
    expiryDays,
  };
}

/** Notes who was invited. A later invitation of the same person stands for the ones before; the ledger has them all. */
export async function noteInvited(
  store: Store,
  account: AccountId,
  { people, expires, accountInsight }: RequestOf<'invited'>,
): Promise<void> {
  const at = store.now;
  const invited = people.map((one) => ({ ...one, expires, accountInsight, at }));
  await followInvitations(store, account, invited, () =>
    store.invitations.put(...invited.map((one) => ({ ...one, account, who: invitationKey(one) }))),
  );
  await store.ledger.add(
    ...invited.map((one) => ({ ...one, kind: 'invited' as const, account, at })),
  );
}
