import type { OverlayHost } from '@/components/overlay/host';
import type { Overlay } from '@/components/overlay/overlay';
import type { DockActions, Frame } from '@/components/overlay/view';
import { findMainControls, isOverAny } from '@/lib/console/beneath';
import { guardedOf } from '@/lib/console/health';
import type { Listener } from '@/lib/console/listener';
import { findModalOver } from '@/lib/console/modal';
import { isInSettings, selectedTabName, showUserAccess } from '@/lib/console/page';
import { readSnapshot, unreadSnapshot } from '@/lib/console/read';
import type { Recognition } from '@/lib/console/recognition';
import { allIn } from '@/lib/console/tree';
import { watchPage } from '@/lib/console/watcher';
import type { Clock } from '@/lib/model/clock';
import type { WaitId } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import { atOnce, inSlices, nextTask } from '@/lib/model/slices';
import type { SeenUser, Snapshot } from '@/lib/model/snapshot';
import { momentOfToday, remaining } from '@/lib/wait/wait';
import type { BackgroundClient } from './background-client';
import { createBatchKeeper } from './batch-keeper';
import { createGuideKeeper } from './guide-keeper';
import { createHandoffKeeper } from './handoff-keeper';
import { createTeacher, EMBEDDED, type Teacher } from './teacher';

interface Surroundings {
  /** What is recognised at the moment; teaching changes it. */
  current(): Recognition;
  readonly host: OverlayHost;
  readonly overlay: Overlay;
  readonly listener: Listener;
  readonly background: BackgroundClient;
  readonly clock: Clock;
  /** Told of every reading of the page. */
  readonly onLook?: (snapshot: Snapshot) => void;
}

/** Keeps the dock; what else there is to say to it. */
export interface DockKeeper {
  /** What is recognised has changed: reads the page anew. */
  lookAgain(): void;
  readonly teacher: Teacher;
  /** Shows a message to Admin B, to be copied. */
  showMessage(text: string): void;
  /** The open invitation was sent. */
  noteSent(): void;
}

/** How often the dock is drawn while a wait runs, in milliseconds. */
const TICK = 1_000;

/** How often the page is looked at for what is embedded in it, or lies over it, while a person points. */
const FOLLOW = 100;

/** How long a page is to stand still before the dock looks whether it lies over something, in milliseconds. */
const STILL = 200;

/** How soon what a page goes on showing is told of again while that matters, in milliseconds. */
const LOOK_AGAIN = 7_000;

/**
 * Reads the page when it changes, tells the background, and keeps the host's hooks and the dock up to date.
 * The dock is drawn in the top frame only; presses are guarded in all of them.
 */
