import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import { Email } from '@/lib/model/ids';
import type { SeenUser } from '@/lib/model/snapshot';
import type { HandoffActions } from './actions';
import { Form, Problem } from './parts';
import { MyName, nameIn } from './RoleQuestion';
import { useAction } from './use-action';

type Admin = Pick<SeenUser, 'email' | 'name'>;

/** The most admins that are offered at once. */
const OFFERED = 4;

interface StartFormProps {
  /** Admins that were seen. */
  admins: readonly Admin[];
  act: HandoffActions;
  onStarted?(): void;
}

/** Names Admin B and starts a handoff, in which this browser is Admin A's. */
export function StartForm({ admins, act, onStarted }: StartFormProps) {
  const [adminB, setAdminB] = useState('');
  const [adminA, setAdminA] = useState('');
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<'a' | 'b' | null>(null);
  const { busy, error, run } = useAction();
  const start = async () => {
    const b = Email.safeParse(adminB);
    const a = adminA.trim() === '' ? null : Email.safeParse(adminA);
    if (!b.success) return setWrong('b');
    if (a?.success === false) return setWrong('a');
    const of = { adminB: b.data, adminA: a?.data ?? null, name: nameIn(name) };
    if (await run(() => act.startHandoff(of))) onStarted?.();
  };
  const wrongWords = t('checklist.error.email');
  return (
    <Form onDone={start} label={t('checklist.startTitle')}>
      <p class="muted">{t('checklist.startWhy')}</p>
      <AdminField
        label={t('checklist.startLabel')}
        hint={t('checklist.startHint')}
        field="admin-b"
        value={adminB}
        error={wrong === 'b' ? wrongWords : null}
        admins={admins}
        onValue={(value) => {
          setAdminB(value);
          setWrong(null);
        }}
      />
      <AdminField
        label={t('checklist.startMe')}
        hint={t('checklist.startMeHint')}
        field="admin-a"
        value={adminA}
        error={wrong === 'a' ? wrongWords : null}
        // Nobody hands over to themselves; who else is there shows once B is named.
        admins={wrong === null && adminB !== '' ? admins.filter(isNot(adminB)) : []}
        onValue={(value) => {
          setAdminA(value);
          setWrong(null);
        }}
      />
      <MyName name={name} onName={setName} />
      <div class="actions">
        <Button kind="filled" type="submit" data-action="handoff-start" disabled={busy}>
          {t('checklist.start')}
        </Button>
      </div>
      <Problem>{error}</Problem>
    </Form>
  );
}

function isNot(address: string): (admin: Admin) => boolean {
  const typed = address.trim().toLowerCase();
  return ({ email }) => email !== typed;
}

interface AdminFieldProps {
  label: string;
  hint: string;
  field: string;
  value: string;
  error: string | null;
  admins: readonly Admin[];
  onValue(value: string): void;
}

/** An address, with the admins that were seen and fit to what is typed. */
function AdminField({ label, hint, field, value, error, admins, onValue }: AdminFieldProps) {
  const typed = value.trim().toLowerCase();
  const matching = admins.filter(
    ({ email, name }) => email.includes(typed) || (name ?? '').toLowerCase().includes(typed),
  );
  const isChosen = admins.some(({ email }) => email === typed);
  return (
    <div class="stack-tight">
      <Field
        label={label}
        hint={hint}
        value={value}
        error={error}
        onValue={onValue}
        type="email"
        field={field}
        maxLength={320}
      />
      {!isChosen && matching.length > 0 && (
        <fieldset class="stack-tight" aria-label={t('checklist.startSeen')}>
          <p class="small muted">{t('checklist.startSeen')}</p>
          {matching.slice(0, OFFERED).map(({ email, name }) => (
            <button
              key={email}
              type="button"
              class="suggestion"
              data-suggestion={email}
              data-for={field}
              onClick={() => onValue(email)}
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
    </div>
  );
}
