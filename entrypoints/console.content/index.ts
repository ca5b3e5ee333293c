import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { compileRecognition } from '@/lib/console/recognition';
import { CONSOLE_MATCHES } from '@/lib/model/hosts';
import { startGuarding } from './guarding';

/** What runs in the Sales Insight Actions console. */
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
    startGuarding((teaching) => compileRecognition(BUILT_IN_PROFILE, teaching));
  },
});
