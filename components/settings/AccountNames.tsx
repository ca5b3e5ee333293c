import { useEffect, useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Note } from '@/components/ui/Note';
import { Empty } from '@/components/ui/Section';
import { t } from '@/components/ui/say';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import type { Outcome } from './outcome';

/** The longest name. */
const LONGEST = 80;

/** An account, and what it is called. */
export interface AccountToName {
  readonly id: AccountId;
  readonly name: string;
  readonly munchkinId: string | null;
  /** A person has named it. */
  readonly isNamed: boolean;
  readonly currentSince: Timestamp;
}

interface AccountNamesProps {
  accounts: readonly AccountToName[];
  now: number;
  /** Gives an account a name, or takes it back with `null`. */
  save(account: AccountId, name: string | null): Promise<Outcome>;
}

/** The accounts that were seen, each with a name that can be given to it. */
export function AccountNames({ accounts, now, save }: AccountNamesProps) {
  if (accounts.length === 0) {
    return <Empty name="accounts" title={t('account.none')} why={t('account.noneWhy')} />;
  }
  return (
    <ul class="accounts">
      {accounts.map((account) => (
        <li key={account.id}>
          <AccountName account={account} now={now} save={(name) => save(account.id, name)} />
        </li>
      ))}
    </ul>
  );
}

interface AccountNameProps {
  account: AccountToName;
  now: number;
  save(name: string | null): Promise<Outcome>;
}

type Said =
  | { readonly ok: true; readonly name: string | null }
  | { readonly ok: false; why: string };

function AccountName({ account, now, save }: AccountNameProps) {
  const { id, name, munchkinId, isNamed, currentSince } = account;
  const [typed, setTyped] = useState(isNamed ? name : '');
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => setTyped(isNamed ? name : ''), [isNamed, name]);

  async function keep(): Promise<void> {
    const wanted = typed.trim() === '' ? null : typed.trim();
    const outcome = await save(wanted);
    setSaid(outcome.ok ? { ok: true, name: wanted } : outcome);
  }

  return (
    <form
      class="card form"
      noValidate
      data-named={id}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <div class="lead">
        <p class="strong wrap">
          <bdi>{name}</bdi>
        </p>
        <p class="small muted">
          {munchkinId !== null && (
            <>
              <bdi>{munchkinId}</bdi>
              {' · '}
            </>
          )}
          {t('account.seen')} <Age at={currentSince} now={now} />
        </p>
      </div>
      <Field
        label={t('account.name')}
        hint={t('account.nameHint')}
        field="account-name"
        value={typed}
        maxLength={LONGEST}
        error={said?.ok === false ? said.why : null}
        onValue={(value) => {
          setTyped(value);
          setSaid(null);
        }}
      />
      <div class="actions">
        <Button kind="filled" type="submit" data-action="account-save">
          {t('account.save')}
        </Button>
      </div>
      <div role="status">
        {said?.ok === true && (
          <Note tone="ok" name="account-saved">
            <p class="wrap">
              {said.name === null ? t('account.unsaved') : t('account.saved', { name: said.name })}
            </p>
          </Note>
        )}
      </div>
    </form>
  );
}
