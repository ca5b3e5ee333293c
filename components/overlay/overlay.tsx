import { createRef, render } from 'preact';
import { UNCHECKED_MESSAGES } from '@/lib/guards';
import type { Clock } from '@/lib/model/clock';
import type { Intent } from '@/lib/model/console';
import type { Text } from '@/lib/model/text';
import { rehearse } from '../ui/say';
import { Dock, ORPHANED_MESSAGES } from './Dock';
import type { OverlayHost } from './host';
import { type Answer, type AskVerdict, Question, SEVERITY_NAMES } from './Question';
import type { DockActions, DockView } from './view';

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
  /** Where the focus goes afterwards if the page has replaced what had it. */
  readonly focusAfter: () => Element | null;
}

/** What is drawn over the console. */
export interface Overlay {
  /** Asks, and resolves with the person's answer. One question at a time. */
  ask(question: AskedQuestion): Promise<Answer>;
  /** Takes a question that the page has torn down as not answered, so that the next one can be asked. */
  recover(): void;
  /** Says on the host which press is held, `null` when none is. */
  markHeld(intent: Intent | null): void;
  /** Draws the dock. */
  showDock(view: DockView, act: DockActions): void;
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
  let current: { dialog: HTMLDialogElement; answer: (answer: Answer) => void } | null = null;

  host.onRestored(() => {
    if (current === null || current.dialog.matches(':modal')) return;
    // Out of the document and in again, a dialog is open without being modal.
    current.dialog.removeAttribute('open');
    open(current.dialog);
  });

  function recover(): void {
    if (current !== null && !current.dialog.isConnected)
      current.answer({ go: false, besides: null });
  }

  function ask({ verdict, notice, focusAfter }: AskedQuestion): Promise<Answer> {
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
        <Question
          verdict={verdict}
          now={clock.now()}
          notice={notice}
          onAnswer={answer}
          dialog={dialog}
        />,
        questionRoot,
      );
      if (dialog.current === null) throw new Error('the question was not drawn');
      current = { dialog: dialog.current, answer };
      dialog.current.addEventListener('close', closed);
      open(dialog.current);
    });
  }

  function open(dialog: HTMLDialogElement): void {
    quietly(() => {
      dialog.showModal();
      const first = dialog.querySelector<HTMLElement>('[data-safe]');
      first?.focus();
    });
  }

  return {
    ask,
    recover,
    markHeld(intent) {
      if (intent === null) delete host.element.dataset.held;
      else host.element.dataset.held = intent;
    },
    showDock(view, act) {
      host.attach();
      quietly(() => render(<Dock view={view} act={act} />, dockRoot));
    },
  };
}

function layer(host: OverlayHost): HTMLElement {
  const element = document.createElement('div');
  element.className = 'sia';
  host.root.append(element);
  return element;
}
