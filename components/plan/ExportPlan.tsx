import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Note } from '@/components/ui/Note';
import { Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';

/** How it is written. */
export type ExportFormat = 'csv' | 'markdown';

/** A text that is copied, or saved under this name. */
export interface ExportedText {
  readonly text: string;
  readonly fileName: string;
}

interface ExportPlanProps {
  make(format: ExportFormat): Promise<ExportedText>;
  copy(text: string): Promise<void>;
  save(file: ExportedText): void;
  /** Changes when what would be exported may have. */
  revision: number;
}

type Said = { readonly tone: 'ok' | 'danger'; readonly words: string };

/** Takes a plan along: as CSV for a spreadsheet, as Markdown for a ticket; copied, or as a file. */
export function ExportPlan({ make, copy, save, revision }: ExportPlanProps) {
  const [said, setSaid] = useState<Said | null>(null);
  // What was copied is not what is shown any more.
  useEffect(() => setSaid(null), [revision]);

  async function doCopy(format: ExportFormat): Promise<void> {
    try {
      const { text } = await make(format);
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
      const file = await make(format);
      save(file);
      setSaid({ tone: 'ok', words: t('plan.export.saved', { file: file.fileName }) });
    } catch {
      setSaid({ tone: 'danger', words: t('plan.export.failed') });
    }
  }

  return (
    <Section name="export" title={t('plan.export.title')} what={t('plan.export.what')}>
      <div class="card form">
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