export function createDockKeeper(surroundings: Surroundings): DockKeeper {
  const { current, host, overlay, listener, background, clock } = surroundings;
  const isTop = window.top === window;
  const admins = new Map<string, Pick<SeenUser, 'email' | 'name'>>();
  // At the start of a document there is next to nothing to read.
  let snapshot = atOnce(readSnapshot(document, current(), clock.now(), null));
  let told: Snapshot | null = null;
  const handoffs = createHandoffKeeper({
    current,
    background,
    clock,
    onJoined: () => lookLater(),
  });
  let hasDialog = false;
  /** The console's main controls, as they were when the page was last read. */
  let mains: readonly Element[] = [];
  const teacher = createTeacher({ current, background, onChange: () => draw() });
  const batches = createBatchKeeper({
    current,
    listener,
    background,
    clock,
    onChange: () => draw(),
  });
  const guides = createGuideKeeper({
    current,
    overlay,
    background,
    clock,
    batch: () => batches.view(snapshot, background.lastKnown()),
    onChange: () => draw(),
    lookAgain: () => lookAgain(),
  });
  let ticking: ReturnType<typeof setTimeout> | null = null;
  let looking: ReturnType<typeof setTimeout> | null = null;
  let following: ReturnType<typeof setTimeout> | null = null;
  let counted: WaitId | null = null;
  let message: string | null = null;

  /** What cannot be read is not recognised, whatever was seen before. */
  async function read(): Promise<Snapshot> {
    try {
      return await inSlices(readSnapshot(document, current(), clock.now(), null));
    } catch (error) {
      console.error('Guardrails could not read the page.', error);
      return unreadSnapshot(document, current(), clock.now());
    }
  }

  async function look(): Promise<void> {
    snapshot = await read();
    rememberAdmins(snapshot);
    hasDialog = snapshot.page !== 'elsewhere' && (await inSlices(findModalOver(document, null)));
    if (isTop) mains = await findMains();
    await nextTask();
    handoffs.follow(snapshot);
    if (isTop) batches.note(snapshot);
    surroundings.onLook?.(snapshot);
    draw();
    await nextTask();
    void tell();
    if (isTop) await guides.look(snapshot);
  }

  async function findMains(): Promise<readonly Element[]> {
    if (snapshot.page === 'elsewhere' && !guides.isRunning()) return [];
    try {
      return await inSlices(findMainControls(document, snapshot.page, current()));
    } catch (error) {
      // Where the dock lies is nothing that the rest may hang on.
      console.error('Guardrails could not find the main controls.', error);
      return [];
    }
  }

  function rememberAdmins({ users }: Snapshot): void {
    if (users.coverage === 'unknown') return;
    for (const { email, name, role } of users.value) {
      if (role === 'admin') admins.set(email, { email, name });
    }
  }

  /** Tells the background what is new; what it was told already it need not hear again. */
  async function tell(): Promise<void> {
    if (!isTop || (told !== null && isSameNews(told, snapshot))) return;
    told = snapshot;
    const reply = await background.sendSeen(snapshot, guardedOf(snapshot));
    // Refused or unheard, it has to be said again.
    if (reply?.kind !== 'known') told = null;
  }

  function draw(): void {
    const guarded = guardedOf(snapshot);
    host.element.dataset.page = snapshot.page;
    host.element.dataset.guarded = guarded;
    if (!isTop) return;
    const known = background.lastKnown();
    const now = clock.now();
    batches.follow(known);
    overlay.showDock(
      {
        page: snapshot.page,
        guarded,
        connection: snapshot.connection,
        missing: snapshot.missing,
        leftAlone: snapshot.leftAlone,
        tab: snapshot.page === 'marketo' ? selectedTabName(document) : null,
        teach: teacher.view(),
        covered: (isTeaching() || guides.isRunning()) && isCovered(),
        known,
        orphaned: background.isOrphaned(),
        admins: [...admins.values()],
        hasDialog,
        batch: batches.view(snapshot, known),
        guide: guides.view(),
        names: batches.names(),
        message,
        now,
      },
      actions,
      teacher.frames(),
      isTaken,
    );
    followPointing();
    followCount(known, now);
    lookAgainWhile(isInQuestion(snapshot, known));
  }

  /** What the person is to press in the console stays free: what a guide points at, and the console's main controls. */
  function isTaken(frame: Frame): boolean {
    return guides.isOver(frame) || isOverAny(frame, mains);
  }

  function isTeaching(): boolean {
    const teach = teacher.view();
    return teach.step !== 'idle' || teach.remembered;
  }

  /** What is embedded may come while a person points, and a dialog may open over the page or close. */
  function followPointing(): void {
    if (following !== null) clearTimeout(following);
    following = teacher.isPicking() ? setTimeout(follow, FOLLOW) : null;
  }

  function follow(): void {
    teacher.keepOff();
    draw();
  }

  /** Draws again when the next second of the wait begins, so that its end is exact; not while nobody sees it. */
  function followCount(known: Known | null, now: number): void {
    if (ticking !== null) clearTimeout(ticking);
    ticking = null;
    const wait = known?.wait ?? null;
    if (wait !== null && !document.hidden) {
      const left = remaining(wait, now);
      ticking = setTimeout(draw, left % TICK || TICK);
    }
    // The background hears of the end as soon as it is seen here: its alarm may come later.
    if (wait === null && counted !== null) void background.send({ kind: 'tick' });
    counted = wait?.id ?? null;
  }

  /** What the page goes on showing is no news to the page, and may be to what follows from it. */
  function lookAgainWhile(isOpen: boolean): void {
    if (isOpen && !document.hidden) looking ??= setTimeout(lookLater, LOOK_AGAIN);
    else if (looking !== null) {
      clearTimeout(looking);
      looking = null;
    }
  }

  function lookLater(): void {
    looking = null;
    told = null;
    lookAgain();
  }

  const actions: DockActions = {
    async declareConnect(time) {
      const connectedAt = momentOfToday(time, clock.now());
      if (connectedAt === null) return 'still-to-come';
      const reply = await background.send({ kind: 'wait-declare', connectedAt });
      if (reply?.kind === 'known') return null;
      return reply === null ? 'silent' : 'refused';
    },
    async forgetConnect() {
      await background.send({ kind: 'connect-forget' });
    },
    ...handoffs.actions,
    ...guides.actions,
    forgetMessage() {
      message = null;
      draw();
    },
    teachPoint: teacher.point,
    teachStop: teacher.stop,
    teachInside: teacher.goInside,
    teachChoose: teacher.choose,
    teachRemember: teacher.remember,
    async teachTab(page) {
      const word = selectedTabName(document);
      const reply = word && (await background.send({ kind: 'teach-tab', page, word }));
      return reply !== null && reply !== '' && reply.kind === 'teaching';
    },
    selectStep: batches.select,
    stopSelecting: batches.stop,
    async differencesSeen(people) {
      const account = background.lastKnown()?.account.id;
      if (account === undefined) return false;
      const seen = await background.send({
        kind: 'differences-seen',
        account,
        people: [...people],
      });
      return seen !== null && seen.kind !== 'refused';
    },
    async workspacesUnderstood() {
      await background.send({ kind: 'workspaces-told' });
    },
  };

  host.attach();
  // Nobody sees a hidden page: what is new is drawn when it is shown.
  background.onNews(() => {
    if (isTop) guides.follow(background.lastKnown());
    if (!document.hidden) draw();
  });
  if (isTop) background.onTeachPoint(teacher.point);
  if (isTop) background.onShowUserAccess(() => showUserAccess(document, current()));
  background.answerHealth(() => ({
    page: snapshot.page,
    guarded: guardedOf(snapshot),
    connection: snapshot.connection,
    missing: snapshot.missing,
    leftAlone: snapshot.leftAlone,
  }));
  document.addEventListener('visibilitychange', draw);
  // The frames of what is being pointed out stay on it.
  for (const type of ['scroll', 'resize']) {
    const stay = () => (teacher.isPicking() || teacher.frames().length > 0) && draw();
    window.addEventListener(type, stay, { capture: true, passive: true });
  }
  const comeBackOut = () => {
    if (teacher.isPicking() && document.activeElement?.matches(EMBEDDED)) teacher.goInside();
  };
  // Where Tab leads into what is embedded all the same, what is pressed in there would be pressed. The focus is
  // taken back as soon as it has arrived there: before, it would go on its way.
  window.addEventListener('blur', () => setTimeout(comeBackOut));
  // What has come to lie under the dock is pressed once the page stands still.
  let settling: ReturnType<typeof setTimeout> | null = null;
  const settle = () => {
    if (settling !== null) clearTimeout(settling);
    settling = setTimeout(() => !document.hidden && draw(), STILL);
  };
  for (const type of ['scroll', 'resize']) {
    if (isTop) window.addEventListener(type, settle, { capture: true, passive: true });
  }
  const isOurs = () =>
    snapshot.page !== 'elsewhere' ||
    (isTop && guides.isRunning()) ||
    isInSettings(document, current());
  const lookAgain = watchPage(window, () => (isOurs() ? 'closely' : 'from-afar'), look);
  draw();
  void tell();
  void background.freshKnown();
  const showMessage = (text: string) => {
    message = text;
    draw();
  };
  if (isTop) background.onMessageToB(showMessage);
  return { lookAgain, teacher, showMessage, noteSent: guides.noteSent };
}

