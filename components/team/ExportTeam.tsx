import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Note } from '@/components/ui/Note';
import { figure, t, tn } from '@/components/ui/say';
import type { TeamFormat } from '@/lib/team/export';
import { Menu } from './Menu';

interface ExportTeamProps {
  /** How many people would be written down. */
  people: number;
  /** Writes down what is shown; `null` where nobody wants it any more. */
  make(
    format: TeamFormat,
    onProgress: (done: number) => void,
    isWanted: () => boolean,
  ): Promise<string | null>;
  copy(text: string): Promise<void>;
  /** Saves a file, and says how it is called. */
  save(format: TeamFormat, text: string): string;
}

/** Where an export stands. */
type Stage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'writing'; readonly done: number }
  | { readonly kind: 'said'; readonly tone: 'ok' | 'neutral' | 'danger'; readonly words: string };

/** Takes what is shown along: as files, or through the clipboard into a spreadsheet. */
export function ExportTeam({ people, make, copy, save }: ExportTeamProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const wanted = useRef(0);
  // Whoever leaves wants nothing any more.
  useEffect(() => {
    return () => {
      wanted.current += 1;
    };
  }, []);

  async function run(format: TeamFormat): Promise<void> {
    wanted.current += 1;
    const mine = wanted.current;
    const isWanted = () => wanted.current === mine;
    setStage({ kind: 'writing', done: 0 });
    try {
      const onProgress = (done: number) => {
        if (isWanted()) setStage({ kind: 'writing', done });
      };
      const text = await make(format, onProgress, isWanted);
      if (text === null || !isWanted()) return;
      if (format === 'tsv') {
        await copy(text);
        setStage({ kind: 'said', tone: 'ok', words: tn('team.export.copied', people) });
      } else {
        const file = save(format, text);
        setStage({ kind: 'said', tone: 'ok', words: tn('team.export.saved', people, { file }) });
      }
    } catch {
      setStage({ kind: 'said', tone: 'danger', words: t('team.export.failed') });
    }
  }

  function stop(): void {
    wanted.current += 1;
    setStage({ kind: 'said', tone: 'neutral', words: t('team.export.stopped') });
  }

  return (
    <>
      <Menu name="export" label={t('team.export.title')}>
        <p class="small muted">{tn('team.export.what', people)}</p>
        <Button
          icon="copy"
          disabled={people === 0}
          data-action="export-tsv"
          onClick={() => void run('tsv')}
        >
          {t('team.export.tsv')}
        </Button>
        <Button disabled={people === 0} data-action="export-csv" onClick={() => void run('csv')}>
          {t('team.export.csv')}
        </Button>
        <Button disabled={people === 0} data-action="export-json" onClick={() => void run('json')}>
          {t('team.export.json')}
        </Button>
      </Menu>
      {stage.kind === 'writing' && (
        <div class="team-progress" data-part="export-progress">
          <label class="small">
            {t('team.export.writing', { done: figure(stage.done), all: figure(people) })}
            <progress max={people} value={stage.done} />
          </label>
          <Button kind="plain" data-action="export-stop" onClick={stop}>
            {t('team.export.stop')}
          </Button>
        </div>
      )}
      <div role="status" class="team-said">
        {stage.kind === 'said' && (
          <Note tone={stage.tone} name="exported">
            <p>{stage.words}</p>
          </Note>
        )}
      </div>
    </>
  );
}
