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
import { type Recognition, UNTAUGHT } from '@/lib/console/recognition';
import { systemClock } from '@/lib/model/clock';
import type { Teaching } from '@/lib/model/profile';
import { createBackgroundClient } from './background-client';
import { createDockKeeper } from './dock-keeper';
import { createGatekeeper } from './gatekeeper';
import { createInviteKeeper } from './invite-keeper';

/**
 * Guards this document, whichever console it shows: from now on, and for as long as it lives.
 *
 * @param recognise what the console is recognised by, with what adds to its built-in profile
 */
export function startGuarding(recognise: (teaching: Teaching) => Recognition): void {
  // The built-in profile guards from the first moment; what adds to it comes when the background answers.
  let recognition = recognise(UNTAUGHT);
  const current = () => recognition;
  const host = createOverlayHost(document);
  const background = createBackgroundClient(systemClock);
  /** A failure of ours must not let a dangerous press through, which is what an exception here would do. */
  const recognised = (path: readonly EventTarget[], find: () => Press | null) => {
    try {
      return gatekeeper.worthHolding(find());
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
  const invites = createInviteKeeper({
    current,
    background,
    clock: systemClock,
    onSent: () => keeper.noteSent(),
  });
  const surroundings = { current, overlay, background, clock: systemClock };
  const gatekeeper = createGatekeeper({
    ...surroundings,
    listener,
    onMessage: (text) => keeper.showMessage(text),
    onMade: invites.made,
  });
  const keeper = createDockKeeper({ ...surroundings, host, listener, onLook: invites.looked });
  background.onTeaching((teaching) => {
    recognition = recognise(teaching);
    keeper.lookAgain();
  });
}
