import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Button } from '@/components/ui/Button';
import { Chip } from '@/components/ui/Chip';
import { Field } from '@/components/ui/Field';
import {
  contradictionWords,
  nameOf,
  proofWords,
  seenHere,
  wordsOf,
} from '@/components/ui/handoff-words';
import { Icon, type IconName } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import { openSteps } from '@/lib/handoff/handoff';
import type { Handoff, Role, Step, StepState } from '@/lib/model/handoff';
import type { PassProblem } from '@/lib/model/messages';
import type { MessageKey } from '@/lib/model/text';
import type { DockActions, DockView } from './view';

const PROBLEMS = {
  'not-a-pass': 'checklist.error.notAPass',
  damaged: 'checklist.error.damaged',
  'too-long': 'checklist.error.tooLong',
  'newer-version': 'checklist.error.newerVersion',
  'other-account': 'checklist.error.otherAccount',
  'bad-signature': 'checklist.error.badSignature',
} satisfies Record<PassProblem, MessageKey>;

const STATES = {
  todo: { icon: 'todo', word: 'checklist.state.todo' },
  doing: { icon: 'doing', word: 'checklist.state.doing' },
  done: { icon: 'check', word: 'checklist.state.done' },
  blocked: { icon: 'blocked', word: 'checklist.state.blocked' },
} satisfies Record<StepState, { icon: IconName; word: MessageKey }>;

const ROLE_SENTENCES = {
  a: 'checklist.roleA',
  b: 'checklist.roleB',
  lead: 'checklist.roleLead',
} satisfies Record<Role, MessageKey>;

const ROLE_CHOICES = {
  a: 'checklist.me.a',
  b: 'checklist.me.b',
  lead: 'checklist.me.lead',
} satisfies Record<Role, MessageKey>;

/** The most admins that are offered at once. */
const OFFERED = 4;

/** Runs one action at a time and says it when the background did not answer. */
function useAction() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async (action: () => Promise<string | null>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setError(null);
    const problem = await action().catch(() => t('checklist.error.silent'));
    setBusy(false);
    setError(problem);
    return problem === null;
  };
  return { busy, error, setError, run };
}

/** A form: Enter and its button do the same, and the page never hears of it. */
function Form(props: { onDone(): void; label?: string; children: ComponentChildren }) {
  return (
    <form
      class="stack"
      noValidate
      {...(props.label !== undefined && { 'aria-label': props.label })}
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone();
      }}
    >
      {props.children}
    </form>
  );
}

function Problem({ children }: { children: string | null }) {
  if (children === null) return null;
  return (
    <p class="notice" data-tone="danger" role="alert">
      <Icon name="danger" />
      <span>{children}</span>
    </p>
  );
}

/** Names Admin B and starts a handoff, in which this browser is Admin A's. */
export function StartForm({ admins, act }: { admins: DockView['admins']; act: DockActions }) {
  const [adminB, setAdminB] = useState('');
  const { busy, error, setError, run } = useAction();
  const typed = adminB.trim().toLowerCase();
  const matching = admins.filter(
    ({ email, name }) =>
      email !== typed && (email.includes(typed) || (name ?? '').toLowerCase().includes(typed)),
  );
  const start = () =>
    run(async () => ((await act.startHandoff(adminB)) ? null : t('checklist.error.email')));
  return (
    <Form onDone={start}>
      <p class="muted">{t('checklist.startWhy')}</p>
      <Field
        label={t('checklist.startLabel')}
        hint={t('checklist.startHint')}
        value={adminB}
        error={error}
        onValue={(value) => {
          setAdminB(value);
          setError(null);
        }}
        type="email"
        field="admin-b"
        maxLength={320}
      />
      {matching.length > 0 && (
        <fieldset class="stack-tight" aria-label={t('checklist.startSeen')}>
          <p class="small muted">{t('checklist.startSeen')}</p>
          {matching.slice(0, OFFERED).map(({ email, name }) => (
            <button
              key={email}
              type="button"
              class="suggestion"
              data-suggestion={email}
              onClick={() => {
                setAdminB(email);
                setError(null);
              }}
            >
              <Icon name="person" />
              <span class="two-lines">
                {name !== null && <bdi class="strong">{name}</bdi>}
                <bdi class={name === null ? '' : 'muted small'}>{email}</bdi>
              </span>
            </button>
          ))}
        </fieldset>
      )}
      <div class="actions">
        <Button kind="filled" type="submit" data-action="handoff-start" disabled={busy}>
          {t('checklist.start')}
        </Button>
      </div>
    </Form>
  );
}

