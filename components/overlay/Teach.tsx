import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { canBePointedOut, MISSING } from '@/components/ui/health-words';
import { Icon } from '@/components/ui/Icon';
import { t, tn } from '@/components/ui/say';
import type { TaughtIntent } from '@/lib/model/profile';
import type { MessageKey } from '@/lib/model/text';
import type { DockActions, DockView, Frame, TeachView } from './view';

const PURPOSES = {
  connect: 'teach.purpose.connect',
  disconnect: 'teach.purpose.disconnect',
  'grant-open': 'teach.purpose.grantOpen',
  grant: 'teach.purpose.grant',
  revoke: 'teach.purpose.revoke',
} as const satisfies Record<TaughtIntent, MessageKey>;

const questionOf = (label: string | null) =>
  label === null ? t('teach.what') : t('teach.whatOf', { label });

/** Where a person is in pointing something out, in words. */
function wordsOf(teach: TeachView): string {
  switch (teach.step) {
    case 'idle':
      return teach.remembered ? t('teach.remembered') : '';
    case 'pointing':
      return `${t('teach.pointing')} ${t('teach.pointingKeys')}`;
    case 'nothing':
      return t(teach.isInside ? 'teach.inside' : 'teach.nothing');
    case 'known':
      return t('teach.known', { purpose: t(PURPOSES[teach.intent]) });
    case 'found':
      return teach.chosen === null ? questionOf(teach.label) : tn('teach.preview', teach.count);
  }
}

/**
 * Says each step to those who listen. It is drawn always, with or without anything to say: a region that comes
 * and goes with its words is not read out.
 */
export function TeachVoice({ teach }: { teach: TeachView }) {
  return (
    <span class="sr-only" aria-live="polite" data-teach-voice="">
      {wordsOf(teach)}
    </span>
  );
}

interface TeachProps {
  readonly view: DockView;
  readonly act: DockActions;
}

/** What this page lacks to be called guarded, and how to help: by pointing it out, once. */
export function TeachPart({ view, act }: TeachProps) {
  const { teach, missing, leftAlone } = view;
  if (teach.step === 'idle' && missing.length === 0 && leftAlone === 0 && !teach.remembered) {
    return null;
  }
  return (
    <div class="card stack" data-teach={teach.step} tabIndex={-1}>
      {teach.step === 'idle' && <MissingList view={view} act={act} remembered={teach.remembered} />}
      {(teach.step === 'nothing' || teach.step === 'known') && (
        <Again sentence={wordsOf(teach)} act={act} />
      )}
      {teach.step === 'found' && <Found teach={teach} act={act} />}
    </div>
  );
}

function MissingList({ view, act, remembered }: TeachProps & { remembered: boolean }) {
  const { missing, leftAlone, tab } = view;
  const isPointable = canBePointedOut(missing);
  return (
    <>
      {remembered && <RememberedNotice />}
      {missing.length > 0 && (
        <ul class="missing stack-tight" data-missing={missing.join(' ')}>
          {missing.map((one) => (
            <li key={one} class="wrap">
              {t(MISSING[one])}
            </li>
          ))}
        </ul>
      )}
      {missing.includes('tab') && tab !== null && <TabChoice tab={tab} act={act} />}
      {isPointable && (
        <div class="stack-tight">
          <p class="small muted">{t('teach.why')}</p>
          <Button data-action="teach-point" onClick={act.teachPoint}>
            {t('teach.show')}
          </Button>
        </div>
      )}
      {leftAlone > 0 && <p class="small muted">{tn('health.leftAlone', leftAlone)}</p>}
    </>
  );
}

/** The tab's own words are not known: a person says which of the two pages it shows. */
function TabChoice({ tab, act }: { tab: string; act: DockActions }) {
  const [refused, setRefused] = useState(false);
  const say = (page: 'set-up' | 'user-access') => {
    void act.teachTab(page).then((taken) => setRefused(!taken));
  };
  return (
    <div class="stack-tight">
      <p class="strong wrap">{t('teach.tab', { tab })}</p>
      <div class="buttons">
        <Button data-action="teach-set-up" onClick={() => say('set-up')}>
          {t('teach.isSetUp')}
        </Button>
        <Button data-action="teach-user-access" onClick={() => say('user-access')}>
          {t('teach.isUserAccess')}
        </Button>
      </div>
      {refused && (
        <p class="small" role="alert">
          {t('teach.refused')}
        </p>
      )}
    </div>
  );
}

