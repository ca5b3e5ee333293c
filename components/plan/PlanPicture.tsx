import { useId } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Icon } from '@/components/ui/Icon';
import { locale } from '@/components/ui/language';
import { Note } from '@/components/ui/Note';
import { PictureOrTable } from '@/components/ui/PictureOrTable';
import { figure, t, tn } from '@/components/ui/say';
import { MINUTE } from '@/lib/model/clock';
import type { PlanGroup } from '@/lib/model/plan';
import { UserAccessLink } from './UserAccessLink';
import { type Coverage, GROUPS, type PlanFigures } from './view';
import { GROUP_LOOKS, groupName, share } from './words';

/** What was seen longer ago than this is called old, in ms: a day, in which a team can look different. */
const OLD = 24 * 60 * MINUTE;

interface PlanPictureProps {
  figures: PlanFigures;
  now: number;
  /** The address of a group's part of the page; `null` for groups that nobody is in. */
  hrefOf(group: PlanGroup): string | null;
}

/** How far a plan is: a bar for each group, labelled directly, with a table behind, and what it rests on. */
export function PlanPicture({ figures, now, hrefOf }: PlanPictureProps) {
  const id = useId();
  const { counts, roster, coverage } = figures;
  const next = GROUPS.find((group) => group !== 'done' && counts[group] > 0) ?? null;
  return (
    <section class="card plan-picture" data-part="picture" aria-labelledby={id}>
      <h2 id={id} class="plan-headline tabular" tabIndex={-1}>
        <span class="plan-figure" data-figure="done">
          {figure(counts.done)}
        </span>{' '}
        {tn('plan.picture.doneOf', roster)}
      </h2>
      <PictureOrTable
        picture={<Bars figures={figures} hrefOf={hrefOf} />}
        table={<GroupTable figures={figures} />}
        toTable={t('plan.picture.asTable')}
        toPicture={t('plan.picture.asBars')}
      />
      {next === null && roster > 0 && coverage.kind === 'whole' && (
        <Note tone="ok" name="all-done">
          <p>{t('plan.picture.allDone')}</p>
        </Note>
      )}
      <Seen coverage={coverage} now={now} />
    </section>
  );
}

function Bars({ figures, hrefOf }: Pick<PlanPictureProps, 'figures' | 'hrefOf'>) {
  const { counts } = figures;
  const most = Math.max(...GROUPS.map((group) => counts[group]), 1);
  return (
    <ul class="plan-bars tabular" aria-label={t('plan.picture.name')}>
      {GROUPS.map((group) => {
        const { icon, tone } = GROUP_LOOKS[group];
        const href = hrefOf(group);
        return (
          <li
            key={group}
            class="plan-bar"
            data-tone={tone}
            data-bar={group}
            data-count={counts[group]}
          >
            <span class="plan-bar-name">
              <Icon name={icon} />
              {href === null ? (
                <span class="muted">{groupName(group)}</span>
              ) : (
                <a href={href}>{groupName(group)}</a>
              )}
            </span>
            <span class="plan-bar-figure strong">{figure(counts[group])}</span>
            <svg class="plan-bar-line" aria-hidden="true">
              <rect class="plan-bar-track" width="100%" height="100%" />
              <rect class="plan-bar-part" width={share(counts[group], most)} height="100%" />
            </svg>
          </li>
        );
      })}
    </ul>
  );
}

function GroupTable({ figures: { counts } }: { figures: PlanFigures }) {
  const all = GROUPS.reduce((sum, group) => sum + counts[group], 0);
  const percent = new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 });
  return (
    <table class="people-table tabular" data-table="groups">
      <caption class="sr-only">{t('plan.picture.name')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('plan.column.group')}</th>
          <th scope="col" class="number">
            {t('plan.column.people')}
          </th>
          <th scope="col" class="number">
            {t('plan.column.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {GROUPS.map((group) => (
          <tr key={group}>
            <th scope="row">{groupName(group)}</th>
            <td class="number">{figure(counts[group])}</td>
            <td class="number">{percent.format(all === 0 ? 0 : counts[group] / all)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How much of User Access the picture rests on, how old that is, and what to do about it. */
function Seen({ coverage, now }: { coverage: Coverage; now: number }) {
  const { kind, at } = coverage;
  const isOld = at !== null && now - at > OLD;
  const words = (
    <>
      {coverageWords(coverage)}
      {at !== null && (
        <>
          {` · ${t('plan.seen.oldest')} `}
          <Age at={at} now={now} />
        </>
      )}
    </>
  );
  return (
    <div class="plan-seen" data-coverage={kind} data-old={isOld}>
      {kind === 'whole' && !isOld ? (
        <p class="small muted tabular">{words}</p>
      ) : (
        <Note tone="caution" name="coverage">
          <p class="strong tabular">{words}</p>
          <p>{t(todoOf(coverage))}</p>
          <p>
            <UserAccessLink asButton />
          </p>
        </Note>
      )}
    </div>
  );
}

function coverageWords({ kind, seen, total }: Coverage): string {
  if (kind === 'never') return t('plan.seen.never');
  if (kind === 'whole') return tn('plan.seen.whole', seen);
  return total === null
    ? tn('plan.seen.partial', seen)
    : tn('plan.seen.partialOf', seen, { total });
}

function todoOf({ kind }: Coverage) {
  if (kind === 'never') return 'plan.seen.todoNever';
  return kind === 'partial' ? 'plan.seen.todoPartial' : 'plan.seen.todoOld';
}
