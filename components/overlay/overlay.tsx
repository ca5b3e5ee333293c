import { createRef, render } from 'preact';
import { language } from '@/components/ui/language';
import { UNCHECKED_MESSAGES } from '@/lib/guards';
import type { Clock } from '@/lib/model/clock';
import type { Intent } from '@/lib/model/console';
import type { Text } from '@/lib/model/text';
import { rehearse } from '../ui/say';
import { Dock, ORPHANED_MESSAGES } from './Dock';
import { FocusContext, GenuineContext, keepFocusIn } from './focus';
import { GuideVoice } from './guide/GuideCard';
import { createSpotlight } from './guide/spotlight';
import type { OverlayHost } from './host';
import type { IsTaken } from './place';
import {
  type Answer,
  type AskVerdict,
  type MisreadOffer,
  Question,
  SEVERITY_NAMES,
} from './Question';
import { TeachVoice } from './Teach';
import type { DockActions, DockView, Frame } from './view';

/**
 * How long a question stands before it can be answered with going on, in milliseconds. A second press that
 * was meant for the page, as in a double click, must not land on it.
 */
const ARMING = 500;

/** What is asked. */
export interface AskedQuestion {
  readonly verdict: AskVerdict;
  /** Something to say above the facts, such as that the page has changed meanwhile. */
  readonly notice: Text | null;
  /** What comes of saying that this is about something else than was pressed; `null` where that cannot be said. */
  readonly misread: MisreadOffer | null;
  /** Where the focus goes afterwards if the page has replaced what had it. */
  readonly focusAfter: () => Element | null;
}

/** The open question. */
interface Current {
  readonly dialog: HTMLDialogElement;
  /** The main action, which has the focus, as it was drawn: the page can make another one look like it. */
  readonly main: HTMLElement;
  readonly answer: (answer: Answer) => void;
}

/** What is drawn over the console. */
export interface Overlay {
  /** Asks, and resolves with the person's answer. One question at a time. */
  ask(question: AskedQuestion): Promise<Answer>;
  /** Takes a question that the page has torn down as not answered, so that the next one can be asked. */
  recover(): void;
  /** Whether a question is open. */
  isAsking(): boolean;
  /** Puts the focus back to where it belongs in the open question; whether it was not there. */
  putFocusBack(): boolean;
  /** Says on the host which press is held, `null` when none is. */
  markHeld(intent: Intent | null): void;
  /**
   * Draws the dock, and frames around what is being pointed out.
   *
   * @param isTaken whether the console has something in a part of the window that must stay free
   */
  showDock(view: DockView, act: DockActions, frames: readonly Frame[], isTaken: IsTaken): void;
  /** Puts the spotlight around a part of the window; `null` takes it away. It waits while a question is open. */
  pointAt(frame: Frame | null): void;
}

/**
 * Draws in the host. `quietly` runs what moves the focus between the page and us, without the page noticing.
 */
export function createOverlay(
  host: OverlayHost,
  clock: Clock,
  quietly: (action: () => void) => void,
): Overlay {
  rehearse([...UNCHECKED_MESSAGES, ...ORPHANED_MESSAGES, SEVERITY_NAMES.caution]);
  const questionRoot = layer(host);
  const dockRoot = layer(host);
  const spotlight = createSpotlight(host.root);
  let lit: Frame | null = null;
  let current: Current | null = null;
  let wasPointing = false;
  let wasGuided = false;

  const give = (element: HTMLElement | null) => {
    if (element !== null) quietly(() => host.focus(element));
  };
  keepFocusIn(dockRoot, give);

  host.onRestored(() => {
    if (current === null || current.dialog.matches(':modal')) return;
    // Out of the document and in again, a dialog is open without being modal.
    current.dialog.removeAttribute('open');
    open(current);
  });

  function putFocusBack(): boolean {
    if (current === null) return false;
    const { dialog } = current;
    let hasStrayed = false;
    quietly(() => {
      hasStrayed = host.putFocusBack(dialog);
    });
    return hasStrayed;
  }

  function recover(): void {
    if (current !== null && !current.dialog.isConnected)
      current.answer({ go: false, besides: null });
  }

  function ask({ verdict, notice, misread, focusAfter }: AskedQuestion): Promise<Answer> {
    host.attach();
    const dialog = createRef<HTMLDialogElement>();
    const before = document.activeElement;
    return new Promise((resolve) => {
      const shownAt = performance.now();
      const answer = (given: Answer) => {
        if (given.go && performance.now() - shownAt < ARMING) return;
        if (current?.answer !== answer) return;
        current.dialog.removeEventListener('close', closed);
        current = null;
        spotlight.show(lit);
        quietly(() => {
          dialog.current?.close();
          render(null, questionRoot);
          const isLost = !before?.isConnected || before === document.body;
          const target = isLost ? focusAfter() : before;
          if (target instanceof HTMLElement) target.focus({ preventScroll: true });
        });
        resolve(given);
      };
      /** The page can close our dialog; that is no answer that goes on. */
      const closed = () => answer({ go: false, besides: null });
      render(
        <FocusContext.Provider value={give}>
          <GenuineContext.Provider value={host.isGenuine}>
            <Question
              verdict={verdict}
              now={clock.now()}
              notice={notice}
              misread={misread}
              onAnswer={answer}
              dialog={dialog}
            />
          </GenuineContext.Provider>
        </FocusContext.Provider>,
        questionRoot,
      );
      if (dialog.current === null) throw new Error('the question was not drawn');
      const main = dialog.current.querySelector<HTMLElement>('[data-main]') ?? dialog.current;
      current = { dialog: dialog.current, main, answer };
      dialog.current.addEventListener('close', closed);
      open(current);
    });
  }

  function open({ dialog, main }: Current): void {
    spotlight.show(null);
    quietly(() => {
      dialog.showModal();
      host.focus(main);
    });
  }

  return {
    ask,
    recover,
    isAsking: () => current !== null,
    putFocusBack,
    markHeld(intent) {
      if (intent === null) delete host.element.dataset.held;
      else host.element.dataset.held = intent;
    },
    pointAt(frame) {
      lit = frame;
      spotlight.show(current === null ? frame : null);
    },
    showDock(view, act, frames, isTaken) {
      host.attach();
      const drawn = (
        <>
          <Dock view={view} act={act} frames={frames} isTaken={isTaken} />
          <TeachVoice teach={view.teach} />
          <GuideVoice running={view.guide.running} />
        </>
      );
      quietly(() => render(drawn, dockRoot));
      // Whoever has pointed at something goes on where they are told what it was.
      const hasPointed = wasPointing && view.teach.step !== 'pointing';
      wasPointing = view.teach.step === 'pointing';
      if (hasPointed && current === null) give(dockRoot.querySelector('[data-teach]'));
      // Whoever has begun a guide in the dock goes on where it says what to do first.
      const isGuided = view.guide.running !== null;
      const hasBegun = isGuided && !wasGuided && host.root.activeElement !== null;
      wasGuided = isGuided;
      if (hasBegun && current === null) give(dockRoot.querySelector('[data-guide]'));
    },
  };
}

function layer(host: OverlayHost): HTMLElement {
  const element = document.createElement('div');
  element.className = 'sia';
  element.lang = language();
  host.root.append(element);
  return element;
}
