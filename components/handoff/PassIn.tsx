import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { FileButton } from '@/components/ui/FileButton';
import { problemWords } from '@/components/ui/handoff-words';
import { t } from '@/components/ui/say';
import type { Handoff, PassPreview, Role } from '@/lib/model/handoff';
import type { HandoffId } from '@/lib/model/ids';
import type { HandoffActions, Me } from './actions';
import { Preview } from './Preview';
import { Form, Problem } from './parts';
import { nameIn, RoleQuestion } from './RoleQuestion';
import { type Doing, useAction } from './use-action';

interface PassInProps {
  act: HandoffActions;
  now: number;
  /** Whether what people wrote down is shown: in pages of the extension only (DESIGN rule 4). */
  notes: boolean;
  /** The handoff that I look at; `null` where I am in none. */
  handoff: Handoff | null;
  onCancel(): void;
  /** Told which handoff it was of. */
  onTaken(handoff: HandoffId): void;
}

/** What is longer is not shown in the field: it came as a file. */
const SHOWN_AT_MOST = 20_000;

/** What was given, and what it would change. */
interface Looked {
  readonly text: string;
  readonly preview: PassPreview;
}

/** Takes in a pass: by paste, file or drop; what it would change is shown before anything does. */
export function PassIn({ act, now, notes, handoff, onCancel, onTaken }: PassInProps) {
  const [looked, setLooked] = useState<Looked | null>(null);
  const mine: Me | null = handoff === null ? null : { role: handoff.role, name: handoff.name };
  const doing = useAction();
  const look = (text: string) =>
    doing.run(async () => {
      if (text.trim() === '') return t('checklist.error.empty');
      // Who looks makes no difference to what is new.
      const found = await act.previewPass(text, mine ?? { role: 'lead', name: null });
      if (typeof found === 'string') return problemWords(found);
      setLooked({ text, preview: found });
      return null;
    });
  if (looked === null) return <Given doing={doing} onLook={look} onCancel={onCancel} />;
  return (
    <Consider
      {...looked}
      act={act}
      now={now}
      notes={notes}
      mine={looked.preview.isNew ? null : (mine ?? { role: 'lead', name: null })}
      onLeave={onCancel}
      onTaken={onTaken}
    />
  );
}

interface GivenProps {
  doing: Doing;
  onLook(text: string): void;
  onCancel(): void;
}

/** Where a pass is given: pasted, as a file, or dropped. */
function Given({ doing, onLook, onCancel }: GivenProps) {
  const { busy, error, setError } = doing;
  const [text, setText] = useState('');
  const takeFile = async (chosen: File) => {
    try {
      const given = await chosen.text();
      setText(given.length > SHOWN_AT_MOST ? '' : given);
      onLook(given);
    } catch {
      setError(t('checklist.pass.unreadable'));
    }
  };
  return (
    <Form onDone={() => onLook(text)} label={t('checklist.pass.paste')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what can be dropped can be chosen by the button, too */}
      <div
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const dropped = event.dataTransfer?.files[0];
          // Text that is dropped goes into the field by itself.
          if (dropped === undefined) return;
          event.preventDefault();
          void takeFile(dropped);
        }}
      >
        <Field
          label={t('checklist.pass.in')}
          hint={t('checklist.pass.inHint')}
          value={text}
          error={error}
          rows={3}
          onValue={(value) => {
            setText(value);
            setError(null);
          }}
          field="pass"
        />
      </div>
      <div class="actions">
        <Button kind="filled" type="submit" data-action="pass-look" disabled={busy}>
          {t('checklist.pass.look')}
        </Button>
        <FileButton
          action="pass-file"
          field="pass-file"
          accept=".txt,text/plain"
          label={t('checklist.pass.fileLabel')}
          onFile={(file) => void takeFile(file)}
        >
          {t('checklist.pass.file')}
        </FileButton>
        <Button data-action="pass-cancel" onClick={onCancel}>
          {t('checklist.cancel')}
        </Button>
      </div>
    </Form>
  );
}

interface ConsiderProps extends Looked {
  act: HandoffActions;
  now: number;
  notes: boolean;
  /** Who I am in it; `null` where it is new here and I have to say so. */
  mine: Me | null;
  onLeave(): void;
  onTaken(handoff: HandoffId): void;
}

/** What a pass would change, and whether to take it in. */
function Consider({ text, preview, act, now, notes, mine, onLeave, onTaken }: ConsiderProps) {
  const [role, setRole] = useState<Role | null>(mine?.role ?? act.usualRole ?? null);
  const [name, setName] = useState(mine?.name ?? '');
  const { busy, error, setError, run } = useAction();
  const isIdle = preview.events.length === 0 && preview.withPeople === null && !preview.isNew;
  const take = async () => {
    const taken = await run(async () => {
      if (role === null) return t('checklist.error.role');
      const problem = await act.importPass(text, { role, name: nameIn(name) });
      return problem === null ? null : problemWords(problem);
    });
    if (taken) onTaken(preview.handoff);
  };
  return (
    <Form onDone={take} label={t('checklist.preview.title')}>
      <p class="part-title">{t('checklist.preview.title')}</p>
      <Preview preview={preview} now={now} notes={notes} />
      {mine === null && (
        <RoleQuestion
          role={role}
          name={name}
          error={null}
          onRole={(chosen) => {
            setRole(chosen);
            setError(null);
          }}
          onName={setName}
        />
      )}
      <Problem>{error}</Problem>
      <div class="actions">
        {!isIdle && (
          <Button kind="filled" type="submit" data-action="pass-take" disabled={busy}>
            {t('checklist.pass.take')}
          </Button>
        )}
        <Button data-action="pass-leave" onClick={onLeave}>
          {t(isIdle ? 'checklist.pass.nothing' : 'checklist.pass.leave')}
        </Button>
      </div>
    </Form>
  );
}
