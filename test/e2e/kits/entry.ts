/** Runs in a console's page, beside the extension: what the recogniser makes of it, for a test to compare. */
import { controlsOn, isVisible } from '@/lib/console/control';
import { meaningOf, type Press, pressOf } from '@/lib/console/intent';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { readSnapshot } from '@/lib/console/read';
import { compileRecognition, UNTAUGHT } from '@/lib/console/recognition';
import { allBelow, allIn, findRoots, parentOf } from '@/lib/console/tree';
import { atOnce } from '@/lib/model/slices';
import type { Snapshot } from '@/lib/model/snapshot';

/** A control of a practice console: what it says it does, and what the recogniser says. */
export interface ProbedControl {
  readonly says: string;
  readonly person: string | null;
  readonly found: string | null;
  readonly about: string | null;
  readonly label: string;
}

/** What the probe can be asked. */
export interface Probe {
  read(): Snapshot;
  controls(): ProbedControl[];
  /** The same as {@link read}, with what the marked final press of granting would do. */
  readGrant(): Snapshot;
}

declare global {
  interface Window {
    /** The recogniser, for the test that put it here. */
    siaProbe: Probe;
  }
}

const recognition = compileRecognition(BUILT_IN_PROFILE, UNTAUGHT);

/** What would be hit by a press on a marked control: itself, or what is in it. */
function hitBy(marked: Element): Element[] {
  const inner = allBelow(marked, 'button, a, [role="button"], [role="menuitem"], input').at(-1);
  const path: Element[] = [];
  for (let at: Element | null = inner ?? marked; at; at = parentOf(at)) path.push(at);
  return path;
}

function probe(marked: Element): ProbedControl {
  const path = hitBy(marked);
  // No further up than a person would take for the control.
  const upTo = path.indexOf(marked);
  const meaning = controlsOn(path.slice(0, upTo + 3))
    .map((control) => meaningOf(control, recognition))
    .find((one) => one !== null);
  const about = meaning?.about ?? null;
  return {
    says: marked.getAttribute('data-practice') ?? '',
    person: marked.getAttribute('data-practice-person'),
    found: meaning?.intent ?? null,
    about: about === null ? null : about.kind === 'person' ? about.email : about.kind,
    label: (marked.textContent ?? '').trim().slice(0, 60),
  };
}

/** What is marked as the final press of granting, as a press. */
function grantPress(): Press {
  const control = allIn(document, '[data-practice="grant"]').find(isVisible);
  const press = control ? pressOf(control, recognition) : null;
  if (press?.intent !== 'grant') throw new Error(`It is taken for ${press?.intent ?? 'nothing'}.`);
  return press;
}

window.siaProbe = {
  readGrant: () => atOnce(readSnapshot(document, recognition, Date.now(), grantPress())),
  read: () => atOnce(readSnapshot(document, recognition, Date.now(), null)),
  controls() {
    atOnce(findRoots(document));
    return allIn(document, '[data-practice]').filter(isVisible).map(probe);
  },
};
