import { useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Chip } from '@/components/ui/Chip';
import { Field } from '@/components/ui/Field';
import { t } from '@/components/ui/say';
import type { Handoff, Role } from '@/lib/model/handoff';
import type { MessageKey } from '@/lib/model/text';
import type { HandoffActions, Me } from './actions';
import { Form } from './parts';
import { useAction } from './use-action';

const CHOICES = {
  a: { word: 'checklist.me.a', what: 'checklist.me.aWhat' },
  b: { word: 'checklist.me.b', what: 'checklist.me.bWhat' },
  lead: { word: 'checklist.me.lead', what: 'checklist.me.leadWhat' },
} satisfies Record<Role, Record<'word' | 'what', MessageKey>>;

const SENTENCES = {
  a: 'checklist.roleA',
  b: 'checklist.roleB',
  lead: 'checklist.roleLead',
} satisfies Record<Role, MessageKey>;

interface RoleQuestionProps {
  role: Role | null;
  name: string;
  /** Shown where it is missing, with the question. */
  error: string | null;
  onRole(role: Role): void;
  onName(name: string): void;
}

/** Who this browser is in the handoff, and what the person at it is called. */
export function RoleQuestion({ role, name, error, onRole, onName }: RoleQuestionProps) {
  const group = useId();
  return (
    <div class="stack" data-role-question="">
      <fieldset class="stack-tight">
        <legend class="field-label">{t('checklist.me.legend')}</legend>
        <div class="roles">
          {(['a', 'b', 'lead'] as const).map((choice) => (
            <label class="choice" key={choice}>
              <input
                type="radio"
                name={group}
                value={choice}
                checked={role === choice}
                data-role-choice={choice}
                onClick={() => onRole(choice)}
                onInput={() => onRole(choice)}
              />
              <span class="two-lines">
                <span class="strong">{t(CHOICES[choice].word)}</span>
                <span class="small muted">{t(CHOICES[choice].what)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <MyName name={name} onName={onName} error={error} />
    </div>
  );
}

interface MyNameProps {
  name: string;
  onName(name: string): void;
  error?: string | null;
}

/** What the person at this browser is called in the handoff. */
export function MyName({ name, onName, error = null }: MyNameProps) {
  return (
    <Field
      label={t('checklist.me.name')}
      hint={t('checklist.me.nameHint')}
      value={name}
      error={error}
      onValue={onName}
      field="my-name"
      maxLength={200}
    />
  );
}

/** A name as it is stored: nothing where nothing was written. */
export function nameIn(text: string): string | null {
  const name = text.trim();
  return name === '' ? null : name;
}

/** Who I am in this handoff, and the way to change it. */
export function MyRole({ handoff, act }: { handoff: Handoff; act: HandoffActions }) {
  const [changing, setChanging] = useState(false);
  return (
    <div class="stack" data-my-role={handoff.role}>
      <div class="role-row">
        <Chip icon="person" tone="accent">
          {t(SENTENCES[handoff.role])}
          {handoff.name !== null && (
            <>
              {' · '}
              <bdi>{handoff.name}</bdi>
            </>
          )}
        </Chip>
        {!changing && (
          <Button
            kind="plain"
            tone="neutral"
            data-action="me-change"
            onClick={() => setChanging(true)}
          >
            {t('checklist.me.change')}
          </Button>
        )}
      </div>
      {changing && (
        <ChangeMe
          handoff={handoff}
          onSave={(me) => act.changeMe(handoff.id, me)}
          onDone={() => setChanging(false)}
        />
      )}
    </div>
  );
}

interface ChangeMeProps {
  handoff: Handoff;
  onSave(me: Me): Promise<string | null>;
  onDone(): void;
}

function ChangeMe({ handoff, onSave, onDone }: ChangeMeProps) {
  const [role, setRole] = useState(handoff.role);
  const [name, setName] = useState(handoff.name ?? '');
  const { busy, error, run } = useAction();
  const save = async () => {
    if (await run(() => onSave({ role, name: nameIn(name) }))) onDone();
  };
  return (
    <Form onDone={save} label={t('checklist.me.legend')}>
      <RoleQuestion role={role} name={name} error={error} onRole={setRole} onName={setName} />
      <p class="small muted">{t('checklist.me.keepsWritten')}</p>
      <div class="actions">
        <Button kind="filled" type="submit" data-action="me-save" disabled={busy}>
          {t('checklist.me.save')}
        </Button>
        <Button data-action="me-cancel" onClick={onDone}>
          {t('checklist.cancel')}
        </Button>
      </div>
    </Form>
  );
}
