/** Runs in a console's page: keeps it as it is, changes its markup, and says what the recogniser makes of that. */
import { isDisabled, isVisible } from '@/lib/console/control';
import { guardedOf } from '@/lib/console/health';
import { pressOn } from '@/lib/console/intent';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { readSnapshot } from '@/lib/console/read';
import { compileRecognition, UNTAUGHT } from '@/lib/console/recognition';
import { allIn, findRoots, parentOf } from '@/lib/console/tree';
import type { Guarded, PageKind } from '@/lib/model/console';
import { atOnce } from '@/lib/model/slices';
import { type Mutation, mutate } from './mutations';

/** What is true of a page, whatever its markup. */
export interface Truth {
  readonly page: PageKind;
  /** Everybody in the page's table, and whether they are connected; `null` where it has none. */
  readonly users: readonly (readonly [email: string, connected: boolean])[] | null;
}

/** What the recogniser makes of a page, compared with the truth. */
export interface Verdict {
  readonly guarded: Guarded;
  /** How many controls that matter can be pressed. */
  readonly controls: number;
  /** Dangerous presses that would reach the page. */
  readonly letThrough: readonly string[];
  /** What is taken for something that it is not. */
  readonly mistaken: readonly string[];
}

/** What the tests can ask of the page. */
export interface Fuzz {
  /**
   * Takes the page as it is now for the one to change; its own scripts do not draw in it any more. `marks` says what
   * the controls mean, by selector, in the same moment: a page that draws itself anew would lose an earlier mark.
   */
  freeze(marks: Readonly<Record<string, string>>): void;
  /** Puts everything back as it was, and makes these changes. */
  change(mutations: readonly Mutation[]): void;
  judge(truth: Truth): Verdict;
}

declare global {
  interface Window {
    /** The recogniser and the changes, for the test that put them here. */
    siaFuzz: Fuzz;
  }
}

const DANGEROUS = ['connect', 'disconnect', 'grant-open', 'grant', 'revoke'];

const recognition = compileRecognition(BUILT_IN_PROFILE, UNTAUGHT);
let frozen = '';

function freeze(marks: Readonly<Record<string, string>>): void {
  for (const [selector, meaning] of Object.entries(marks)) {
    const control = document.querySelector(selector);
    if (control === null) throw new Error(`There is no ${selector} on the page.`);
    control.setAttribute('data-practice', meaning);
  }
  // What people have typed, ticked and chosen is not in the markup by itself.
  for (const field of document.querySelectorAll('input')) {
    field.setAttribute('value', field.value);
    field.toggleAttribute('checked', field.checked);
  }
  for (const option of document.querySelectorAll('option')) {
    option.toggleAttribute('selected', option.selected);
  }
  for (const script of document.body.querySelectorAll('script')) script.remove();
  frozen = document.body.innerHTML;
  document.body.innerHTML = frozen;
}

/** What a press in the middle of a control can land on: the innermost elements of it, or itself. */
function landings(control: Element): Element[] {
  const inner = [
    ...control.querySelectorAll('*'),
    ...(control.shadowRoot?.querySelectorAll('*') ?? []),
  ];
  const innermost = inner.filter(
    (element) => element.childElementCount === 0 && isVisible(element),
  );
  return innermost.length > 0 ? innermost : [control];
}

function pathFrom(element: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at; at = parentOf(at)) path.push(at);
  return path;
}

function judge({ page, users }: Truth): Verdict {
  atOnce(findRoots(document));
  const snapshot = atOnce(readSnapshot(document, recognition, Date.now(), null));
  const letThrough: string[] = [];
  const mistaken: string[] = [];
  const marked = allIn(document, '[data-practice]').filter(
    (control) => isVisible(control) && !isDisabled(control),
  );
  const dangerous = marked.filter((control) =>
    DANGEROUS.includes(control.getAttribute('data-practice') ?? ''),
  );
  for (const control of dangerous) {
    const says = control.getAttribute('data-practice');
    for (const landing of landings(control)) {
      const press = pressOn(pathFrom(landing), recognition);
      if (press === null) letThrough.push(`${says}: ${control.outerHTML.slice(0, 400)}`);
      else if (press.intent !== says) mistaken.push(`${says} is taken for ${press.intent}`);
    }
  }
  if (snapshot.page !== page) mistaken.push(`the page is taken for ${snapshot.page}`);
  const seen = new Map<string, string>(
    snapshot.users.coverage === 'unknown'
      ? []
      : snapshot.users.value.map(({ email, access }) => [email, access]),
  );
  for (const [email, connected] of users ?? []) {
    const access = seen.get(email) ?? 'not there';
    const truth = connected ? 'connected' : 'not-connected';
    if (access !== truth) mistaken.push(`${email} is ${access}, and is ${truth}`);
    seen.delete(email);
  }
  if (users !== null)
    for (const email of seen.keys()) mistaken.push(`${email} is nobody's address`);
  return { guarded: guardedOf(snapshot), controls: dangerous.length, letThrough, mistaken };
}

window.siaFuzz = {
  freeze,
  change(mutations) {
    document.body.innerHTML = frozen;
    for (const one of mutations) mutate(one);
  },
  judge,
};
