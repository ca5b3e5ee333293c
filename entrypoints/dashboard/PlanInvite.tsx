import { type CheckOutcome, InviteCheck } from '@/components/plan/InviteCheck';
import type { GivenRoster } from '@/components/plan/view';
import { problemWords } from '@/components/plan/words';
import { t } from '@/components/ui/say';
import { domainOf, domainsOf, nearMiss } from '@/lib/access/domains';
import type { AccountId } from '@/lib/model/ids';
import { inSlices } from '@/lib/model/slices';
import { readInviteList } from '@/lib/plan/invite-list';
import { lastSeen, usersOf } from '@/lib/store';
import { readTable } from '@/lib/table/read';
import { saveAsFile } from './requests';

/** As many domains are compared with. */
const MOST_DOMAINS = 200;

/** Compares a list with everybody who was seen in an account. What is given stays on this page. */
async function check(account: AccountId, given: GivenRoster): Promise<CheckOutcome> {
  const source =
    given.kind === 'text' ? given.text : new Uint8Array(await given.file.arrayBuffer());
  const read = await inSlices(readTable(source));
  if (!read.ok) return { ok: false, why: problemWords(read.problem) };
  const users = (await usersOf(account)).map(({ email }) => email);
  const list = await inSlices(readInviteList(read.table, new Set(users)));
  const domains = domainsOf(users, MOST_DOMAINS);
  const slips = list.toInvite.flatMap((email) => {
    const domain = nearMiss(domainOf(email), domains);
    return domain === null ? [] : [{ email, domain }];
  });
  const isWhole = (await lastSeen(account))?.users?.coverage === 'whole';
  return { ok: true, list: { ...list, slips, seen: users.length, isWhole } };
}

/** Whom to invite before they can be granted access, of one account. */
export function PlanInvite({ account }: { account: AccountId }) {
  return (
    <InviteCheck
      check={(given) =>
        check(account, given).catch(() => ({ ok: false, why: t('inviteCheck.failed') }))
      }
      copy={(text) => navigator.clipboard.writeText(text)}
      save={(text) => saveAsFile('invite.csv', `${text}\n`)}
    />
  );
}
