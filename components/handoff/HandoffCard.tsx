import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import type { Tone } from '@/components/ui/Button';
import { Chip } from '@/components/ui/Chip';
import { nextStep, personOf, wordsOf } from '@/components/ui/handoff-words';
import { Icon, type IconName } from '@/components/ui/Icon';
import { Moment } from '@/components/ui/Moment';
import { Note } from '@/components/ui/Note';
import { t, tn } from '@/components/ui/say';
import type { Handoff } from '@/lib/model/handoff';
import { Lanes } from './Lanes';
import type { TracedHandoff } from './traced';

const OUTCOMES = {
  open: { tone: 'accent', icon: 'doing' },
  finished: { tone: 'ok', icon: 'check' },
  abandoned: { tone: 'neutral', icon: 'close' },
} satisfies Record<Handoff['outcome'], { tone: Tone; icon: IconName }>;

interface HandoffCardProps {
  traced: TracedHandoff;
  now: number;
  /** Where all of it is shown. */
  href: string;
}

/** One handoff among others: between whom, whom it waits for, since when, and its lanes. */
export function HandoffCard({ traced: { handoff, events }, now, href }: HandoffCardProps) {
  const { adminA, adminB, startedAt, closedAt, outcome, role } = handoff;
  const id = useId();
  return (
    <article
      class="card form handoff-card"
      data-handoff={handoff.id}
      data-outcome={outcome}
      aria-labelledby={id}
    >
      <div class="handoff-head">
        <div class="stack-tight">
          <h3 id={id} class="handoff-title wrap">
            <a href={href} data-action="open-handoff">
              {t('handoffs.to', { email: adminB })}
            </a>
          </h3>
          <p class="small muted wrap">
            {adminA !== null && `${t('handoffs.from', { email: adminA })} · `}
            {t('handoffs.startedAt')} <Moment at={startedAt} now={now} />
            {closedAt !== null && (
              <>
                {` · ${t('handoffs.closedAt')} `}
                <Moment at={closedAt} now={now} />
              </>
            )}
          </p>
        </div>
        <p class="handoff-chips">
          <OutcomeChip outcome={outcome} />
          <Chip icon="person">{t(`handoffs.role.${role}`)}</Chip>
        </p>
      </div>
      {outcome === 'open' && <Waits handoff={handoff} now={now} />}
      <Warnings handoff={handoff} href={href} />
      <Lanes handoff={handoff} events={events} now={now} />
    </article>
  );
}

/** How a handoff stands as a whole. */
function OutcomeChip({ outcome }: Pick<Handoff, 'outcome'>) {
  const { tone, icon } = OUTCOMES[outcome];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`handoffs.outcome.${outcome}`)}
    </Chip>
  );
}

/** What a handoff waits for, on whom, and since when. */
function Waits({ handoff, now }: { handoff: Handoff; now: number }) {
  const next = nextStep(handoff);
  if (next === null) {
    return (
      <Line icon="check" tone="ok" waitsFor="nobody">
        <p class="strong">{t('handoffs.allDone')}</p>
      </Line>
    );
  }
  const { step, mine } = next;
  const who = mine
    ? t('checklist.next.mine')
    : step.actor === null
      ? t('checklist.next.time')
      : t('checklist.next.wait', { who: personOf(step.actor, handoff) });
  return (
    <Line
      icon={mine ? 'person' : 'clock'}
      tone={mine ? 'accent' : 'neutral'}
      waitsFor={mine ? 'me' : (step.actor ?? 'time')}
    >
      <p class="small muted strong wrap">
        {who}
        {step.since !== null && (
          <>
            {` · ${t('handoffs.since')} `}
            <Moment at={step.since} now={now} /> (<Age at={step.since} now={now} />)
          </>
        )}
      </p>
      <p class="handoff-next wrap">{wordsOf(step.id, handoff).title}</p>
    </Line>
  );
}

interface LineProps {
  icon: IconName;
  tone: Tone;
  waitsFor: string;
  children: ComponentChildren;
}

function Line({ icon, tone, waitsFor, children }: LineProps) {
  return (
    <div class="handoff-line" data-tone={tone} data-waits-for={waitsFor}>
      <Icon name={icon} large />
      <div class="stack-tight">{children}</div>
    </div>
  );
}

/** What nobody may overlook among several handoffs. */
function Warnings({ handoff, href }: { handoff: Handoff; href: string }) {
  const contradicted = handoff.steps.filter((step) => step.contradicted !== null);
  const changed = handoff.keys.filter(({ trust }) => trust === 'changed');
  const { exceptions } = handoff;
  const words = [
    contradicted.length > 0 && tn('handoffs.contradicted', contradicted.length),
    changed.length > 0 && tn('handoffs.keyChanged', changed.length),
    exceptions.length > 0 && tn('handoffs.exceptions', exceptions.length),
  ].filter((one) => one !== false);
  if (words.length === 0) return null;
  const isGrave = contradicted.length > 0 || changed.length > 0;
  return (
    <Note tone={isGrave ? 'danger' : 'caution'} name="handoff-warnings">
      {words.map((one) => (
        <p key={one} class="strong">
          {one}
        </p>
      ))}
      <p>
        <a href={href}>{t('handoffs.look')}</a>
      </p>
    </Note>
  );
}
