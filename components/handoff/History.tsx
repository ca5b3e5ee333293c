import { eventWords, nameOf, ownerOf } from '@/components/ui/handoff-words';
import { Moment } from '@/components/ui/Moment';
import { t } from '@/components/ui/say';
import { type HeldEvent, merge } from '@/lib/handoff/events';
import { ruleOf } from '@/lib/handoff/steps';
import type { Handoff, HandoffEvent } from '@/lib/model/handoff';

interface HistoryProps {
  handoff: Handoff;
  events: readonly HeldEvent[];
  now: number;
}

const COLUMNS = ['when', 'part', 'what', 'how', 'signed'] as const;

/** All that happened in a handoff, in its order: the text of the picture, and more exact. */
export function History({ handoff, events, now }: HistoryProps) {
  return (
    <section
      class="table-room"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: where the table is wider than its room, the keys scroll it
      tabIndex={0}
      aria-label={t('handoffs.history.name', { email: handoff.adminB })}
    >
      <table class="people-table" data-table="history">
        <caption class="sr-only">{t('handoffs.history.name', { email: handoff.adminB })}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`handoffs.history.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {merge(events, []).map(({ event }) => (
            <Row key={event.id} event={event} handoff={handoff} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  event: HandoffEvent;
  handoff: Handoff;
  now: number;
}

function Row({ event, handoff, now }: RowProps) {
  const { what, how } = eventWords(event, handoff);
  const { name } = event.author;
  return (
    <tr data-event={event.kind}>
      <td>
        <Moment at={event.at} now={now} />
      </td>
      <td>{partOf(event)}</td>
      <td>
        {what}
        <Words event={event} />
      </td>
      <td>{how ?? t('handoffs.history.nobody')}</td>
      <td>
        <bdi>{ownerOf({ name, role: event.role })}</bdi>
      </td>
    </tr>
  );
}

/** Whose step it is about. */
function partOf(event: HandoffEvent): string {
  return 'step' in event ? nameOf(ruleOf(event.step).actor) : t('handoffs.history.nobody');
}

/** What somebody wrote down with it. */
function Words({ event }: { event: HandoffEvent }) {
  const words = event.kind === 'went-on' ? event.reason : 'note' in event ? event.note : null;
  if (words === null) return null;
  return (
    <p class="small muted">
      <bdi>{words}</bdi>
    </p>
  );
}
