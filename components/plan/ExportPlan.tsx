import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Note } from '@/components/ui/Note';
import { Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';

/** What can be exported: what is left to do, or how everybody stands. */
export type ExportPart = 'plan' | 'result';

/** How it is written. */
export type ExportFormat = 'csv' | 'markdown';

/** A text that is copied, or saved under this name. */
export interface ExportedText {
  readonly text: string;
  readonly fileName: string;
}

interface ExportPlanProps {
  make(part: ExportPart, format: ExportFormat): Promise<ExportedText>;
  copy(text: string): Promise<void>;
  save(file: ExportedText): void;
  /** Changes when what would be exported may have. */
  revision: number;
}

const PARTS = [
  { part: 'plan', words: 'plan.export.plan' },
  { part: 'result', words: 'plan.export.result' },
] as const;

type Said = { readonly tone: 'ok' | 'danger'; readonly words: string };

/** Takes a plan along: as CSV for a spreadsheet, as Markdown for a ticket; copied, or as a file. */
export function ExportPlan({ make, copy, save, revision }: ExportPlanProps) {
  const [part, setPart] = useState<ExportPart>('plan');
  const [said, setSaid] = useState<Said | null>(null);
  const id = useId();
  // What was copied is not what is shown any more.
  useEffect(() => setSaid(null), [part, revision]);

  async function doCopy(format: ExportFormat): Promise<void> {
    try {
      const { text } = await make(part, format);
      await copy(text);
      setSaid({
        tone: 'ok',
        words: t(format === 'csv' ? 'plan.export.copiedCsv' : 'plan.export.copiedMarkdown'),
      });
    } catch {
      setSaid({ tone: 'danger', words: t('plan.export.notCopied') });
    }
  }

  async function doSave(format: ExportFormat): Promise<void> {
    try {
      const file = await make(part, format);
      save(file);
      setSaid({ tone: 'ok', words: t('plan.export.saved', { file: file.fileName }) });
    } catch {
      setSaid({ tone: 'danger', words: t('plan.export.failed') });
    }
  }

  return (
    <Section name="export" title={t('plan.export.title')} what={t('plan.export.what')}>
      <div class="card form">
        <fieldset class="field">
          <legend class="field-label">{t('plan.export.which')}</legend>
          <div class="choices">
            {PARTS.map((one) => (
              <label key={one.part} class="choice">
                <input
                  type="radio"
                  name={`${id}-part`}
                  value={one.part}
                  data-export={one.part}
                  checked={one.part === part}
                  onInput={() => setPart(one.part)}
                />
                <span>{t(one.words)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div class="actions">
          <Button icon="copy" data-action="copy-markdown" onClick={() => void doCopy('markdown')}>
            {t('plan.export.copyMarkdown')}
          </Button>
          <Button icon="copy" data-action="copy-csv" onClick={() => void doCopy('csv')}>
            {t('plan.export.copyCsv')}
          </Button>
          <Button data-action="save-markdown" onClick={() => void doSave('markdown')}>
            {t('plan.export.saveMarkdown')}
          </Button>
          <Button data-action="save-csv" onClick={() => void doSave('csv')}>
            {t('plan.export.saveCsv')}
          </Button>
        </div>
        <div role="status">
          {said !== null && (
            <Note tone={said.tone} name="exported">
              <p>{said.words}</p>
            </Note>
          )}
        </div>
      </div>
    </Section>
  );
}
