import { Icon } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';

interface TeamSearchProps {
  /** How the place that it stands in lays it out. */
  class: string;
  value: string;
  onValue(value: string): void;
}

/** The search of a team, by name, address, team and workspace. */
export function TeamSearch({ class: place, value, onValue }: TeamSearchProps) {
  return (
    <div class={place}>
      <Icon name="search" />
      <input
        class="input"
        type="search"
        data-field="search"
        aria-label={t('popup.search')}
        placeholder={t('popup.search')}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}
