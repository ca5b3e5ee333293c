import type { Ref, TargetedKeyboardEvent } from 'preact';
import { useContext, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Timestamp } from '@/lib/model/ids';
import type { MessageKey, Text } from '@/lib/model/text';
import type { Ask, Besides, Gesture, Severity, Verdict } from '@/lib/model/verdict';
import { Button } from '../ui/Button';
import { Icon, type IconName } from '../ui/Icon';
import { say, t } from '../ui/say';
import { Facts } from './Facts';
import { controlsIn, FocusContext, GenuineContext } from './focus';

/**
 * What a person answered: to go on, and why if that was asked; or that this was about something else than they
 * pressed; or not to, and what to do instead.
 */
export type Answer =
  | { go: true; reason: string | null }
  | { go: true; misread: true }
  | { go: false; besides: Besides | null };

/** A verdict that asks; what a question is drawn from. */
export type AskVerdict = Extract<Verdict, { kind: 'ask' }>;

/** What comes of saying that it is another button: it is left alone from then on, or pressed this once. */
export type MisreadOffer = 'kept' | 'once';

interface QuestionProps {
  readonly verdict: AskVerdict;
  readonly now: Timestamp;
  /** Something to say above the facts, such as that the page has changed meanwhile. */
  readonly notice: Text | null;
  readonly misread: MisreadOffer | null;
  readonly onAnswer: (answer: Answer) => void;
  readonly dialog: Ref<HTMLDialogElement>;
}

const ICONS: Record<Severity, IconName> = {
  notice: 'unknown',
  caution: 'warning',
  danger: 'danger',
};
/** How bad it would be, in words: never by colour alone. */
export const SEVERITY_NAMES: Record<Severity, MessageKey> = {
  notice: 'question.severity.notice',
  caution: 'question.severity.caution',
  danger: 'question.severity.danger',
};

/** What was done of a gesture: the text that was typed, or whether the box is ticked. */
type Given = string | boolean;

/**
 * The question about a held press: severity, consequence, facts, what undoing takes, the gestures, the actions.
 * Whoever shows it opens the dialog and focuses the main action, which is to go on only where Enter is enough for
 * that. Not going on is always the answer to Escape.
 */
export function Question({ verdict, now, notice, misread, onAnswer, dialog }: QuestionProps) {
  const id = useId();
  const [given, setGiven] = useState<readonly Given[]>([]);
  const giveFocus = useContext(FocusContext);
  const isGenuine = useContext(GenuineContext);
  const { lead, parts, gestures, enterIsEnough } = verdict;
  const mayGoOn = gestures.every((gesture, place) => isDone(gesture, given[place] ?? ''));
  const reason = given[gestures.findIndex(({ kind }) => kind === 'reason')];
  const goOn = (event: Event) => {
    if (!mayGoOn || !isGenuine(event)) return;
    onAnswer({ go: true, reason: typeof reason === 'string' ? reason.trim() : null });
  };
  const goBack = () => onAnswer({ go: false, besides: null });
  const goingOn = (
    <Button
      kind={enterIsEnough ? 'filled' : 'outlined'}
      tone={enterIsEnough ? 'accent' : lead.severity === 'notice' ? 'neutral' : lead.severity}
      data-action="proceed"
      {...(enterIsEnough && { 'data-main': '' })}
      disabled={!mayGoOn}
      onClick={goOn}
    >
      {say(lead.proceed)}
    </Button>
  );
  return (
    <dialog
      ref={dialog}
      class="question"
      tabIndex={-1}
      role="alertdialog"
      aria-modal="true"
      aria-labelledby={`${id}-headline`}
      aria-describedby={notice === null ? `${id}-undo` : `${id}-notice ${id}-undo`}
      data-guard={lead.guard}
      data-severity={lead.severity}
      onCancel={(event) => {
        event.preventDefault();
        goBack();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Tab') giveFocus(nextByTab(event));
        if (event.key !== 'Escape') return;
        event.preventDefault();
        goBack();
      }}
    >
      <Head ask={lead} id={`${id}-headline`} />
      <div class="question-body" tabIndex={-1}>
        {notice && (
          <p class="question-notice" id={`${id}-notice`}>
            {say(notice)}
          </p>
        )}
        <Facts facts={lead.facts} now={now} />
        <p class="question-undo" id={`${id}-undo`}>
          {say(lead.undo)}
        </p>
        {parts.map((part) => (
          <Part key={part.guard} ask={part} now={now} />
        ))}
      </div>
      <div class="question-foot">
        {gestures.map((gesture, place) => {
          const give = (now: Given) =>
            setGiven((before) =>
              gestures.map((_, at) => (at === place ? now : (before[at] ?? ''))),
            );
          return gesture.kind === 'choose' ? (
            <GestureBox key={place} gesture={gesture} onTicked={give} />
          ) : (
            <GestureField key={place} gesture={gesture} onTyped={give} onEnter={goOn} />
          );
        })}
        <div class="question-actions">
          {!enterIsEnough && goingOn}
          {[...lead.alternatives].reverse().map(({ besides, label }) => {
            const isFirst = label === lead.alternatives[0].label;
            return (
              <Button
                key={label.key}
                kind={isFirst && !enterIsEnough ? 'filled' : 'outlined'}
                data-action="cancel"
                {...(besides !== null && { 'data-then': besides })}
                {...(isFirst && { 'data-safe': '' })}
                {...(isFirst && !enterIsEnough && { 'data-main': '' })}
                onClick={() => onAnswer({ go: false, besides })}
              >
                {say(label)}
              </Button>
            );
          })}
          {enterIsEnough && goingOn}
        </div>
        {misread !== null && (
          <MisreadPart
            offer={misread}
            isOpen={lead.severity !== 'danger' || mayGoOn}
            onMisread={() => onAnswer({ go: true, misread: true })}
          />
        )}
      </div>
    </dialog>
  );
}

