import { ENGAGE_PROFILE } from '@/lib/console/engage-profile';
import { compileEngageWords } from '@/lib/console/engage-words';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { compileEngage } from '@/lib/console/recognition';
import { startGuarding } from '../console.content/guarding';

/**
 * What runs in Marketo Engage, on those pods alone that a person has allowed: the background registers it for
 * them (`background/pods.ts`). It names no matches here, as WXT would make required hosts of them.
 */
export default defineContentScript({
  registration: 'runtime',
  runAt: 'document_start',
  allFrames: true,
  // As in the other console's script.
  noScriptStartedPostMessage: true,
  globalName: false,
  main() {
    startGuarding(() => compileEngage(BUILT_IN_PROFILE, compileEngageWords(ENGAGE_PROFILE)));
  },
});
