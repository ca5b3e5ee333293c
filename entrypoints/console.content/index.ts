import { createOverlayHost } from '@/components/overlay/host';
import { createOverlay } from '@/components/overlay/overlay';
import {
  type Press,
  pressOfChoice,
  pressOfSubmit,
  pressOn,
  submissionOf,
  unreadPress,
} from '@/lib/console/intent';
import { listenForPresses } from '@/lib/console/listener';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { compileRecognition, UNTAUGHT } from '@/lib/console/recognition';
import { systemClock } from '@/lib/model/clock';
import { CONSOLE_MATCHES } from '@/lib/model/hosts';
import { createBackgroundClient } from './background-client';
import { createDockKeeper } from './dock-keeper';
import { createGatekeeper } from './gatekeeper';

export default defineContentScript({
  matches: [...CONSOLE_MATCHES],
  runAt: 'document_start',
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  // The page could answer WXT's own start message and so retire this script; see the press listener.
  noScriptStartedPostMessage: true,
  registration: 'manifest',
  // Named after this folder, the bundle would shadow the page's `console` with its own variable.
  globalName: false,
  main() {
    // The built-in profile guards from the first moment; what adds to it comes when the background answers.
    let recognition = compileRecognition(BUILT_IN_PROFILE, UNTAUGHT);
    const current = () => recognition;
    const host = createOverlayHost(document);
    const background = createBackgroundClient(systemClock);
    /** A failure of ours must not let a dangerous press through, which is what an exception here would do. */
    const recognised = (path: readonly EventTarget[], recognise: () => Press | null) => {
      try {
        return gatekeeper.worthHolding(recognise());
      } catch (error) {
        console.error('Guardrails could not tell what a press would do.', error);
        return unreadPress(path, document, current());
      }
    };
    // Before everything else, and never taken back: the first listener of this window is ours.
    const listener = listenForPresses(window, {
      isOurs: host.isOurs,
      deliver: host.deliver,
      pressOn: (path) => recognised(path, () => pressOn(path, current())),
      submissionOf: (target) =>
        recognised(target === null ? [] : [target], () => submissionOf(target, current())),
      pressOfSubmit: (event) =>
        recognised(event.composedPath(), () => pressOfSubmit(event, current())),
      pressOfChoice(list, choice, before) {
        const press = recognised([list], () => pressOfChoice(list, choice, before, current()));
        return press && { ...press, choice };
      },
      onPress: (press) => gatekeeper.take(press),
      isPicking: () => keeper.teacher.isPicking(),
      onPick: (path, at) => keeper.teacher.pick(path, at),
      isAsking: () => overlay.isAsking(),
      putFocusBack: () => overlay.putFocusBack(),
    });
    host.onRestored(listener.listenAgain);
    const overlay = createOverlay(host, systemClock, listener.quietly);
    const gatekeeper = createGatekeeper({
      current,
      listener,
      overlay,
      background,
      clock: systemClock,
    });
    const keeper = createDockKeeper({ current, host, overlay, background, clock: systemClock });
    background.onTeaching((teaching) => {
      recognition = compileRecognition(BUILT_IN_PROFILE, teaching);
      keeper.lookAgain();
    });
  },
});
