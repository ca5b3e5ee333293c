import { useId } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { t } from '@/components/ui/say';
import { type ActivityFilter, isEverything, NO_FILTER } from '@/lib/activity/filter';
import { ACTIVITY_GROUPS, ACTIVITY_PAGES, type ActivityGroup } from '@/lib/activity/groups';
import { GuardId } from '@/lib/model/console';
import { Day } from '@/lib/model/invitation';
import type { MessageKey } from '@/lib/model/text';
import { GROUP_WORDS, GUARD_WORDS, PAGE_WORDS } from './words';

interface ActivityFiltersProps {
  filter: ActivityFilter;
  change(filter: ActivityFilter): void;
}

/** What of the activity is to be shown. Everything that is chosen here stands in the address. */
export function ActivityFilters({ filter, change }: ActivityFiltersProps) {
  const { groups, guard, page, person, from, to } = filter;
  const isBadSpan = from !== null && to !== null && from > to;
  const toggle = (group: ActivityGroup) =>
    change({
      ...filter,
      groups: groups.includes(group)
        ? groups.filter((one) => one !== group)
        : ACTIVITY_GROUPS.filter((one) => one === group || groups.includes(one)),
    });
  return (
    <search class="card activity-filters" aria-label={t('activity.filter.name')}>
      <div class="activity-fields">
        <Field
          label={t('activity.filter.person')}
          placeholder={t('activity.filter.personHint')}
          field="search"
          value={person}
          maxLength={320}
          onValue={(value) => change({ ...filter, person: value })}
        />
        <Choice
          label="activity.filter.guard"
          any="activity.filter.anyGuard"
          field="guard"
          words={GUARD_WORDS}
          options={GuardId.options}
          value={guard}
          choose={(value) => change({ ...filter, guard: value })}
        />
        <Choice
          label="activity.filter.page"
          any="activity.filter.anyPage"
          field="page"
          words={PAGE_WORDS}
          options={ACTIVITY_PAGES}
          value={page}
          choose={(value) => change({ ...filter, page: value })}
        />
        <DayField
          label="activity.filter.from"
          field="from"
          value={from}
          choose={(value) => change({ ...filter, from: value })}
        />
        <DayField
          label="activity.filter.to"
          field="to"
          value={to}
          error={isBadSpan ? t('activity.filter.badSpan') : null}
          choose={(value) => change({ ...filter, to: value })}
        />
      </div>
      <div class="activity-groups">
        <fieldset class="activity-chips">
          <legend class="sr-only">{t('activity.filter.kinds')}</legend>
          {ACTIVITY_GROUPS.map((group) => (
            <button
              key={group}
              type="button"
              class="activity-chip"
              data-group={group}
              aria-pressed={groups.includes(group)}
              onClick={() => toggle(group)}
            >
              {t(GROUP_WORDS[group])}
            </button>
          ))}
        </fieldset>
        {!isEverything(filter) && (
          <Button kind="plain" data-action="clear" onClick={() => change(NO_FILTER)}>
            {t('activity.filter.clear')}
          </Button>
        )}
      </div>
    </search>
  );
}

interface ChoiceProps<T extends string> {
  label: MessageKey;
  /** What choosing none is called. */
  any: MessageKey;
  field: string;
  options: readonly T[];
  words: Readonly<Record<T, MessageKey>>;
  value: T | null;
  choose(value: T | null): void;
}

function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, any, field, options, words, value, choose } = props;
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {t(label)}
      </label>
      <select
        id={id}
        class="input account-select"
        data-field={field}
        value={value ?? ''}
        onChange={({ currentTarget }) =>
          choose(options.find((option) => option === currentTarget.value) ?? null)
        }
      >
        <option value="">{t(any)}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {t(words[option])}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DayFieldProps {
  label: MessageKey;
  field: string;
  value: Day | null;
  error?: string | null;
  choose(value: Day | null): void;
}

function DayField({ label, field, value, error = null, choose }: DayFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {t(label)}
      </label>
      <input
        id={id}
        type="date"
        class="input"
        data-field={field}
        value={value ?? ''}
        aria-invalid={error !== null}
        {...(error !== null && { 'aria-describedby': `${id}-error` })}
        onChange={({ currentTarget }) => choose(Day.safeParse(currentTarget.value).data ?? null)}
      />
      {error !== null && (
        <p class="field-error" id={`${id}-error`} role="alert">
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
