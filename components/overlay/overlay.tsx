import { createRef, render } from 'preact';
import type { Clock } from '@/lib/model/clock';
import type { Intent } from '@/lib/model/console';
import type { Text } from '@/lib/model/text';
import { Dock } from './Dock';
import type { OverlayHost } from './host';
import { type Answer, type AskVerdict, Question } from './Question';
import type { DockActions, DockView } from './view';

/**
 * How long a question stands before it can be answered with going on, in milliseconds. A second press that
 * was meant for the page, as in a double click, must not land on it.
 */
const ARMING = 500;

/** What is asked, about which press. */
export interface AskedQuestion {
  readonly verdict: AskVerdict;
  readonly intent: Intent;
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
  const questionRoot = layer(host);
  const dockRoot = layer(host);
  let current: { dialog: HTMLDialogElement; answer: (answer: Answer) => void } | null = null;

  host.onRestored(() => {
    if (current && !current.dialog.open) quietly(() => current?.dialog.showModal());
  });

  function recover(): void {
    if (current !== null && !current.dialog.isConnected)
      current.answer({ go: false, besides: null });
  }

  function ask({ verdict, intent, notice, focusAfter }: AskedQuestion): Promise<Answer> {
    host.attach();
    host.element.dataset.held = intent;
    const dialog = createRef<HTMLDialogElement>();
    const before = document.activeElement;
    return new Promise((resolve) => {
      const shownAt = performance.now();
      const answer = (given: Answer) => {
        if (given.go && performance.now() - shownAt < ARMING) return;
        if (current === null) return;
        current = null;
        quietly(() => {
          dialog.current?.close();
          render(null, questionRoot);
          const target = before?.isConnected ? before : focusAfter();
          if (target instanceof HTMLElement) target.focus({ preventScroll: true });
        });
        delete host.element.dataset.held;
        resolve(given);
      };
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
      dialog.current.addEventListener('close', () => answer({ go: false, besides: null }));
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
