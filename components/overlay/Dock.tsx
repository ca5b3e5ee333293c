import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import type { Tone } from '@/components/ui/Button';
import { nameOf, nextStep, wordsOf } from '@/components/ui/handoff-words';
import { Icon, type IconName } from '@/components/ui/Icon';
import { Ring, WaitVoice } from '@/components/ui/Ring';
import { t, tn } from '@/components/ui/say';
import type { Handoff } from '@/lib/model/handoff';
import type { Figures } from '@/lib/model/known';
import type { MessageKey } from '@/lib/model/text';
import { Checklist, HandoffEntry } from './Checklist';
import { Frames, needsTop, PointingBanner, TeachOnTop, TeachPart } from './Teach';
import type { DockActions, DockView, Frame } from './view';
import { isAsked, WaitPart } from './WaitPart';

type DockHealth = 'guarded' | 'not-guarded' | 'not-recognised' | 'left-alone' | 'reload' | 'silent';

interface Words {
  icon: IconName;
  tone: Tone;
  word: MessageKey;
  sentence: MessageKey;
}

const HEALTH = {
  guarded: { icon: 'rail', tone: 'ok', word: 'ui.health.guarded', sentence: 'dock.guarded' },
  'not-guarded': {
    icon: 'none',
    tone: 'neutral',
    word: 'ui.health.notGuarded',
    sentence: 'dock.notGuarded',
  },
  'not-recognised': {
    icon: 'unknown',
    tone: 'caution',
    word: 'ui.health.notRecognised',
    sentence: 'dock.notRecognised',
  },
  'left-alone': {
    icon: 'unknown',
    tone: 'caution',
    word: 'ui.health.leftAlone',
    sentence: 'dock.leftAlone',
  },
  reload: { icon: 'reload', tone: 'danger', word: 'ui.health.reload', sentence: 'dock.reload' },
  silent: { icon: 'warning', tone: 'caution', word: 'ui.health.silent', sentence: 'dock.silent' },
} satisfies Record<DockHealth, Words>;

/** What the dock says once the extension was updated under the page, when it can no longer look it up. */
export const ORPHANED_MESSAGES = [
  HEALTH.reload.word,
  HEALTH.reload.sentence,
  'dock.name',
  'dock.open',
  'dock.close',
] as const satisfies readonly MessageKey[];

/** What to say about this page; the worst thing that is true comes first. */
function healthOf(view: DockView): DockHealth {
  if (view.orphaned) return 'reload';
  const isOnlyLeftAlone = view.missing.length === 0 && view.leftAlone > 0;
  if (view.guarded === 'unknown' && !isOnlyLeftAlone) return 'not-recognised';
  if (view.known === null) return 'silent';
  if (view.guarded === 'unknown') return 'left-alone';
  return view.guarded === 'yes' ? 'guarded' : 'not-guarded';
}

/** The one thing to do next, large; or whom the handoff waits for. */
function NextStep({ handoff }: { handoff: Handoff }) {
  const next = nextStep(handoff);
  if (next === null) return <p class="next-title">{t('dock.allDone')}</p>;
  const { title, where } = wordsOf(next.step.id, handoff);
  return (
    <div class="stack-tight">
      <p class="small muted strong">
        {next.mine ? t('dock.next') : t('dock.waitingFor', { who: nameOf(next.step.actor) })}
      </p>
      <p class="next-title wrap">{title}</p>
      <p class="small muted">{where}</p>
      {!next.mine && <p class="small muted">{t('dock.waitHint')}</p>}
    </div>
  );
}

function FiguresLine({ figures, now }: { figures: Figures; now: number }) {
  return (
    <p class="small muted tabular">
      {tn('dock.figures', figures.total, { connected: figures.connected })}
      {figures.coverage === 'partial' && ` (${t('dock.partial')})`}
      {' · '}
      <Age at={figures.seenAt} now={now} />
    </p>
  );
}

interface FoldProps {
  title: string;
  open: boolean;
  onToggle(): void;
  children: ComponentChildren;
}

