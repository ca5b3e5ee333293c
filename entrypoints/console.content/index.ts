import { createOverlayHost } from '@/components/overlay/host';
import { createOverlay } from '@/components/overlay/overlay';
import { pressOfSubmit, pressOn, submissionOf } from '@/lib/console/intent';
import { compileLexicon } from '@/lib/console/lexicon';
import { listenForPresses } from '@/lib/console/listener';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
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
    const recognition = { profile: BUILT_IN_PROFILE, lexicon: compileLexicon(BUILT_IN_PROFILE) };
    const host = createOverlayHost(document);
    const background = createBackgroundClient();
    // Before everything else, and never taken back: the first listener of this window is ours.
    const listener = listenForPresses(window, {
      isOurs: host.isOurs,
      deliver: host.deliver,
      pressOn: (path) => gatekeeper.worthHolding(pressOn(path, recognition)),
      submissionOf: (target) => gatekeeper.worthHolding(submissionOf(target, recognition)),
      pressOfSubmit: (event) => gatekeeper.worthHolding(pressOfSubmit(event, recognition)),
      onPress: (press) => gatekeeper.take(press),
    });
    host.onRestored(listener.listenAgain);
    const overlay = createOverlay(host, systemClock, listener.quietly);
    const gatekeeper = createGatekeeper({
      recognition,
      listener,
      overlay,
      background,
      clock: systemClock,
    });
    createDockKeeper({ recognition, host, overlay, background, clock: systemClock });
  },
});
