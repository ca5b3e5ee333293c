import { useLayoutEffect, useRef } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { t, tn } from '@/components/ui/say';
import { placeOf } from '@/lib/guide';
import type { GuideStep } from '@/lib/model/guide';
import type { PlanSummary } from '@/lib/model/plan';
import type { MessageKey } from '@/lib/model/text';
import type { DockActions } from '../view';
import type { GuideView, RunningGuide } from './view';
import { GUIDES, NOTES, POINTING, titleOfStep, wordsOfStep } from './words';

interface GuideCardProps {
  readonly running: RunningGuide;
  readonly plan: PlanSummary | null;
  /** A modal dialog of the page lies over everything: then the card can be read there, and not be pressed. */
  readonly covered: boolean;
  readonly act: DockActions;
}

/** The step at which the guide is: what to press, why, and how to leave. */
export function GuideCard({ running, plan, covered, act }: GuideCardProps) {
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (covered) card.current?.showPopover();
  }, [covered]);
  const { progress, note } = running;
  const { guide, step } = progress;
  const { title, what } = wordsOfStep(running);
  const isEnd = step === 'granted' || step === 'invited';
  return (
    <section
      ref={card}
      key={String(covered)}
      class="guide"
      tabIndex={-1}
      aria-label={t('guide.label')}
      data-guide={guide}
      data-guide-step={step}
      data-guide-pointing={running.pointing}
      {...(covered && { popover: 'manual' })}
    >
      <Progress running={running} />
      <div class="stack-tight">
        <h2 class="guide-title wrap">
          {isEnd && (
            <span class="guide-done">
              <Icon name="check" large />
            </span>
          )}
          <span>{title}</span>
        </h2>
        <p class="guide-more">{what}</p>
        {step === 'granted' && <p class="small muted guide-more">{t('guide.step.granted.more')}</p>}
        {step === 'people' && plan !== null && plan.counts.invite > 0 && (
          <p class="small">{tn('guide.step.people.planned', plan.counts.invite)}</p>
        )}
      </div>
      {note !== null && (
        <p
          class="notice small"
          data-tone={note === 'moved' ? 'neutral' : 'caution'}
          data-guide-note={note}
        >
          <Icon name={note === 'moved' ? 'reload' : 'warning'} />
          <span>{t(NOTES[note])}</span>
        </p>
      )}
      <Trouble running={running} act={act} />
      {!covered && (
        <>
          {step === 'invite-menu' && <WayToInvite running={running} act={act} />}
          <div class="guide-actions">
            <StepActions running={running} act={act} />
            <Button kind="plain" tone="neutral" data-action="guide-leave" onClick={act.guideLeave}>
              {t(isEnd ? 'guide.finish' : 'guide.leave')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Progress({ running: { progress } }: Pick<GuideCardProps, 'running'>) {
  const { at, of } = placeOf(progress);
  return (
    <div class="stack-tight">
      <p class="guide-head small muted">
        <span>{t(GUIDES[progress.guide].name)}</span>
        <span class="tabular">{t('guide.place', { at, of })}</span>
      </p>
      <div class="guide-bar" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <span key={index} data-on={index < at ? 'yes' : 'no'} />
        ))}
      </div>
    </div>
  );
}

/** Why nothing is pointed at, and what helps. */
function Trouble({ running, act }: Pick<GuideCardProps, 'running' | 'act'>) {
  const { pointing, isTeachable } = running;
  if (pointing === 'nothing' || pointing === 'looking' || pointing === 'pointed') return null;
  return (
    <div class="stack-tight" data-guide-trouble={pointing}>
      <p class="notice small" data-tone={pointing === 'no-admin' ? 'caution' : 'neutral'}>
        <Icon name={pointing === 'out-of-view' ? 'search' : 'unknown'} />
        <span>{t(POINTING[pointing])}</span>
      </p>
      {pointing === 'out-of-view' && (
        <div class="actions">
          <Button data-action="guide-scroll" onClick={act.guideScroll}>
            {t('guide.scroll')}
          </Button>
        </div>
      )}
      {pointing === 'not-found' && isTeachable && (
        <div class="actions">
          <Button data-action="teach-point" onClick={act.teachPoint}>
            {t('guide.show')}
          </Button>
        </div>
      )}
    </div>
  );
}

function WayToInvite({ running, act }: Pick<GuideCardProps, 'running' | 'act'>) {
  return (
    <fieldset class="choices guide-ways">
      <legend class="sr-only">{t('guide.step.inviteMenu.how')}</legend>
      {(['form', 'csv'] as const).map((way) => (
        <Button
          key={way}
          kind={running.progress.inviting === way ? 'filled' : 'outlined'}
          aria-pressed={running.progress.inviting === way}
          data-action="guide-invite"
          data-way={way}
          onClick={() => act.guideChoose(way)}
        >
          {t(way === 'form' ? 'guide.step.inviteMenu.form' : 'guide.step.inviteMenu.csv')}
        </Button>
      ))}
    </fieldset>
  );
}

/** How a step can be passed over that the page may not show to be done. */
const PASSES: Partial<Record<GuideStep, MessageKey>> = {
  workspace: 'guide.step.workspace.pass',
  expiry: 'guide.step.expiry.pass',
};

/** What a person may know that the page has not shown, once the guide has said that it has not. */
const KNOWN_BETTER = {
  'not-granted': { step: 'grant', word: 'guide.step.grant.pass' },
  'nobody-new': { step: 'invite-send', word: 'guide.step.inviteSend.pass' },
  'not-sent': { step: 'send', word: 'guide.step.send.pass' },
} as const satisfies Record<string, { step: GuideStep; word: MessageKey }>;

function StepActions({ running, act }: Pick<GuideCardProps, 'running' | 'act'>) {
  const { progress, note, batch } = running;
  const { step } = progress;
  // Where the plan names workspaces, none is right without them.
  const isPlanned = step === 'workspace' && (batch?.workspaces ?? null) !== null;
  const passing = isPlanned ? undefined : PASSES[step];
  const better = note === null || note === 'moved' ? null : KNOWN_BETTER[note];
  return (
    <>
      {step === 'people' && <PeopleActions act={act} />}
      {(step === 'people' || step === 'invite-menu') && (
        <Button kind="plain" data-action="guide-check" onClick={act.guideCheck}>
          {t('guide.check')}
        </Button>
      )}
      {step === 'select' && batch !== null && (
        <>
          <Button kind="filled" data-action="guide-select" onClick={() => act.selectStep(batch.id)}>
            {tn('guide.step.select.button', batch.all)}
          </Button>
          {running.people > 0 && (
            <Button data-action="guide-pass" onClick={() => act.guidePass('select')}>
              {t('guide.step.select.pass')}
            </Button>
          )}
        </>
      )}
      {passing !== undefined && (
        <Button data-action="guide-pass" onClick={() => act.guidePass(step)}>
          {t(passing)}
        </Button>
      )}
      {better !== null && better.step !== step && (
        <Button data-action="guide-known" onClick={() => act.guidePass(better.step)}>
          {t(better.word)}
        </Button>
      )}
      {step === 'granted' && (
        <>
          <Button data-action="guide-again" onClick={() => act.guideAgain('no')}>
            {t('guide.step.granted.again')}
          </Button>
          <Button data-action="guide-again-invite" onClick={() => act.guideAgain('form')}>
            {t('guide.step.granted.invite')}
          </Button>
        </>
      )}
      {step === 'invited' && (
        <Button data-action="guide-again" onClick={() => act.guideAgain('unasked')}>
          {t('guide.step.invited.again')}
        </Button>
      )}
    </>
  );
}

function PeopleActions({ act }: Pick<GuideCardProps, 'act'>) {
  return (
    <>
      <Button kind="filled" data-action="guide-all" onClick={() => act.guideChoose('no')}>
        {t('guide.step.people.all')}
      </Button>
      <Button data-action="guide-invite" onClick={() => act.guideChoose('form')}>
        {t('guide.step.people.invite')}
      </Button>
    </>
  );
}

interface GuideEntryProps {
  readonly view: GuideView;
  readonly now: number;
  readonly act: DockActions;
}

/** The way into the guide of this console, or back into it. */
export function GuideEntry({ view: { guide, left }, now, act }: GuideEntryProps) {
  return (
    <div class="stack-tight guide-entry">
      <Button kind="plain" data-action="guide-start" onClick={act.guideStart}>
        {t(left === null ? GUIDES[guide].start : GUIDES[guide].goOn)}
      </Button>
      {left !== null && (
        <p class="small muted wrap" data-guide-left={left.progress.step}>
          {t('guide.leftAt', { step: titleOfStep(left.progress) })}
          {' · '}
          <Age at={left.at} now={now} />
        </p>
      )}
    </div>
  );
}

/** Says each step to those who listen. It is drawn always: a region that comes and goes with its words is not read out. */
export function GuideVoice({ running }: { running: RunningGuide | null }) {
  return (
    <span class="sr-only" aria-live="polite" data-guide-voice="">
      {running !== null &&
        t('guide.voice', { ...placeOf(running.progress), ...wordsOfStep(running) })}
    </span>
  );
}