function Again({ sentence, act }: { sentence: string; act: DockActions }) {
  return (
    <>
      <p class="wrap">{sentence}</p>
      <div class="buttons">
        <AgainOrStop act={act} />
      </div>
    </>
  );
}

function AgainOrStop({ act }: { act: DockActions }) {
  return (
    <>
      <Button data-action="teach-point" onClick={act.teachPoint}>
        {t('teach.again')}
      </Button>
      <Button kind="plain" data-action="teach-stop" onClick={act.teachStop}>
        {t('teach.stop')}
      </Button>
    </>
  );
}

interface FoundProps {
  readonly teach: Extract<TeachView, { step: 'found' }>;
  readonly act: DockActions;
}

function Found({ teach, act }: FoundProps) {
  const [failed, setFailed] = useState(false);
  const { label, choices, chosen, count } = teach;
  const remember = () => {
    act.teachRemember().catch(() => setFailed(true));
  };
  return (
    <>
      <fieldset class="choices stack-tight">
        <legend class="strong wrap">{questionOf(label)}</legend>
        {choices.map((intent) => (
          <Button
            key={intent}
            kind={intent === chosen ? 'filled' : 'outlined'}
            aria-pressed={intent === chosen}
            data-action="teach-choose"
            data-intent={intent}
            onClick={() => act.teachChoose(intent)}
          >
            {t(PURPOSES[intent])}
          </Button>
        ))}
      </fieldset>
      {chosen !== null && <p class="small">{tn('teach.preview', count)}</p>}
      {failed && (
        <p class="small" role="alert">
          {t('teach.failed')}
        </p>
      )}
      <div class="buttons">
        {chosen !== null && count > 0 && (
          <Button kind="filled" data-action="teach-remember" onClick={remember}>
            {t('teach.remember')}
          </Button>
        )}
        <AgainOrStop act={act} />
      </div>
    </>
  );
}

interface PointingProps {
  /** Then the banner can be seen over the page's dialog, and only the keyboard stops. */
  readonly covered: boolean;
  readonly act: DockActions;
}

/** Said while the next press points something out: that it will not be made, and how to stop. */
export function PointingBanner({ covered, act }: PointingProps) {
  const banner = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (covered) banner.current?.showPopover();
  }, [covered]);
  return (
    <div
      ref={banner}
      class="pointing"
      data-teach="pointing"
      {...(covered && { popover: 'manual' })}
    >
      <p class="strong">{t('teach.pointing')}</p>
      <p class="small muted">{t('teach.pointingKeys')}</p>
      {!covered && (
        <Button data-action="teach-stop" onClick={act.teachStop}>
          {t('teach.stop')}
        </Button>
      )}
    </div>
  );
}

/** Whether there is something to say about what was pointed out that nobody could press in the dock. */
export function needsTop({ teach, covered, orphaned }: DockView): boolean {
  return covered && !orphaned && (teach.step !== 'idle' || teach.remembered);
}

/** What was pointed out, in a dialog of our own over the page's. */
export function TeachOnTop({ view, act, frames }: TeachProps & { frames: readonly Frame[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const { teach } = view;
  return (
    <dialog ref={dialog} class="sia on-top" aria-label={t('dock.name')} onClose={act.teachStop}>
      <Frames frames={frames} />
      <div class="card stack" data-teach={teach.step} tabIndex={-1}>
        {teach.step === 'idle' && <Remembered act={act} />}
        {(teach.step === 'nothing' || teach.step === 'known') && (
          <Again sentence={wordsOf(teach)} act={act} />
        )}
        {teach.step === 'found' && <Found teach={teach} act={act} />}
      </div>
    </dialog>
  );
}

function Remembered({ act }: { act: DockActions }) {
  return (
    <>
      <RememberedNotice />
      <div class="buttons">
        <Button kind="filled" data-action="teach-stop" onClick={act.teachStop}>
          {t('teach.back')}
        </Button>
      </div>
    </>
  );
}

function RememberedNotice() {
  return (
    <p class="notice" data-tone="ok">
      <Icon name="check" />
      <span>{t('teach.remembered')}</span>
    </p>
  );
}

const boxOf = ({ left, top, width, height }: Frame) => ({
  left: `${left}px`,
  top: `${top}px`,
  width: `${width}px`,
  height: `${height}px`,
});

/** Frames around what would be recognised. They take no press. */
export function Frames({ frames }: { frames: readonly Frame[] }) {
  return (
    <>
      {frames.map((frame, index) => (
        <div key={index} class="frame" style={boxOf(frame)} />
      ))}
    </>
  );
}
