import { useId, useState } from 'preact/hooks';
import type { Outcome } from '@/components/settings/outcome';
import { Button } from '@/components/ui/Button';
import { t } from '@/components/ui/say';
import type { SavedView, ViewId } from '@/lib/model/team';

interface SavedViewsProps {
  views: readonly SavedView[];
  /** What is shown now, as the address has it. */
  query: string;
  hrefOf(query: string): string;
  save(name: string): Promise<Outcome>;
  remove(view: ViewId): Promise<Outcome>;
}

/** Views of the team under names: a link for each, and what is shown now to be kept or forgotten. */
export function SavedViews({ views, query, hrefOf, save, remove }: SavedViewsProps) {
  const id = useId();
  const [name, setName] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const current = views.find((view) => view.query === query);

  async function settle(work: Promise<Outcome>): Promise<void> {
    const outcome = await work;
    setFailure(outcome.ok ? null : outcome.why);
    if (outcome.ok) setName(null);
  }

  return (
    <nav class="team-views" aria-label={t('team.views.title')}>
      <ul class="filters">
        <View href={hrefOf('')} isCurrent={query === ''} words={t('team.views.everybody')} />
        {views.map((view) => (
          <View
            key={view.id}
            href={hrefOf(view.query)}
            isCurrent={view === current}
            words={view.name}
          />
        ))}
      </ul>
      {current !== undefined && (
        <Button
          kind="plain"
          data-action="view-remove"
          onClick={() => void settle(remove(current.id))}
        >
          {t('team.views.remove')}
        </Button>
      )}
      {current === undefined && query !== '' && name === null && (
        <Button kind="plain" data-action="view-name" onClick={() => setName('')}>
          {t('team.views.keep')}
        </Button>
      )}
      {name !== null && (
        <form
          class="team-view-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') void settle(save(name.trim()));
          }}
          onKeyDown={({ key }) => {
            if (key === 'Escape') setName(null);
          }}
        >
          <label class="small strong" for={id}>
            {t('team.views.name')}
          </label>
          <input
            id={id}
            ref={(field) => field?.focus()}
            class="input"
            data-field="view-name"
            maxLength={80}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" kind="filled" data-action="view-save">
            {t('team.views.save')}
          </Button>
          <Button kind="plain" data-action="view-cancel" onClick={() => setName(null)}>
            {t('team.views.cancel')}
          </Button>
        </form>
      )}
      {failure !== null && (
        <p class="notice" data-tone="danger" role="alert">
          {failure}
        </p>
      )}
    </nav>
  );
}

function View({ href, isCurrent, words }: { href: string; isCurrent: boolean; words: string }) {
  return (
    <li>
      <a class="filter-chip" href={href} {...(isCurrent && { 'aria-current': 'page' })}>
        <bdi class="filter-word">{words}</bdi>
      </a>
    </li>
  );
}
