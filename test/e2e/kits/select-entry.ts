/** Runs in a console's page, beside the extension: selects people in it, for a test to see what comes of it. */
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { compileRecognition, UNTAUGHT } from '@/lib/console/recognition';
import { pressOnce } from '@/lib/console/replay';
import { type Selecting, selectPeople } from '@/lib/console/select';
import type { Email } from '@/lib/model/ids';

declare global {
  interface Window {
    /** Selects these people, for the test that put it here. */
    siaSelect(people: string[]): Promise<Selecting>;
    /** What was pressed by it. */
    siaPressed: string[];
  }
}

const recognition = compileRecognition(BUILT_IN_PROFILE, UNTAUGHT);

window.siaPressed = [];
window.siaSelect = (people) =>
  selectPeople(people as Email[], {
    document,
    current: () => recognition,
    press(control, isAdding) {
      window.siaPressed.push(control.outerHTML.slice(0, 200));
      // The extension's own listener has nothing against it, as the test sees by what is not held.
      pressOnce(
        control,
        { letThrough: (_, action) => action(), listenAgain() {}, quietly: (action) => action() },
        isAdding,
      );
    },
    onStep() {},
    signal: new AbortController().signal,
  });
