import type { Ref, TargetedKeyboardEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Timestamp } from '@/lib/model/ids';
import type { MessageKey, Text } from '@/lib/model/text';
import type { Ask, Besides, Fact, Gesture, Person, Severity, Verdict } from '@/lib/model/verdict';
import { age } from '../ui/Age';
import { Button } from '../ui/Button';
import { Icon, type IconName } from '../ui/Icon';
import { say, t, tn } from '../ui/say';

/** How many people are named before the rest is folded away. */
const SHOWN = 5;

/** What a person answered: to go on, or not to, and what to do instead. */
export type Answer = { go: true } | { go: false; besides: Besides | null };

/** A verdict that asks; what a question is drawn from. */
export type AskVerdict = Extract<Verdict, { kind: 'ask' }>;

interface QuestionProps {
  readonly verdict: AskVerdict;
  readonly now: Timestamp;
  /** Something to say above the facts, such as that the page has changed meanwhile. */
  readonly notice: Text | null;
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

/**
 * The question about a held press: severity, consequence, facts, what undoing takes, the gesture, the actions.
 * Whoever shows it opens the dialog; not going on is always the first action and the answer to Escape.
 */
export function Question({ verdict, now, notice, onAnswer, dialog }: QuestionProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const { lead, parts, gesture } = verdict;
  const mayGoOn = gesture.kind === 'press' || isTyped(typed, gesture.expected);
  const goOn = () => {
    if (mayGoOn) onAnswer({ go: true });
  };
  const goBack = () => onAnswer({ go: false, besides: null });
  return (
    <dialog
      ref={dialog}
      class="question"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby={`${id}-headline`}
      aria-describedby={`${id}-undo`}
      data-guard={lead.guard}
      data-severity={lead.severity}
      onCancel={(event) => {
        event.preventDefault();
        goBack();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Tab') keepFocusIn(event);
        if (event.key !== 'Escape') return;
        event.preventDefault();
        goBack();
      }}
    >
      <Head ask={lead} id={`${id}-headline`} />
      <div class="question-body" tabIndex={-1}>
        {notice && (
          <p class="question-notice" role="status">
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
        {gesture.kind === 'type' && (
          <TypedGesture gesture={gesture} onTyped={setTyped} onEnter={goOn} />
        )}
        <div class="question-actions">
          <Button
            kind="outlined"
            tone={lead.severity === 'notice' ? 'neutral' : lead.severity}
            data-action="proceed"
            disabled={!mayGoOn}
            onClick={goOn}
          >
            {say(lead.proceed)}
          </Button>
          {[...lead.alternatives].reverse().map(({ besides, label }) => (
            <Button
              key={label.key}
              kind={label === lead.alternatives[0].label ? 'filled' : 'outlined'}
              data-action="cancel"
              {...(besides !== null && { 'data-then': besides })}
              {...(label === lead.alternatives[0].label && { 'data-safe': '' })}
              onClick={() => onAnswer({ go: false, besides })}
            >
              {say(label)}
            </Button>
          ))}
        </div>
      </div>
    </dialog>
  );
}

/** Tab goes round in the question: behind its last control lies the page, which must not get the keys. */
function keepFocusIn(event: TargetedKeyboardEvent<HTMLDialogElement>): void {
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('button, input')].filter(
    (control) => !control.matches(':disabled'),
  );
  const [from, to] = event.shiftKey
    ? [controls.at(0), controls.at(-1)]
    : [controls.at(-1), controls.at(0)];
  if (event.target !== from) return;
  event.preventDefault();
  to?.focus();
}

function isTyped(typed: string, expected: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/[\s.,'’]/gu, '')
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

function Facts({ facts, now }: { facts: readonly Fact[]; now: Timestamp }) {
  return (
    <dl class="question-facts">
      {facts.map((fact, index) => (
        <div key={index}>
          <dt>{say(fact.label)}</dt>
          <dd>
            <FactValue value={fact.value} />
            {fact.seenAt !== undefined && (
              <span class="small muted"> {t('question.seen', { age: age(fact.seenAt, now) })}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({ value }: { value: Fact['value'] }) {
  switch (value.kind) {
    case 'text':
      return <span>{say(value.text)}</span>;
    case 'names':
      return (
        <ul class="question-names">
          {value.names.map((name) => (
            <li key={name}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      );
    case 'people':
      return <People people={value.people} />;
  }
}

function People({ people }: { people: readonly Person[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? people : people.slice(0, SHOWN);
  return (
    <>
      <ul class="question-names">
        {shown.map(({ email, name }) => (
          <li key={email}>
            {name !== null && <bdi>{name}</bdi>}{' '}
            <bdi class={name === null ? '' : 'muted'}>{email}</bdi>
          </li>
        ))}
      </ul>
      {shown.length < people.length && (
        <Button kind="plain" onClick={() => setAll(true)}>
          {tn('question.more', people.length - shown.length)}
        </Button>
      )}
    </>
  );
}

interface TypedGestureProps {
  readonly gesture: Extract<Gesture, { kind: 'type' }>;
  readonly onTyped: (text: string) => void;
  readonly onEnter: () => void;
}

/** The field is not controlled: what counts in it is what the host saw being typed. */
function TypedGesture({ gesture, onTyped, onEnter }: TypedGestureProps) {
  const id = useId();
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
        onInput={(event) => onTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.repeat) onEnter();
        }}
      />
    </div>
  );
}
