import type { Frame, TeachView } from '@/components/overlay/view';
import { controlsOn, isVisible } from '@/lib/console/control';
import { candidates, hintTo, innermost, meaningOf } from '@/lib/console/intent';
import type { Point } from '@/lib/console/listener';
import { pageOf } from '@/lib/console/page';
import type { Recognition } from '@/lib/console/recognition';
import { allIn } from '@/lib/console/tree';
import { type Hint, TaughtIntent } from '@/lib/model/profile';
import type { BackgroundClient } from './background-client';

interface Surroundings {
  /** What is recognised at the moment. */
  current(): Recognition;
  readonly background: BackgroundClient;
  /** Something about the teaching has changed and is to be drawn. */
  onChange(): void;
}

/** Lets a person point out a control that was not recognised. */
export interface Teacher {
  readonly view: () => TeachView;
  /** Around what would be recognised by the hint that is being made. */
  readonly frames: () => Frame[];
  readonly isPicking: () => boolean;
  /** Keeps presses off what is embedded while a person points, and lets them on it again afterwards. */
  keepOff(): void;
  /** What the person pointed at, from the inside out, and where if by a pointer; `null` when they gave up. */
  pick(path: readonly EventTarget[] | null, at: Point | null): void;
  point(): void;
  stop(): void;
  /** The person has gone into an embedded document, where nothing can be pointed out. */
  goInside(): void;
  choose(intent: TaughtIntent): void;
  /** Stores the hint. Resolves when it is stored. */
  remember(): Promise<void>;
}

/** What a control can be for, by the page that it stands on. */
const CHOICES = {
  'marketo-setup': ['connect', 'disconnect'],
  'user-access': ['grant-open', 'grant', 'revoke'],
  marketo: ['connect', 'disconnect', 'grant-open', 'grant', 'revoke'],
} as const satisfies Record<Hint['page'], readonly TaughtIntent[]>;

/** Elements that hold a document of their own. */
export const EMBEDDED = 'iframe, frame, embed, object';

/** A control that was pointed out, and what it was said to be for. */
interface Candidate {
  readonly control: Element;
  readonly hint: Hint | null;
  /** What would be recognised by the hint and is not without it. */
  readonly found: readonly Element[];
}

/** Keeps one teaching at a time. Nothing is stored before the person has seen what it would do. */
export function createTeacher({ current, background, onChange }: Surroundings): Teacher {
  let view: TeachView = { step: 'idle', remembered: false };
  let candidate: Candidate | null = null;
  /** What is embedded and was switched off by us. */
  const off = new Set<Element>();

  function show(next: TeachView): void {
    view = next;
    if (next.step !== 'found') candidate = null;
    keepOff();
    onChange();
  }

  /**
   * A press in what is embedded would be made, and not be heard here. Switched off it lets the press through to what
   * is behind it, wherever it stands: also in a modal dialog of the page, over which nothing of ours can be pressed.
   */
  function keepOff(): void {
    if (view.step === 'pointing') {
      for (const element of allIn(document, EMBEDDED)) {
        if (element.hasAttribute('inert')) continue;
        element.toggleAttribute('inert', true);
        off.add(element);
      }
      return;
    }
    for (const element of off) element.removeAttribute('inert');
    off.clear();
  }

  function pick(path: readonly EventTarget[] | null, at: Point | null): void {
    if (path === null) {
      show({ step: 'idle', remembered: false });
      return;
    }
    if (at !== null && isOnOne(off, at)) {
      show({ step: 'nothing', isInside: true });
      return;
    }
    const control = controlsOn(path)[0] ?? path.find((one) => one instanceof Element) ?? null;
    const known = TaughtIntent.safeParse(control && meaningOf(control, current())?.intent);
    if (known.success) {
      show({ step: 'known', intent: known.data });
      return;
    }
    // Any of the intents does: what tells the control apart is the same.
    const pointer = control && hintTo(control, 'connect', current());
    if (!control || !pointer) {
      show({ step: 'nothing', isInside: false });
      return;
    }
    candidate = { control, hint: null, found: [control] };
    show({
      step: 'found',
      label: pointer.label,
      place: pointer.place,
      choices: CHOICES[pointer.page],
      chosen: null,
      count: 0,
    });
  }

  function choose(intent: TaughtIntent): void {
    if (view.step !== 'found' || candidate === null) return;
    const hint = hintTo(candidate.control, intent, current());
    if (hint === null) {
      show({ step: 'nothing', isInside: false });
      return;
    }
    const found = foundBy(hint, current());
    candidate = { ...candidate, hint, found };
    show({ ...view, chosen: intent, count: found.length });
  }

  async function remember(): Promise<void> {
    const hint = candidate?.hint ?? null;
    if (hint === null) return;
    const reply = await background.send({ kind: 'teach', hint });
    if (reply?.kind !== 'teaching') throw new Error('the background did not take the hint');
    show({ step: 'idle', remembered: true });
  }

  return {
    view: () => view,
    frames: () => (candidate?.found ?? []).filter((one) => one.isConnected).map(frameOf),
    keepOff,
    isPicking: () => view.step === 'pointing',
    pick,
    point: () => show({ step: 'pointing' }),
    stop: () => show({ step: 'idle', remembered: false }),
    goInside: () => show({ step: 'nothing', isInside: true }),
    choose,
    remember,
  };
}

function foundBy(hint: Hint, recognition: Recognition): Element[] {
  const taught = { ...recognition, hints: [...recognition.hints, hint] };
  const page = pageOf(document, recognition);
  const news = candidates(document).filter(
    (control) =>
      isVisible(control) &&
      meaningOf(control, recognition, page) === null &&
      meaningOf(control, taught, page)?.intent === hint.intent,
  );
  return innermost(news);
}

function isOnOne(elements: Iterable<Element>, { x, y }: Point): boolean {
  return [...elements].some((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return x >= left && x < right && y >= top && y < bottom;
  });
}

function frameOf(element: Element): Frame {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}