/** Whether a modal dialog of the page lies over everything, us included: nothing outside of it can be pressed. */
function isCovered(): boolean {
  return allIn(document, 'dialog:modal').length > 0;
}

/**
 * A page without a connection, while a connect is on its way or a wait runs for the connection; or the people, while
 * a grant is on its way.
 */
function isInQuestion({ page, connection }: Snapshot, known: Known | null): boolean {
  if (page === 'user-access') return known?.grantOpen ?? false;
  if (page !== 'marketo-setup' || connection !== 'free' || known === null) return false;
  return known.connect?.state === 'open' || known.wait?.account === known.account.id;
}

/** Whether two snapshots say the same, whenever they were taken and whoever is selected. */
function isSameNews(before: Snapshot, after: Snapshot): boolean {
  const shortOf = ({ at: _, selected: __, users: ___, ...rest }: Snapshot) => JSON.stringify(rest);
  return shortOf(before) === shortOf(after) && isSameUsers(before.users, after.users);
}

function isSameUsers(before: Snapshot['users'], after: Snapshot['users']): boolean {
  if (before.coverage === 'unknown' || after.coverage === 'unknown')
    return before.coverage === after.coverage;
  const { value } = after;
  return (
    before.coverage === after.coverage &&
    before.value.length === value.length &&
    before.value.every((user, index) => isSameUser(user, value[index]))
  );
}

/** Field by field: as text, thousands of people would take longer to write down than to compare. */
function isSameUser(a: SeenUser, b: SeenUser | undefined): boolean {
  return (
    b !== undefined &&
    a.email === b.email &&
    a.name === b.name &&
    a.role === b.role &&
    a.access === b.access &&
    a.team === b.team &&
    a.workspaces?.join('\n') === b.workspaces?.join('\n')
  );
}
