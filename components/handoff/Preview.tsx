import { eventWords, groupsOf, ownerOf, STATE_WORDS, wordsOf } from '@/components/ui/handoff-words';
import { Icon } from '@/components/ui/Icon';
import { Moment } from '@/components/ui/Moment';
import { Note } from '@/components/ui/Note';
import { t, tn } from '@/components/ui/say';
import type { HandoffEvent, PassPreview } from '@/lib/model/handoff';
import { Keys } from './Keys';

interface PreviewProps {
  preview: PassPreview;
  now: number;
  /** Whether what people wrote down is shown: in pages of the extension only (DESIGN rule 4). */
  notes: boolean;
}

/** As many of a pass's events are listed; of more, the latest. */
const LISTED = 12;

/** What a pass would change, before anybody takes it in. */
export function Preview({ preview, now, notes }: PreviewProps) {
  const { events, steps, keys, contradictions, outcome, withPeople } = preview;
  const shown = events.slice(-LISTED);
  return (
    <div class="stack" data-preview="pass" data-events={events.length}>
      <p class="small muted wrap">
        {aboutWords(preview)} <Moment at={preview.startedAt} now={now} />
      </p>
      {preview.isNew && <p>{t('checklist.preview.isNew')}</p>}
      <div class="stack-tight">
        <p class="strong">
          {events.length === 0
            ? t('checklist.preview.none')
            : tn('checklist.preview.events', events.length)}
        </p>
        {shown.length < events.length && (
          <p class="small muted">
            {t('checklist.preview.more', { count: events.length - shown.length })}
          </p>
        )}
        <ul class="preview-list">
          {shown.map((event) => (
            <EventItem key={event.id} event={event} preview={preview} now={now} notes={notes} />
          ))}
        </ul>
      </div>
      {(events.length > 0 || steps.length > 0) && <StepChanges preview={preview} />}
      {contradictions.length > 0 && (
        <Note tone="danger" name="contradictions">
          <p class="strong">{t('checklist.preview.contradiction')}</p>
          <ul>
            {contradictions.map((step) => (
              <li key={step} class="wrap">
                {wordsOf(step, preview).title}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {outcome !== null && (
        <p class="strong" data-outcome-after={outcome}>
          {t(`checklist.preview.${outcome}`)}
        </p>
      )}
      {withPeople !== null && (
        <p data-with-people="">
          {tn('checklist.preview.people', withPeople.people)}{' '}
          <span class="muted">
            <Moment at={withPeople.at} now={now} />
          </span>
        </p>
      )}
      {keys.length > 0 && (
        <div class="stack-tight">
          <p class="strong">{tn('checklist.preview.keys', keys.length)}</p>
          <Keys keys={keys} />
        </div>
      )}
      <Note tone="ok" name="keeps">
        <p>{t('checklist.preview.keeps')}</p>
      </Note>
    </div>
  );
}

function aboutWords({ adminA, adminB }: PassPreview): string {
  if (adminA === null) return t('checklist.preview.aboutTo', { b: adminB });
  return t('checklist.preview.about', { a: adminA, b: adminB });
}

interface EventItemProps {
  event: HandoffEvent;
  preview: PassPreview;
  now: number;
  notes: boolean;
}

/** One event: what happened, when, how its author knows it, and who signed that. */
function EventItem({ event, preview, now, notes }: EventItemProps) {
  const { what, how } = eventWords(event, preview);
  const { name, key } = event.author;
  const note = 'note' in event ? event.note : null;
  return (
    <li data-event={event.kind}>
      <p class="wrap">{what}</p>
      <p class="small muted wrap">
        <Moment at={event.at} now={now} />
        {how !== null && ` · ${how}`}
        {' · '}
        {t('checklist.preview.signed', { name: ownerOf({ name, role: event.role }) })}{' '}
        <span class="mono">{groupsOf(key)[0]}</span>
      </p>
      {notes && note !== null && (
        <p class="small wrap">
          <bdi>{note}</bdi>
        </p>
      )}
    </li>
  );
}

/** The steps that would stand otherwise. */
function StepChanges({ preview }: { preview: PassPreview }) {
  const { steps } = preview;
  if (steps.length === 0) return <p class="small muted">{t('checklist.preview.noSteps')}</p>;
  return (
    <div class="stack-tight">
      <p class="strong">{tn('checklist.preview.steps', steps.length)}</p>
      <ul class="preview-list">
        {steps.map(({ id, before, after }) => (
          <li
            key={id}
            class="preview-step wrap"
            data-step-change={id}
            data-before={before ?? ''}
            data-after={after}
          >
            <Icon name={STATE_WORDS[after].icon} />
            <span>{changeWords(wordsOf(id, preview).title, before, after)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Change = PassPreview['steps'][number];

function changeWords(step: string, before: Change['before'], after: Change['after']): string {
  const values = { step, after: t(STATE_WORDS[after].word) };
  if (before === null) return t('checklist.preview.first', values);
  if (before === after) return t('checklist.preview.grounds', values);
  return t('checklist.preview.change', { ...values, before: t(STATE_WORDS[before].word) });
}
