import { Age } from '@/components/ui/Age';
import { Moment } from '@/components/ui/Moment';
import { Note } from '@/components/ui/Note';
import { useNow } from '@/components/ui/now';
import { Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import { openSteps } from '@/lib/handoff/handoff';
import { MINUTE } from '@/lib/model/clock';
import type { AccessSnapshot, Handoff } from '@/lib/model/handoff';
import type { HandoffId } from '@/lib/model/ids';
import type { Figures, Known } from '@/lib/model/known';
import type { OriginalUser } from '@/lib/model/original-user';
import type { HandoffActions } from './actions';
import { Abandon, Finish } from './Close';
import { Exceptions } from './Exceptions';
import { Kept } from './Kept';
import { KeysPart } from './KeysPart';
import { Lanes } from './Lanes';
import { NextStep } from './NextStep';
import { PassExchange } from './PassExchange';
import { SavePass } from './PassOut';
import { consoleHref } from './places';
import { MyRole } from './RoleQuestion';
import type { Way } from './StepFacts';
import { StepList } from './StepList';
import type { TracedHandoff } from './traced';

interface OneHandoffProps {
  traced: TracedHandoff;
  figures: Figures | null;
  /** Who had access when it began; `null` where nobody knows. */
  before: AccessSnapshot | null;
  wait: Known['wait'];
  original: OriginalUser;
  now: number;
  act: HandoffActions;
  /** Where its report is. */
  reportHref: string;
  /** Told when a pass of a handoff was taken in. */
  onTaken(handoff: HandoffId): void;
}

const SECOND = MINUTE / 60;

/** The links to the console stand outside of it. */
const WAY: Way = { hrefOf: consoleHref };

/** A handoff with all there is to know of it, and all that can be done about it from here. */
export function OneHandoff(props: OneHandoffProps) {
  const { traced, original, now, act, reportHref } = props;
  const { handoff, events } = traced;
  const isOpen = handoff.outcome === 'open';
  return (
    <div class="handoff-room" data-handoff={handoff.id} data-outcome={handoff.outcome}>
      <div class="handoff-main">
        <Next {...props} />
        <Section name="time" title={t('handoffs.one.time')}>
          <div class="card form">
            <Lanes handoff={handoff} events={events} now={now} />
          </div>
        </Section>
        {handoff.exceptions.length > 0 && (
          <Section
            name="exceptions"
            title={t('handoffs.one.exceptions')}
            what={t('handoffs.one.exceptionsWhat')}
          >
            <Exceptions handoff={handoff} now={now} />
          </Section>
        )}
        <Section name="steps" title={t('handoffs.one.steps')} what={t('handoffs.one.stepsWhat')}>
          <StepList handoff={handoff} original={original} now={now} way={WAY} act={act} />
        </Section>
      </div>
      <div class="handoff-aside">
        <Section name="pass" title={t('handoffs.one.pass')} what={t('handoffs.one.passWhat')}>
          <PassPart {...props} />
        </Section>
        <Section name="users" title={t('handoffs.one.users')}>
          <div class="card form">
            <Users {...props} />
          </div>
        </Section>
        <Section name="keys" title={t('checklist.keys.title')} what={t('checklist.keys.what')}>
          <KeysPart handoff={handoff} act={act} which={({ trust }) => trust !== 'changed'} />
        </Section>
        <Section name="report" title={t('handoffs.one.report')} what={t('handoffs.one.reportWhat')}>
          <div class="actions">
            <a
              class="button"
              data-kind="outlined"
              data-tone="neutral"
              data-action="to-report"
              href={reportHref}
            >
              {t('handoffs.one.toReport')}
            </a>
          </div>
        </Section>
        {isOpen && handoff.role !== 'lead' && (
          <Section name="close" title={t('handoffs.one.close')} what={t('handoffs.one.closeWhat')}>
            <Abandon handoff={handoff} act={act} />
          </Section>
        )}
      </div>
    </div>
  );
}

/** Who had access before and who has it now, also where only a pass has told of it. */
function Users({ traced: { handoff }, figures, before, now }: OneHandoffProps) {
  if (handoff.access !== null || before === null) {
    return <Kept access={handoff.access} figures={figures} now={now} />;
  }
  return (
    <div class="kept small" data-kept="unknown" data-had={before.people.length} data-tone="neutral">
      <p class="tabular">
        {tn('checklist.kept.taken', before.people.length)} · <Age at={before.at} now={now} />
      </p>
      {before.coverage === 'partial' && <p>{t('checklist.kept.partial')}</p>}
      <p>{t('handoffs.one.notCompared')}</p>
    </div>
  );
}

/** Who I am, what to do next, and above all what nobody may overlook. */
function Next({ traced: { handoff }, figures, wait, now, act }: OneHandoffProps) {
  const end = wait?.endsAt ?? null;
  // Only what counts a wait is drawn every second.
  const tick = useNow(end === null ? MINUTE : SECOND, end);
  const running = wait !== null && wait.endsAt > tick ? wait : null;
  return (
    <Section name="next" title={t('handoffs.one.next')}>
      <MyRole handoff={handoff} act={act} />
      <KeysPart handoff={handoff} act={act} which={({ trust }) => trust === 'changed'} />
      {handoff.outcome === 'open' ? (
        <div class="card form">
          <NextStep {...{ handoff, figures, act }} wait={running} now={tick} way={WAY} notes />
          {openSteps(handoff).length === 0 && <Finish handoff={handoff} act={act} />}
        </div>
      ) : (
        <Closed handoff={handoff} now={now} />
      )}
    </Section>
  );
}

function Closed({ handoff: { outcome, closedAt }, now }: { handoff: Handoff; now: number }) {
  return (
    <Note tone={outcome === 'finished' ? 'ok' : 'neutral'} name="closed">
      <p class="strong">
        {t(outcome === 'finished' ? 'handoffs.one.finished' : 'handoffs.one.abandoned')}
        {closedAt !== null && (
          <>
            {' · '}
            <Moment at={closedAt} now={now} />
          </>
        )}
      </p>
    </Note>
  );
}

/** The pass on its way out, as text and as a file, and in. */
function PassPart({ traced: { handoff }, before, now, act, onTaken }: OneHandoffProps) {
  return (
    <div class="card form">
      <PassExchange {...{ handoff, now, act, onTaken }} notes asCard={false} />
      <SavePass handoff={handoff} act={act} people={before?.people.length ?? null} />
    </div>
  );
}
