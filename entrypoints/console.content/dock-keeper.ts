import type { OverlayHost } from '@/components/overlay/host';
import type { Overlay } from '@/components/overlay/overlay';
import type { DockActions } from '@/components/overlay/view';
import { guardedOf } from '@/lib/console/health';
import { pageOf, type Recognition } from '@/lib/console/page';
import { readSnapshot } from '@/lib/console/read';
import { watchPage } from '@/lib/console/watcher';
import type { Clock } from '@/lib/model/clock';
import { Email } from '@/lib/model/ids';
import type { SeenUser, Snapshot } from '@/lib/model/snapshot';
import type { BackgroundClient } from './background-client';

interface Surroundings {
  readonly recognition: Recognition;
  readonly host: OverlayHost;
  readonly overlay: Overlay;
  readonly background: BackgroundClient;
  readonly clock: Clock;
}

/** How often the dock is drawn while a wait runs, in milliseconds. */
const TICK = 1_000;

/**
 * Reads the page when it changes, tells the background, and keeps the host's hooks and the dock up to date.
 * The dock is drawn in the top frame only; presses are guarded in all of them.
 */
export function createDockKeeper(surroundings: Surroundings): void {
  const { recognition, host, overlay, background, clock } = surroundings;
  const isTop = window.top === window;
  const admins = new Map<string, Pick<SeenUser, 'email' | 'name'>>();
  let snapshot = readSnapshot(document, recognition, clock.now(), null);
  let told = '';
  let ticking: ReturnType<typeof setInterval> | null = null;

  function look(): void {
    snapshot = readSnapshot(document, recognition, clock.now(), null);
    rememberAdmins(snapshot);
    tell();
    draw();
  }

  function rememberAdmins({ users }: Snapshot): void {
    if (users.coverage === 'unknown') return;
    for (const { email, name, role } of users.value) {
      if (role === 'admin') admins.set(email, { email, name });
    }
  }

  /** Tells the background what is new; what it was told already it need not hear again. */
  function tell(): void {
    const { at: _, selected: __, ...rest } = snapshot;
    const news = JSON.stringify(rest);
    if (news === told || !isTop) return;
    told = news;
    void background.send({ kind: 'seen', snapshot, guarded: guardedOf(snapshot) }).then((reply) => {
      // Refused or unheard, it has to be said again.
      if (reply?.kind !== 'known') told = '';
    });
  }

  function draw(): void {
    const guarded = guardedOf(snapshot);
    host.element.dataset.page = snapshot.page;
    host.element.dataset.guarded = guarded;
    if (!isTop) return;
    const known = background.lastKnown();
    const now = clock.now();
    overlay.showDock(
      {
        page: snapshot.page,
        guarded,
        connection: snapshot.connection,
        known,
        orphaned: background.isOrphaned(),
        admins: [...admins.values()],
        now,
      },
      actions,
    );
    tickWhile(known?.wait ? known.wait.endsAt > now : false);
  }

  function tickWhile(isRunning: boolean): void {
    if (isRunning && !document.hidden) ticking ??= setInterval(draw, TICK);
    else if (ticking !== null) {
      clearInterval(ticking);
      ticking = null;
    }
  }

  const actions: DockActions = {
    async startHandoff(adminB) {
      const email = Email.safeParse(adminB);
      if (!email.success) return false;
      const reply = await background.send({ kind: 'handoff-start', adminB: email.data });
      return reply?.kind === 'known';
    },
    async declareStep(handoff, step, by) {
      await background.send({ kind: 'handoff-declare', handoff, step, by });
    },
    async undoStep(handoff, step) {
      await background.send({ kind: 'handoff-undo', handoff, step });
    },
    async closeHandoff(handoff, outcome) {
      await background.send({ kind: 'handoff-close', handoff, outcome });
    },
    async exportPass(handoff) {
      const reply = await background.send({ kind: 'pass-export', handoff });
      return reply?.kind === 'pass' ? reply.text : null;
    },
    async importPass(text, role) {
      const reply = await background.send({ kind: 'pass-import', text, role });
      if (reply?.kind === 'known') return null;
      if (reply?.kind === 'pass-refused') return reply.problem;
      throw new Error('the background did not take the pass');
    },
  };

  host.attach();
  background.onNews(draw);
  background.answerHealth(() => ({
    page: snapshot.page,
    guarded: guardedOf(snapshot),
    connection: snapshot.connection,
  }));
  document.addEventListener('visibilitychange', draw);
  watchPage(window, () => pageOf(document, recognition) !== 'elsewhere', look);
  look();
  void background.freshKnown();
}
