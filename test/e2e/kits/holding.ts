/** Runs in a console's page: holds whatever is recognised, as the extension does what a guard could question. */
import {
  type Press,
  pressOfChoice,
  pressOfSubmit,
  pressOn,
  submissionOf,
} from '@/lib/console/intent';
import { listenForPresses } from '@/lib/console/listener';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { readSnapshot } from '@/lib/console/read';
import { compileRecognition, UNTAUGHT } from '@/lib/console/recognition';
import { findAgain, replay } from '@/lib/console/replay';
import type { Intent } from '@/lib/model/console';
import { atOnce } from '@/lib/model/slices';
import type { Snapshot } from '@/lib/model/snapshot';

/** A press that was held. */
export interface Held {
  readonly intent: Intent;
  /** Whose it is; `null` for a selection, or where nobody can tell. */
  readonly person: string | null;
  /** What was chosen, where it was a choice in a native list. */
  readonly choice: string | null;
}

/** What the tests can ask of the page. */
export interface Holding {
  /** What was held since it was last asked. */
  held(): Held[];
  /** Who the last held press would act on. */
  selected(): Snapshot['selected'];
  /** Makes the last held press; whether its control is still there. */
  letThrough(): boolean;
}

declare global {
  interface Window {
    /** The listener, for the test that put it here. */
    siaHolding: Holding;
  }
}

const recognition = compileRecognition(BUILT_IN_PROFILE, UNTAUGHT);
const held: Press[] = [];
let last: Press | null = null;

const listener = listenForPresses(window, {
  isOurs: () => false,
  pressOn: (path) => pressOn(path, recognition),
  submissionOf: (target) => submissionOf(target, recognition),
  pressOfSubmit: (event) => pressOfSubmit(event, recognition),
  pressOfChoice: (list, choice, before) => pressOfChoice(list, choice, before, recognition),
  onPress(press) {
    held.push(press);
    last = press;
  },
  isPicking: () => false,
  onPick: () => {},
  isAsking: () => false,
  putFocusBack: () => false,
  deliver: () => {},
});

window.siaHolding = {
  held: () =>
    held.splice(0).map(({ intent, about, choice }) => ({
      intent,
      person: about.kind === 'person' ? about.email : null,
      choice: choice?.label ?? null,
    })),
  selected: () => atOnce(readSnapshot(document, recognition, Date.now(), last)).selected,
  letThrough() {
    const control = last && atOnce(findAgain(last, document, recognition));
    if (last && control) replay({ ...last, control }, listener);
    return control !== null;
  },
};