interface PassInProps {
  act: DockActions;
  /** My role when I am in a handoff already; otherwise the person chooses. */
  mine: Role | null;
  onCancel?: () => void;
  onTaken?: () => void;
}

/** Takes in a pass that somebody else has copied. */
export function PassIn({ act, mine, onCancel, onTaken }: PassInProps) {
  const name = useId();
  const [pass, setPass] = useState('');
  const [chosen, setChosen] = useState<Role>(mine ?? 'b');
  const { busy, error, setError, run } = useAction();
  const take = async () => {
    const taken = await run(async () => {
      if (pass.trim() === '') return t('checklist.error.empty');
      const problem = await act.importPass(pass, mine ?? chosen);
      return problem === null ? null : t(PROBLEMS[problem]);
    });
    if (taken) onTaken?.();
  };
  return (
    <Form onDone={take}>
      <Field
        label={t('checklist.pass.in')}
        value={pass}
        error={error}
        rows={3}
        onValue={(value) => {
          setPass(value);
          setError(null);
        }}
        field="pass"
      />
      {mine === null && (
        <fieldset class="stack-tight">
          <legend class="field-label">{t('checklist.me.legend')}</legend>
          <div class="choices">
            {(['b', 'lead', 'a'] as const).map((choice) => (
              <label class="choice" key={choice}>
                <input
                  type="radio"
                  name={name}
                  value={choice}
                  checked={chosen === choice}
                  data-role-choice={choice}
                  onClick={() => setChosen(choice)}
                  onInput={() => setChosen(choice)}
                />
                <span>{t(ROLE_CHOICES[choice])}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div class="actions">
        <Button kind="filled" type="submit" data-action="pass-take" disabled={busy}>
          {t('checklist.pass.take')}
        </Button>
        {onCancel !== undefined && <Button onClick={onCancel}>{t('checklist.cancel')}</Button>}
      </div>
    </Form>
  );
}

interface DeclareProps {
  onDeclare(by: string, note: string): Promise<void>;
  onCancel(): void;
}

/** Asks who says that a step is done, and how they know. */
function Declare({ onDeclare, onCancel }: DeclareProps) {
  const [by, setBy] = useState('');
  const [note, setNote] = useState('');
  const { busy, error, setError, run } = useAction();
  const declare = async () => {
    const done = await run(async () => {
      const words = by.trim();
      if (words === '') return t('checklist.error.name');
      if (note.trim() === '') return t('checklist.error.note');
      await onDeclare(words, note.trim());
      return null;
    });
    if (done) onCancel();
  };
  return (
    <Form onDone={declare}>
      <Field
        label={t('checklist.declareBy')}
        hint={t('checklist.declareHint')}
        value={by}
        error={error}
        onValue={(value) => {
          setBy(value);
          setError(null);
        }}
        field="by"
        maxLength={200}
      />
      <Field
        label={t('checklist.declareNote')}
        hint={t('checklist.declareNoteHint')}
        value={note}
        error={null}
        onValue={(value) => {
          setNote(value);
          setError(null);
        }}
        field="note"
        maxLength={200}
      />
      <div class="actions">
        <Button kind="filled" type="submit" data-action="handoff-declare" disabled={busy}>
          {t('checklist.declareConfirm')}
        </Button>
        <Button onClick={onCancel}>{t('checklist.cancel')}</Button>
      </div>
    </Form>
  );
}

interface StepProps {
  step: Step;
  handoff: Handoff;
  now: number;
  act: DockActions;
}

/** One step: who, what, where and why; once it is done, how that is known. */
function StepItem({ step, handoff, now, act }: StepProps) {
  const [declaring, setDeclaring] = useState(false);
  const { busy, error, run } = useAction();
  const { title, where, why } = wordsOf(step.id, handoff);
  const { icon, word } = STATES[step.state];
  const mine = step.actor === handoff.role;
  const undo = () =>
    run(async () => {
      await act.undoStep(handoff.id, step.id);
      return null;
    });
  return (
    <li
      class="step"
      data-step={step.id}
      data-state={step.state}
      {...(step.state === 'doing' && { 'aria-current': 'step' as const })}
    >
      <span class="step-mark">
        <Icon name={icon} />
      </span>
      <div class="step-body">
        <p class="step-head">
          <span class="strong wrap">
            {title}
            {step.id === 'b-connects' && <span aria-hidden="true"> *</span>}
          </span>
        </p>
        <p class="step-who small">
          <span class="step-state strong">{t(word)}</span>
          <span aria-hidden="true">·</span>
          <span>{mine ? t('checklist.you') : nameOf(step.actor)}</span>
          {step.optional && <span>· {t('checklist.optional')}</span>}
        </p>
        {step.state !== 'done' && (
          <p class="small muted">
            <span class="block">{where}</span>
            <span class="block">{why}</span>
          </p>
        )}
        {step.proof !== null && (
          <p class="small muted wrap" data-proof={step.proof.source}>
            {proofWords(step.proof)} · <Age at={step.proof.at} now={now} />
          </p>
        )}
        {step.contradicted !== null && (
          <p class="small strong wrap" data-contradicted="">
            {Object.values(contradictionWords(step.contradicted)).join(' ')}
          </p>
        )}
        {step.state !== 'done' && !seenHere(step.id, handoff.role) && (
          <p class="small muted">{t('checklist.unseen', { who: nameOf(step.actor) })}</p>
        )}
        {step.state === 'blocked' && <p class="small strong">{t('checklist.blocked')}</p>}
        {step.state === 'done' && (
          <Button
            kind="plain"
            tone="neutral"
            data-action="handoff-undo"
            disabled={busy}
            aria-label={`${t('checklist.undo')}: ${title}`}
            onClick={undo}
          >
            {t('checklist.undo')}
          </Button>
        )}
        {(step.state === 'doing' || step.state === 'todo') && !declaring && (
          <Button
            kind="plain"
            data-action="handoff-declare-open"
            aria-label={`${t('checklist.declare')} ${title}`}
            onClick={() => setDeclaring(true)}
          >
            {t('checklist.declare')}
          </Button>
        )}
        {declaring && step.state !== 'done' && (
          <Declare
            onDeclare={(by, note) => act.declareStep(handoff.id, step.id, by, note)}
            onCancel={() => setDeclaring(false)}
          />
        )}
        <Problem>{error}</Problem>
      </div>
    </li>
  );
}

/** Copies the pass; where the browser does not allow it, shows it for copying by hand. */
function PassOut({ handoff, act }: { handoff: Handoff; act: DockActions }) {
  const [shown, setShown] = useState<{ pass: string; copied: boolean } | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const { busy, error, run } = useAction();
  const id = useId();
  useEffect(() => {
    if (shown === null || shown.copied) return;
    area.current?.focus();
    area.current?.select();
  }, [shown]);
  const copy = () =>
    run(async () => {
      const pass = await act.exportPass(handoff.id);
      if (pass === null) return t('checklist.error.silent');
      // Not there on insecure pages, refused by some policies and, without a fresh press, by Firefox.
      const copied = await Promise.resolve()
        .then(() => navigator.clipboard.writeText(pass))
        .then(
          () => true,
          () => false,
        );
      setShown({ pass, copied });
      return null;
    });
  const who = nameOf(handoff.role === 'b' ? 'a' : 'b');
  return (
    <div class="stack-tight">
      <Button icon="copy" data-action="pass-copy" disabled={busy} onClick={copy}>
        {t('checklist.pass.copy')}
      </Button>
      <div role="status" class="small">
        {shown?.copied === true && (
          <p class="notice" data-tone="ok">
            <Icon name="check" />
            <span>{t('checklist.pass.copied', { who })}</span>
          </p>
        )}
        {shown?.copied === false && (
          <p class="notice" data-tone="caution">
            <Icon name="warning" />
            <span>{t('checklist.pass.copyHand')}</span>
          </p>
        )}
      </div>
      {shown?.copied === false && (
        <div class="field">
          <label class="field-label" for={id}>
            {t('checklist.pass.out')}
          </label>
          <textarea
            id={id}
            ref={area}
            class="input"
            rows={4}
            readOnly
            spellcheck={false}
            data-field="pass-out"
            value={shown.pass}
            onClick={(event) => event.currentTarget.select()}
          />
        </div>
      )}
      <Problem>{error}</Problem>
    </div>
  );
}

/** Ends the handoff: finished once every step is done, abandoned at any time after a second look. */
function Close({ handoff, act }: { handoff: Handoff; act: DockActions }) {
  const [asking, setAsking] = useState(false);
  const { busy, error, run } = useAction();
  const done = openSteps(handoff).length === 0;
  const close = (outcome: 'finished' | 'abandoned') => () =>
    run(async () => {
      await act.closeHandoff(handoff.id, outcome);
      return null;
    });
  return (
    <div class="stack-tight">
      {asking ? (
        <>
          <p>{t('checklist.abandonSure')}</p>
          <div class="actions">
            <Button kind="filled" onClick={() => setAsking(false)}>
              {t('checklist.keep')}
            </Button>
            <Button
              tone="danger"
              data-action="handoff-close"
              data-outcome="abandoned"
              disabled={busy}
              onClick={close('abandoned')}
            >
              {t('checklist.abandonConfirm')}
            </Button>
          </div>
        </>
      ) : (
        <div class="actions">
          {done && (
            <Button
              kind="filled"
              icon="check"
              data-action="handoff-close"
              data-outcome="finished"
              disabled={busy}
              onClick={close('finished')}
            >
              {t('checklist.finish')}
            </Button>
          )}
          <Button
            kind="plain"
            tone="neutral"
            data-action="handoff-abandon"
            onClick={() => setAsking(true)}
          >
            {t('checklist.abandon')}
          </Button>
        </div>
      )}
      <Problem>{error}</Problem>
    </div>
  );
}

/** A handoff as this browser sees it: its steps, what each rests on, and the pass that carries it. */
export function Checklist({ handoff, now, act }: Omit<StepProps, 'step'>) {
  const [pasting, setPasting] = useState(false);
  const [taken, setTaken] = useState(false);
  return (
    <section
      class="stack"
      data-checklist="handoff"
      data-handoff={handoff.id}
      aria-label={t('checklist.name', { email: handoff.adminB })}
    >
      <p>
        <Chip icon="person" tone="accent">
          {t(ROLE_SENTENCES[handoff.role])}
        </Chip>
      </p>
      <ol class="steps">
        {handoff.steps.map((step: Step) => (
          <StepItem key={step.id} step={step} handoff={handoff} now={now} act={act} />
        ))}
      </ol>
      <p class="footnote small muted">
        <span aria-hidden="true">* </span>
        {t('checklist.bConnects.footnote')}
      </p>
      <div class="pass-row">
        <PassOut key={handoff.id} handoff={handoff} act={act} />
        {!pasting && (
          <Button
            icon="paste"
            data-action="pass-paste"
            onClick={() => {
              setPasting(true);
              setTaken(false);
            }}
          >
            {t('checklist.pass.paste')}
          </Button>
        )}
      </div>
      {pasting && (
        <PassIn
          act={act}
          mine={handoff.role}
          onCancel={() => setPasting(false)}
          onTaken={() => {
            setPasting(false);
            setTaken(true);
          }}
        />
      )}
      <div role="status">
        {taken && (
          <p class="notice" data-tone="ok">
            <Icon name="check" />
            <span>{t('checklist.pass.taken')}</span>
          </p>
        )}
      </div>
      <Close handoff={handoff} act={act} />
    </section>
  );
}

/** What there is while no handoff runs: start one, or join one with a pass. */
export function HandoffEntry({ admins, act }: { admins: DockView['admins']; act: DockActions }) {
  const [joining, setJoining] = useState(false);
  return (
    <div class="stack">
      <StartForm admins={admins} act={act} />
      <div class="join stack-tight">
        <p class="muted">{t('checklist.joinWhy')}</p>
        {joining ? (
          <PassIn act={act} mine={null} onCancel={() => setJoining(false)} />
        ) : (
          <div class="actions">
            <Button icon="paste" data-action="pass-paste" onClick={() => setJoining(true)}>
              {t('checklist.pass.paste')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
