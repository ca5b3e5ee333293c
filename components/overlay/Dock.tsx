import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Button, type Tone } from '@/components/ui/Button';
import { nameOf, nextStep, wordsOf } from '@/components/ui/handoff-words';
import { Icon, type IconName } from '@/components/ui/Icon';
import { Ring, WaitVoice } from '@/components/ui/Ring';
import { t, tn } from '@/components/ui/say';
import { MINUTE } from '@/lib/model/clock';
import type { HandoffId } from '@/lib/model/ids';
import type { Figures } from '@/lib/model/known';
import type { MessageKey } from '@/lib/model/text';
import { BatchPart, titleOf } from './BatchPart';
import { HandoffPart, shownHandoff } from './Checklist';
import { DifferencesPart, NoWorkspacesPart } from './DifferencesPart';
import { GuideCard, GuideEntry } from './guide/GuideCard';
import { MessageOut } from './handoff/MessageOut';
import { OutagePart } from './handoff/OutagePart';
import { type Corner, freeCorner, type IsTaken } from './place';
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
/** What is said otherwise where people are invited to Account Insight. */
const INVITES: Partial<Record<DockHealth, MessageKey>> = {
  guarded: 'dock.invites.guarded',
  'not-recognised': 'dock.invites.notRecognised',
};

