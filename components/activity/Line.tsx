import { useId, useState } from 'preact/hooks';
import { Icon } from '@/components/ui/Icon';
import { momentFormat } from '@/components/ui/language';
import { Moment } from '@/components/ui/Moment';
import { figure, t, tn } from '@/components/ui/say';
import type { LedgerEntry } from '@/lib/model/ledger';
import type { ListedLine } from './ActivityList';
import { factsOf, lookOf, personOf, sentenceOf } from './words';

const EXACTLY = momentFormat({ dateStyle: 'full', timeStyle: 'medium' });

interface LineProps {
  line: ListedLine;
  /** Where it stands in the whole list, from 1, and how many there are. */
  at: number;
  of: number;
  now: number;
  hrefOf(person: string): string;
}

/** One line of the ledger: when, and what as a sentence; the rest when it is asked for. */
export function Line({ line: { seq, entry }, at, of, now, hrefOf }: LineProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  // Where most of a list is not drawn, a reader has to be told where a line stands.
  const place = { 'aria-posinset': at, 'aria-setsize': of };
  if (entry === null) {
    return (
      <li class="activity-line" data-line={seq} data-kind="unreadable" {...place}>
        <p class="activity-row muted">
          <span class="activity-when" />
          <Icon name="unknown" />
          <span>{t('activity.unreadable')}</span>
        </p>
      </li>
    );
  }
  const { icon, tone } = lookOf(entry);
  return (
    <li class="activity-line" data-line={seq} data-kind={entry.kind} {...place}>
      <button
        type="button"
        class="activity-row"
        data-action="line"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="activity-when small muted">
          <Moment at={entry.at} now={now} />
        </span>
        <span class="activity-mark" data-tone={tone}>
          <Icon name={icon} />
        </span>
        <span class="activity-what">
          <span>{sentenceOf(entry)}</span>
          <Aside entry={entry} />
        </span>
        <Icon name="chevron" />
      </button>
      <div id={id} class="activity-more" hidden={!isOpen}>
        {isOpen && <Details seq={seq} entry={entry} hrefOf={hrefOf} />}
      </div>
    </li>
  );
}

/** What a line says besides, short: how many people, and why. */
function Aside({ entry }: { entry: LedgerEntry }) {
  if (entry.kind !== 'asked' || (entry.people === null && entry.reason === null)) return null;
  return (
    <span class="small muted">
      {entry.people !== null && tn('activity.people', entry.people)}
      {entry.people !== null && entry.reason !== null && ' · '}
      {entry.reason !== null && (
        <q>
          <bdi>{entry.reason}</bdi>
        </q>
      )}
    </span>
  );
}

function Details({
  seq,
  entry,
  hrefOf,
}: {
  seq: number;
  entry: LedgerEntry;
  hrefOf(person: string): string;
}) {
  const person = personOf(entry);
  return (
    <>
      <dl class="activity-facts">
        <div>
          <dt>{t('activity.detail.when')}</dt>
          <dd>{EXACTLY.format(entry.at)}</dd>
        </div>
        {factsOf(entry).map(({ label, value }) => (
          <div key={label} data-fact={label}>
            <dt>{t(label)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('activity.detail.place')}</dt>
          <dd class="tabular">{figure(seq)}</dd>
        </div>
      </dl>
      {person !== null && (
        <p>
          <a href={hrefOf(person)}>{t('activity.detail.onlyThem')}</a>
        </p>
      )}
    </>
  );
}
