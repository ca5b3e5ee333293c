import { useId } from 'preact/hooks';
import type { AccountId } from '@/lib/model/ids';
import { t } from './say';

/** An account by what tells it from others. */
export interface NamedAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly munchkinId: string | null;
}

interface AccountBarProps {
  accounts: readonly NamedAccount[];
  /** The one that is shown. */
  account: NamedAccount;
  choose(account: AccountId): void;
}

/** Whose room this is, with a switch where several accounts are known. */
export function AccountBar({ accounts, account, choose }: AccountBarProps) {
  const id = useId();
  if (accounts.length < 2) {
    return (
      <p class="muted wrap" data-account={account.id}>
        <bdi>{accountWords(account)}</bdi>
      </p>
    );
  }
  return (
    <div class="field account-bar" data-account={account.id}>
      <label class="field-label" for={id}>
        {t('popup.account')}
      </label>
      <select
        id={id}
        class="input account-select"
        data-field="account"
        value={account.id}
        onChange={({ currentTarget: { value } }) => {
          const chosen = accounts.find((one) => one.id === value);
          if (chosen !== undefined) choose(chosen.id);
        }}
      >
        {accounts.map((one) => (
          <option key={one.id} value={one.id}>
            {accountWords(one)}
          </option>
        ))}
      </select>
    </div>
  );
}

function accountWords({ name, munchkinId }: NamedAccount): string {
  const called = name.trim() || t('popup.unnamed');
  return munchkinId === null || called.includes(munchkinId)
    ? called
    : `${called} · ${t('popup.munchkin', { id: munchkinId })}`;
}