function healthOf(view: DockView): DockHealth {
  if (view.orphaned) return 'reload';
  const isOnlyLeftAlone = view.missing.length === 0 && view.leftAlone > 0;
  if (view.guarded === 'unknown' && !isOnlyLeftAlone) return 'not-recognised';
  if (view.known === null) return 'silent';
  if (view.guarded === 'unknown') return 'left-alone';
  return view.guarded === 'yes' ? 'guarded' : 'not-guarded';
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

interface PlanPartProps {
  view: DockView;
  act: DockActions;
  isBehind: boolean;
}

/** What the dock says of the plan, where it knows of one. */
function PlanPart({ view, act, isBehind }: PlanPartProps) {
  const { known, batch, orphaned } = view;
  if (known === null || batch === null || orphaned) return null;
  return <BatchPart view={view} known={known} batch={batch} act={act} isBehind={isBehind} />;
}

/** Whether a person is to say what became of a connect press. */
function asksOf({ known, page }: DockView): boolean {
  return known !== null && isAsked(known, page);
}

/** How long after a grant a difference opens the dock by itself: later it is no news of what was just done. */
const FRESH = 10 * MINUTE;

/** Opens the dock once for each grant that came out otherwise than it was chosen. */
function useOpenForDifferences({ known, now }: DockView, open: () => void): void {
  const fresh = known?.differences.filter(({ at }) => now - at < FRESH) ?? [];
  const latest = Math.max(0, ...fresh.map(({ at }) => at));
  useEffect(() => {
    if (latest > 0) open();
  }, [latest]);
}

interface DockProps {
  readonly view: DockView;
  readonly act: DockActions;
  /** Around what a person is pointing out. */
  readonly frames: readonly Frame[];
  /** Whether a part of the window is the console's own, such as where its main button is. */
  readonly isTaken: IsTaken;
}

/** How far the dock is from the edges of the window, in pixels: as in the style sheet. */
const MARGIN = 16;

/** More of the window's height than this is too much for what nobody has opened. */
const MOST_HEIGHT = 0.6;

/** How much room the dock takes, with the card that lies over the page's own dialog in the same corner. */
function sizeOf(dock: HTMLElement): Pick<DOMRect, 'width' | 'height'> {
  const own = dock.getBoundingClientRect();
  const card = dock.querySelector('.guide:popover-open')?.getBoundingClientRect();
  return {
    width: Math.max(own.width, card?.width ?? 0),
    height: Math.max(own.height, card?.height ?? 0),
  };
}

/**
 * Puts the dock into a corner in which it lies over nothing that the person is to press in the console. Where there
 * is none, it takes as little room as it can. Whoever has opened it has it where they opened it.
 */
function usePlace(
  section: { readonly current: HTMLElement | null },
  side: Corner['side'],
  onSide: (side: Corner['side']) => void,
  isOpen: boolean,
  isTaken: IsTaken,
): void {
  const corner = useRef<Corner>({ side, edge: 'bottom' });
  const wanted = useRef(side);
  useLayoutEffect(() => {
    const dock = section.current;
    if (dock === null) return;
    if (wanted.current !== side) corner.current = { side, edge: 'bottom' };
    wanted.current = side;
    const free = () => {
      const size = sizeOf(dock);
      const isTooHigh = size.height > window.innerHeight * MOST_HEIGHT;
      return isTooHigh ? null : freeCorner(size, window, MARGIN, corner.current, isTaken);
    };
    if (!isOpen) {
      dock.dataset.compact = 'no';
      let found = free();
      if (found === null) {
        dock.dataset.compact = 'yes';
        found = free();
      }
      corner.current = found ?? corner.current;
    }
    dock.dataset.side = corner.current.side;
    dock.dataset.edge = corner.current.edge;
    if (corner.current.side === side) return;
    wanted.current = corner.current.side;
    onSide(corner.current.side);
  });
}

/**
 * The dock over the console: a pill that says whether this page is guarded, what is left of a wait and what
 * comes next; it opens to the details. Not there where there is nothing to say.
 */
export function Dock({ view, act, frames, isTaken }: DockProps) {
  const [wanted, setOpen] = useState(false);
  const [insists, setInsists] = useState(false);
  const [side, setSide] = useState<'end' | 'start'>('end');
  const [chosen, setChosen] = useState<HandoffId | null>(null);
  const pill = useRef<HTMLButtonElement>(null);
  const dock = useRef<HTMLElement>(null);
  const panel = useId();
  useOpenForDifferences(view, () => setOpen(true));
  useEffect(() => setInsists(false), [view.hasDialog]);
  // The console's own dialog goes first, unless the person opens the dock over it.
  // What was pointed out is asked about in here, wherever the pointing was begun.
  const isTaught = view.teach.step !== 'idle' && view.teach.step !== 'pointing';
  const open = isTaught || (wanted && (insists || !view.hasDialog));
  usePlace(dock, side, setSide, open, isTaken);
  const { running } = view.guide;
  const isGuided = running !== null;
  // What is pointed at is to be seen: the guide's own card says what there is to say.
  useEffect(() => {
    if (isGuided) setOpen(false);
  }, [isGuided]);
  useEffect(() => {
    if (view.message !== null) setOpen(true);
  }, [view.message]);
  const outage = view.known?.outage ?? null;
  const outageSince = outage?.since ?? null;
  useEffect(() => {
    if (outageSince !== null) setOpen(true);
  }, [outageSince]);
  const wait = view.known?.wait ?? null;
  const waiting = wait !== null && wait.endsAt > view.now;
  const isOver = !waiting && view.known != null && view.known.ended !== null;
  if (view.teach.step === 'pointing') {
    return <PointingBanner key={String(view.covered)} covered={view.covered} act={act} />;
  }
  const isNews = waiting || isOver || outage !== null || isGuided;
  if (view.page === 'elsewhere' && !isNews) return null;

  const health = healthOf(view);
  const { icon, tone, word, sentence } = HEALTH[health];
  const isInvites = view.page === 'sales-users';
  const handoff = shownHandoff(view.known, chosen);
  const next = handoff === null ? null : nextStep(handoff);
  const differences = view.known?.differences ?? [];
  const step = view.batch?.steps[0] ?? null;
  const close = () => {
    setOpen(false);
    pill.current?.focus();
  };
  const isOnTop = needsTop(view);
  const card = running !== null && !view.orphaned && (
    <GuideCard
      running={running}
      plan={view.known?.plan ?? null}
      covered={view.covered && !isOnTop}
      act={act}
    />
  );
  return (
    <>
      {isOnTop ? <TeachOnTop view={view} act={act} frames={frames} /> : <Frames frames={frames} />}
      <section
        ref={dock}
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
            onClick={() => {
              setOpen(!open);
              setInsists(!open);
            }}
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
            {next === null && step !== null && !waiting && !open && (
              <span class="pill-part ellipsis" data-pill-batch="">
                {titleOf(step)}
              </span>
            )}
          </button>
          {outage !== null && !open && (
            <span class="pill-part" data-tone="danger" data-pill-outage="">
              <span class="pill-over">
                <Icon name="danger" />
                <span>{t('checklist.outage.pill')}</span>
              </span>
            </span>
          )}
          {differences.length > 0 && !open && (
            <span class="pill-part" data-tone="danger" data-pill-differences="">
              <span class="pill-over">
                <Icon name="danger" />
                <span>{tn('dock.differences.pill', differences.length)}</span>
              </span>
            </span>
          )}
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
              {card}
              <div class="stack-tight">
                {view.known !== null && (
                  <h2 class="account wrap">
                    <bdi>{view.known.account.name}</bdi>
                  </h2>
                )}
                <p class="small muted">{t(isInvites ? (INVITES[health] ?? sentence) : sentence)}</p>
                {view.known?.figures && <FiguresLine figures={view.known.figures} now={view.now} />}
              </div>
              {outage !== null && !view.orphaned && (
                <OutagePart
                  outage={outage}
                  wait={view.known?.wait ?? null}
                  now={view.now}
                  act={act}
                />
              )}
              {!view.orphaned && (
                <DifferencesPart differences={differences} names={view.names} act={act} />
              )}
              {view.message !== null && <MessageOut message={view.message} act={act} />}
              {!view.orphaned && !isOnTop && <TeachPart view={view} act={act} />}
              {view.known !== null && (waiting || !isInvites) && (
                <WaitPart view={view} known={view.known} act={act} />
              )}
              {!view.orphaned && view.known !== null && view.page === 'user-access' && (
                <NoWorkspacesPart use={view.known.workspaces} act={act} />
              )}
              {running === null && !view.orphaned && view.known !== null && (
                <GuideEntry view={view.guide} now={view.now} act={act} />
              )}
              {next === null && !isInvites && <PlanPart view={view} act={act} isBehind={false} />}
              {view.known !== null && !view.orphaned && !isInvites && (
                <HandoffPart
                  view={view}
                  known={view.known}
                  chosen={chosen}
                  onChoose={setChosen}
                  act={act}
                />
              )}
              {next !== null && !isInvites && <PlanPart view={view} act={act} isBehind />}
              <div class="actions">
                <Button
                  kind="plain"
                  tone="neutral"
                  data-action="dock-side"
                  onClick={() => setSide(side === 'end' ? 'start' : 'end')}
                >
                  {t(side === 'end' ? 'dock.toLeft' : 'dock.toRight')}
                </Button>
              </div>
            </>
          )}
        </div>
        {!open && card}
      </section>
    </>
  );
}
