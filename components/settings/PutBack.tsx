import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { FileButton } from '@/components/ui/FileButton';
import { momentFormat } from '@/components/ui/language';
import { Note } from '@/components/ui/Note';
import { Section } from '@/components/ui/Section';
import { figure, t, tn } from '@/components/ui/say';
import type { Timestamp } from '@/lib/model/ids';
import { type BackupPart, PART_WORDS } from './backup-words';
import type { Outcome } from './outcome';

/** What a file would change about a part of what is kept. */
export interface PartChange {
  readonly part: BackupPart;
  readonly here: number;
  readonly there: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** A saved file that has been looked at. */
export interface LookedAt {
  readonly madeAt: Timestamp;
  readonly extension: string;
  /** How many of its records are left out. */
  readonly unread: number;
  readonly changes: readonly PartChange[];
  /** Puts it in the place of what is kept. */
  take(): Promise<Outcome>;
}

type State =
  | { readonly kind: 'idle' | 'reading' | 'done' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'looked' | 'taking'; readonly file: LookedAt };

interface PutBackProps {
  /** Looks at a file; a sentence says why it is refused. */
  look(text: string): Promise<LookedAt | string>;
}

const MADE = momentFormat({ dateStyle: 'long', timeStyle: 'short' });

/** Puts a saved file in the place of what is kept: first shows what that would change, then does all of it or nothing. */
export function PutBack({ look }: PutBackProps) {
  const [state, setState] = useState<State>({ kind: 'idle' });

  async function read(file: File): Promise<void> {
    setState({ kind: 'reading' });
    try {
      const looked = await look(await file.text());
      setState(
        typeof looked === 'string'
          ? { kind: 'refused', why: looked }
          : { kind: 'looked', file: looked },
      );
    } catch {
      setState({ kind: 'refused', why: t('data.import.unreadable') });
    }
  }

  async function take(file: LookedAt): Promise<void> {
    setState({ kind: 'taking', file });
    const outcome = await file.take();
    setState(outcome.ok ? { kind: 'done' } : { kind: 'refused', why: outcome.why });
  }

  const isBusy = state.kind === 'reading' || state.kind === 'taking';
  return (
    <Section name="put-back" title={t('data.import.title')} what={t('data.import.what')}>
      <div class="card form">
        <div class="actions">
          <FileButton
            action="choose-file"
            field="backup"
            accept=".json,application/json"
            label={t('data.import.label')}
            disabled={isBusy}
            onFile={(file) => void read(file)}
          >
            {t('data.import.choose')}
          </FileButton>
        </div>
        {(state.kind === 'looked' || state.kind === 'taking') && (
          <Preview
            file={state.file}
            isBusy={isBusy}
            take={() => void take(state.file)}
            leave={() => setState({ kind: 'idle' })}
          />
        )}
        <div role="status">
          {state.kind === 'reading' && <p class="muted">{t('data.import.reading')}</p>}
          {state.kind === 'taking' && <p class="muted">{t('data.import.taking')}</p>}
          {state.kind === 'refused' && (
            <Note tone="danger" name="backup-refused">
              <p>{state.why}</p>
            </Note>
          )}
          {state.kind === 'done' && (
            <Note tone="ok" name="backup-taken">
              <p>{t('data.import.done')}</p>
            </Note>
          )}
        </div>
      </div>
    </Section>
  );
}

interface PreviewProps {
  file: LookedAt;
  isBusy: boolean;
  take(): void;
  leave(): void;
}

function Preview({ file, isBusy, take, leave }: PreviewProps) {
  const { madeAt, extension, unread, changes } = file;
  const removed = changes.reduce((sum, change) => sum + change.removed, 0);
  const isSame = changes.every((one) => one.added + one.changed + one.removed === 0);
  return (
    <div class="form" data-part="backup-preview">
      <div class="lead">
        <p>{t('data.import.head', { when: MADE.format(madeAt), version: extension })}</p>
        {unread > 0 && <p class="muted">{tn('data.import.unread', unread)}</p>}
      </div>
      {!isSame && <Changes changes={changes} />}
      {isSame ? (
        <p>{t('data.import.nothing')}</p>
      ) : (
        <Note tone={removed > 0 ? 'caution' : 'neutral'} name="backup-loss">
          <p>{removed > 0 ? tn('data.import.lost', removed) : t('data.import.lostNothing')}</p>
          <p>{t('data.import.key')}</p>
        </Note>
      )}
      <div class="actions">
        <Button kind={isSame ? 'outlined' : 'filled'} data-action="leave" onClick={leave}>
          {t('data.import.cancel')}
        </Button>
        {!isSame && (
          <Button
            tone={removed > 0 ? 'danger' : 'accent'}
            data-action="take-backup"
            disabled={isBusy}
            onClick={take}
          >
            {t('data.import.take')}
          </Button>
        )}
      </div>
    </div>
  );
}

const COLUMNS = ['here', 'there', 'added', 'changed', 'removed'] as const;

function Changes({ changes }: Pick<LookedAt, 'changes'>) {
  return (
    <div class="data-changes">
      <table class="people-table tabular" data-table="changes">
        <thead>
          <tr>
            <th scope="col">{t('data.import.column.what')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class="number">
                {t(`data.import.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.part} data-change={change.part}>
              <th scope="row">{t(PART_WORDS[change.part])}</th>
              {COLUMNS.map((column) => (
                <td key={column} class="number" data-column={column}>
                  {figure(change[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
