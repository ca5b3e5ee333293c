import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Note } from '@/components/ui/Note';
import { figure, t, tn } from '@/components/ui/say';

/** What became of saving everything. */
export interface SavedFile {
  readonly file: string;
  readonly rows: number;
  /** Records that are not what they should be, and are in the file all the same. */
  readonly unread: number;
  /** Records that the browser could not read. */
  readonly lost: number;
}

type State =
  | { readonly kind: 'idle' | 'failed' }
  | { readonly kind: 'reading'; readonly rows: number }
  | { readonly kind: 'saved'; readonly saved: SavedFile };

interface SaveEverythingProps {
  /** What the button says. */
  label: string;
  /** What is said when nothing could be read. */
  failed: string;
  save(onProgress: (rows: number) => void): Promise<SavedFile>;
}

/** Saves whatever can be read as one file. */
export function SaveEverything({ label, failed, save }: SaveEverythingProps) {
  const [state, setState] = useState<State>({ kind: 'idle' });

  async function start(): Promise<void> {
    setState({ kind: 'reading', rows: 0 });
    try {
      const saved = await save((rows) => setState({ kind: 'reading', rows }));
      setState({ kind: 'saved', saved });
    } catch {
      setState({ kind: 'failed' });
    }
  }

  return (
    <>
      <div class="actions">
        <Button
          data-action="save-everything"
          disabled={state.kind === 'reading'}
          onClick={() => void start()}
        >
          {label}
        </Button>
        {state.kind === 'reading' && (
          <span class="small muted tabular">
            {t('data.export.doing', { rows: figure(state.rows) })}
          </span>
        )}
      </div>
      <div role="status">
        {state.kind === 'saved' && <Saved {...state.saved} />}
        {state.kind === 'failed' && (
          <Note tone="danger" name="everything-failed">
            <p>{failed}</p>
          </Note>
        )}
      </div>
    </>
  );
}

function Saved({ file, rows, unread, lost }: SavedFile) {
  return (
    <Note tone={lost > 0 ? 'caution' : 'ok'} name="everything-saved">
      <p>{tn('data.export.saved', rows, { file })}</p>
      {unread > 0 && <p>{tn('data.export.unread', unread)}</p>}
      {lost > 0 && <p>{tn('data.export.lost', lost)}</p>}
    </Note>
  );
}
