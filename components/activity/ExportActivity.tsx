import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Note } from '@/components/ui/Note';
import { figure, t } from '@/components/ui/say';
import type { ActivityFormat } from './export';

interface ExportActivityProps {
  /** Writes it; returns what the file is called. */
  write(
    format: ActivityFormat,
    onProgress: (done: number, all: number) => void,
    signal: AbortSignal,
  ): Promise<string>;
  /** Changes when what would be exported may have. */
  revision: string;
  /** What stands at the beginning of its line. */
  children: ComponentChildren;
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'writing'; readonly done: number; readonly all: number }
  | { readonly kind: 'saved'; readonly file: string }
  | { readonly kind: 'failed' };

/** Takes the activity that is shown along, as a file. */
export function ExportActivity({ write, revision, children }: ExportActivityProps) {
  const [state, setState] = useState<State>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  const id = useId();
  useEffect(() => {
    running.current?.abort();
    setState({ kind: 'idle' });
    return () => running.current?.abort();
  }, [revision]);

  async function save(format: ActivityFormat): Promise<void> {
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: 'writing', done: 0, all: 0 });
    const onProgress = (done: number, all: number) => setState({ kind: 'writing', done, all });
    try {
      const file = await write(format, onProgress, controller.signal);
      setState({ kind: 'saved', file });
    } catch {
      setState(controller.signal.aborted ? { kind: 'idle' } : { kind: 'failed' });
    }
  }

  const isBusy = state.kind === 'writing';
  return (
    <div class="activity-bar" data-part="export">
      <div class="actions">
        {children}
        {isBusy && (
          <Button kind="plain" data-action="stop" onClick={() => running.current?.abort()}>
            {t('activity.export.stop')}
          </Button>
        )}
        <Button data-action="save-csv" disabled={isBusy} onClick={() => void save('csv')}>
          {t('activity.export.csv')}
        </Button>
        <Button data-action="save-json" disabled={isBusy} onClick={() => void save('json')}>
          {t('activity.export.json')}
        </Button>
      </div>
      {isBusy && (
        <div class="field">
          <label class="field-hint tabular" for={id}>
            {t('activity.export.doing', { done: figure(state.done), all: figure(state.all) })}
          </label>
          <progress id={id} class="plan-progress" value={state.done} max={Math.max(1, state.all)} />
        </div>
      )}
      <div role="status">
        {state.kind === 'saved' && (
          <Note tone="ok" name="exported">
            <p>{t('activity.export.saved', { file: state.file })}</p>
          </Note>
        )}
        {state.kind === 'failed' && (
          <Note tone="danger" name="export-failed">
            <p>{t('activity.export.failed')}</p>
          </Note>
        )}
      </div>
    </div>
  );
}