interface MisreadPartProps {
  readonly offer: MisreadOffer;
  /** Where it would be bad, the way out of the question is no shorter than the way through it. */
  readonly isOpen: boolean;
  readonly onMisread: () => void;
}

/** The way out when we are wrong. In two presses, and with what it does said between them. */
function MisreadPart({ offer, isOpen, onMisread }: MisreadPartProps) {
  const [open, setOpen] = useState(false);
  const what = useRef<HTMLParagraphElement>(null);
  const giveFocus = useContext(FocusContext);
  const isGenuine = useContext(GenuineContext);
  // The button that was pressed is gone. The sentence is read out as it takes the focus, and no key answers there.
  useLayoutEffect(() => giveFocus(what.current), [open, giveFocus]);
  if (!open) {
    return (
      <div class="question-misread">
        <Button kind="plain" tone="neutral" data-action="misread" onClick={() => setOpen(true)}>
          {t('question.misread.open')}
        </Button>
      </div>
    );
  }
  return (
    <div class="question-misread" data-open="">
      <p ref={what} class="small" tabIndex={-1}>
        {t(offer === 'kept' ? 'question.misread.what' : 'question.misread.once')}
        {!isOpen && ` ${t('question.misread.first')}`}
      </p>
      <Button
        data-action="misread-go"
        disabled={!isOpen}
        onClick={(event) => {
          if (isOpen && isGenuine(event)) onMisread();
        }}
      >
        {t(offer === 'kept' ? 'question.misread.go' : 'question.misread.goOnce')}
      </Button>
    </div>
  );
}

/**
 * The control to which Tab goes on. It goes round in the question: behind its last control lies the page, which
 * must not get the keys. The browser is not left to move the focus, as the page can do that too.
 */
function nextByTab(event: TargetedKeyboardEvent<HTMLDialogElement>): HTMLElement | null {
  event.preventDefault();
  const { target, currentTarget, shiftKey } = event;
  const controls = controlsIn(currentTarget);
  if (!(target instanceof Node) || target === currentTarget)
    return controls.at(shiftKey ? -1 : 0) ?? null;
  const beside = shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const further = controls.filter((one) => target.compareDocumentPosition(one) & beside);
  return shiftKey
    ? (further.at(-1) ?? controls.at(-1) ?? null)
    : (further[0] ?? controls[0] ?? null);
}

function isDone(gesture: Gesture, given: Given): boolean {
  if (gesture.kind === 'choose') return given === true;
  if (typeof given !== 'string') return false;
  return gesture.kind === 'reason' ? given.trim() !== '' : isTyped(given, gesture.expected);
}

/** Spaces, punctuation between thousands or names, case, and what cannot be seen make no difference. */
function isTyped(typed: string, expected: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/[\s.,'’\p{Cf}]/gu, '')
      .toUpperCase();
  return plain(typed) === plain(expected);
}

function Head({ ask, id }: { ask: Ask; id: string }) {
  return (
    <header class="question-head">
      <Icon name={ICONS[ask.severity]} large />
      <p class="question-severity">{t(SEVERITY_NAMES[ask.severity])}</p>
      <h2 class="question-headline" id={id}>
        {say(ask.headline)}
      </h2>
    </header>
  );
}

/** What another guard adds to the same press. */
function Part({ ask, now }: { ask: Ask; now: Timestamp }) {
  return (
    <section class="question-part" data-guard-part={ask.guard} data-severity={ask.severity}>
      <h3>{say(ask.headline)}</h3>
      <Facts facts={ask.facts} now={now} />
      <p class="question-undo">{say(ask.undo)}</p>
    </section>
  );
}

interface GestureBoxProps {
  readonly gesture: Extract<Gesture, { kind: 'choose' }>;
  readonly onTicked: (isTicked: boolean) => void;
}

/** The box shows what a person has ticked: what the page makes of it in between is taken back and counts for nothing. */
function GestureBox({ gesture, onTicked }: GestureBoxProps) {
  const [isTicked, setTicked] = useState(false);
  const isGenuine = useContext(GenuineContext);
  return (
    <label class="choice">
      <input
        type="checkbox"
        data-field="choose"
        checked={isTicked}
        onInput={(event) => {
          const next = isGenuine(event) ? !isTicked : isTicked;
          event.currentTarget.checked = next;
          setTicked(next);
          onTicked(next);
        }}
      />
      <span>{say(gesture.prompt)}</span>
    </label>
  );
}

interface GestureFieldProps {
  readonly gesture: Exclude<Gesture, { kind: 'choose' }>;
  readonly onTyped: (text: string) => void;
  readonly onEnter: (event: Event) => void;
}

/** The longest reason that the ledger takes. */
const LONGEST_REASON = 200;

/** The field is not controlled: what counts in it is what the host saw being typed. */
function GestureField({ gesture, onTyped, onEnter }: GestureFieldProps) {
  const id = useId();
  const isGenuine = useContext(GenuineContext);
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {say(gesture.prompt)}
      </label>
      <input
        id={id}
        class="input"
        type="text"
        autoComplete="off"
        spellcheck={false}
        data-typed=""
        data-field={gesture.kind === 'reason' ? 'reason' : 'expected'}
        {...(gesture.kind === 'reason' && {
          maxLength: LONGEST_REASON,
          'aria-required': true,
          'aria-describedby': `${id}-hint`,
        })}
        onInput={(event) => {
          if (isGenuine(event)) onTyped(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.repeat) onEnter(event);
        }}
      />
      {gesture.kind === 'reason' && (
        <p class="field-hint" id={`${id}-hint`}>
          {say(gesture.hint)}
        </p>
      )}
    </div>
  );
}