/** A part that can be folded away. */
function Fold({ title, open, onToggle, children }: FoldProps) {
  const id = useId();
  return (
    <div class="fold">
      <button
        type="button"
        class="fold-toggle"
        aria-expanded={open}
        aria-controls={id}
        data-action="handoff-open"
        onClick={onToggle}
      >
        <Icon name="chevron" />
        <span class="strong wrap">{title}</span>
      </button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}

/** What the dock says and offers about the handoff. */
function HandoffPart({ view, act }: { view: DockView; act: DockActions }) {
  const handoff = view.known?.handoff ?? null;
  const running = handoff?.outcome === 'open' ? handoff : null;
  const [folded, setFolded] = useState<boolean | null>(null);
  const onSetUp = view.page === 'marketo-setup' || view.page === 'marketo';
  const open = folded === null ? running !== null || onSetUp : !folded;
  if (running === null) {
    return (
      <Fold title={t('checklist.startTitle')} open={open} onToggle={() => setFolded(open)}>
        <HandoffEntry admins={view.admins} act={act} />
      </Fold>
    );
  }
  const done = running.steps.filter(({ state }) => state === 'done').length;
  return (
    <>
      <div class="card">
        <NextStep handoff={running} />
      </div>
      <Fold
        title={tn('dock.steps', running.steps.length, { done })}
        open={open}
        onToggle={() => setFolded(open)}
      >
        <Checklist handoff={running} now={view.now} act={act} />
      </Fold>
    </>
  );
}

/** Whether a person is to say what became of a connect press. */
function asksOf({ known, page }: DockView): boolean {
  return known !== null && isAsked(known, page);
}

interface DockProps {
  readonly view: DockView;
  readonly act: DockActions;
  /** Around what a person is pointing out. */
  readonly frames: readonly Frame[];
}

/**
 * The dock over the console: a pill that says whether this page is guarded, what is left of a wait and what
 * comes next; it opens to the details. Not there where there is nothing to say.
 */
export function Dock({ view, act, frames }: DockProps) {
  const [open, setOpen] = useState(false);
  const pill = useRef<HTMLButtonElement>(null);
  const panel = useId();
  const wait = view.known?.wait ?? null;
  const waiting = wait !== null && wait.endsAt > view.now;
  const isOver = !waiting && view.known != null && view.known.ended !== null;
  if (view.teach.step === 'pointing') {
    return <PointingBanner key={String(view.covered)} covered={view.covered} act={act} />;
  }
  if (view.page === 'elsewhere' && !waiting && !isOver) return null;

  const health = healthOf(view);
  const { icon, tone, word, sentence } = HEALTH[health];
  const handoff = view.known?.handoff ?? null;
  const next = handoff?.outcome === 'open' ? nextStep(handoff) : null;
  const close = () => {
    setOpen(false);
    pill.current?.focus();
  };
  const isOnTop = needsTop(view);
  return (
    <>
      {isOnTop ? <TeachOnTop view={view} act={act} frames={frames} /> : <Frames frames={frames} />}
      <section
        class="sia dock"
        aria-label={t('dock.name')}
        data-health={health}
        data-open={open ? 'yes' : 'no'}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && open) close();
        }}
      >
        <div class="pill" data-tone={tone}>
          <button
            ref={pill}
            type="button"
            class="pill-toggle"
            data-action="dock-toggle"
            aria-expanded={open}
            aria-controls={panel}
            title={open ? t('dock.close') : t('dock.open')}
            onClick={() => setOpen(!open)}
          >
            <span class="pill-health">
              <Icon name={icon} />
              <span>{t(word)}</span>
            </span>
            {next !== null && handoff !== null && !open && (
              <span class="pill-part ellipsis">
                {next.mine
                  ? wordsOf(next.step.id, handoff).title
                  : t('dock.waitingFor', { who: nameOf(next.step.actor) })}
              </span>
            )}
          </button>
          {waiting && !open && (
            <span class="pill-part">
              <Ring wait={wait} now={view.now} size="text" />
            </span>
          )}
          {isOver && !open && (
            <span class="pill-part" data-tone="ok" data-wait-over="">
              <span class="pill-over">
                <Icon name="check" />
                <span>{t('dock.over')}</span>
              </span>
            </span>
          )}
          {asksOf(view) && !open && (
            <span class="pill-part" data-tone="caution" data-connect-asked="">
              <span class="pill-over">
                <Icon name="unknown" />
                <span>{t('dock.connect.title')}</span>
              </span>
            </span>
          )}
          <WaitVoice wait={waiting ? wait : null} isOver={isOver} now={view.now} />
          <span class="pill-chevron">
            <Icon name="chevron" />
          </span>
        </div>
        <div class="panel" id={panel} hidden={!open} tabIndex={-1}>
          {open && (
            <>
              <div class="stack-tight">
                {view.known !== null && (
                  <h2 class="account wrap">
                    <bdi>{view.known.account.name}</bdi>
                  </h2>
                )}
                <p class="small muted">{t(sentence)}</p>
                {view.known?.figures && <FiguresLine figures={view.known.figures} now={view.now} />}
              </div>
              {!view.orphaned && !isOnTop && <TeachPart view={view} act={act} />}
              {view.known !== null && <WaitPart view={view} known={view.known} act={act} />}
              {view.known !== null && !view.orphaned && <HandoffPart view={view} act={act} />}
            </>
          )}
        </div>
      </section>
    </>
  );
}
