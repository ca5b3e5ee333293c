import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { momentFormat } from '@/components/ui/language';
import { Note } from '@/components/ui/Note';
import { say, t } from '@/components/ui/say';
import {
  type ReportBlock,
  type ReportParts,
  type ReportVoice,
  reportBlocks,
  reportOf,
} from '@/lib/handoff/report';

/** With the time zone: the two admins are often in two. */
const MOMENT = momentFormat({ dateStyle: 'medium', timeStyle: 'long' });

const VOICE: ReportVoice = { say, moment: (at) => MOMENT.format(at) };

interface ReportProps {
  parts: ReportParts;
  now: number;
  copy(text: string): Promise<boolean>;
  save(fileName: string, text: string): void;
}

type Said = { readonly tone: 'ok' | 'danger'; readonly words: string };

/** The report of a handoff: to be read here, printed, or taken along as Markdown. */
export function Report({ parts, now, copy, save }: ReportProps) {
  const [said, setSaid] = useState<Said | null>(null);
  const doCopy = async () => {
    const isCopied = await copy(reportOf(parts, VOICE));
    const words = t(isCopied ? 'handoffs.report.copied' : 'handoffs.report.notCopied');
    setSaid({ tone: isCopied ? 'ok' : 'danger', words });
  };
  const doSave = () => {
    const file = `handoff-report-${new Date(now).toISOString().slice(0, 10)}.md`;
    save(file, reportOf(parts, VOICE));
    setSaid({ tone: 'ok', words: t('handoffs.report.saved', { file }) });
  };
  return (
    <>
      <div class="actions no-print">
        <Button kind="filled" data-action="report-print" onClick={() => print()}>
          {t('handoffs.report.print')}
        </Button>
        <Button icon="copy" data-action="report-copy" onClick={() => void doCopy()}>
          {t('handoffs.report.copy')}
        </Button>
        <Button data-action="report-save" onClick={doSave}>
          {t('handoffs.report.save')}
        </Button>
      </div>
      <div role="status" class="no-print">
        {said !== null && (
          <Note tone={said.tone} name="report-taken">
            <p>{said.words}</p>
          </Note>
        )}
      </div>
      <article class="card report" data-report={parts.handoff.id}>
        {reportBlocks(parts, VOICE).map((block, place) => (
          // What a report is made of never changes its place.
          <Block key={`${place}${block.kind}`} of={block} />
        ))}
        <p class="small muted">
          {t('handoffs.report.writtenAt')} {MOMENT.format(now)}
        </p>
      </article>
    </>
  );
}

function Block({ of }: { of: ReportBlock }) {
  switch (of.kind) {
    case 'title':
      return <h2 class="report-title wrap">{of.words}</h2>;
    case 'heading':
      return <h3>{of.words}</h3>;
    case 'words':
      return <p class="wrap">{of.words}</p>;
    case 'list':
      return (
        <ul class="report-list">
          {of.items.map((item, place) => (
            <li key={`${place}${item}`} class="wrap">
              {item}
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table {...of} />;
  }
}

function Table({ head, rows }: Extract<ReportBlock, { kind: 'table' }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where the table is wider than its room, the keys scroll it
    <section class="table-room" tabIndex={0} aria-label={head[0] ?? ''}>
      <table class="report-table">
        <thead>
          <tr>
            {head.map((cell, place) =>
              cell === '' ? (
                <td key={place} />
              ) : (
                <th key={place} scope="col">
                  {cell}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((cell, place) => (
                <td key={`${place}${cell}`} class="wrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
