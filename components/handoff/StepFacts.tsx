import type { ComponentChildren } from 'preact';
import { Age } from '@/components/ui/Age';
import {
  contradictionWords,
  footnoteOf,
  nameOf,
  personOf,
  proofWords,
  seenHere,
  wordsOf,
} from '@/components/ui/handoff-words';
import { Moment } from '@/components/ui/Moment';
import { Note } from '@/components/ui/Note';
import { t } from '@/components/ui/say';
import type { PageKind } from '@/lib/model/console';
import type { Contradiction, Handoff, Step } from '@/lib/model/handoff';

/** What a link to a page of the console needs. */
export interface Way {
  /** Its address; a link that stands in the console has only the hash. */
  hrefOf(page: PageKind): string;
  /** What to do besides, where the page has no address of its own: the link is then not followed. */
  go?(page: PageKind): void;
}

interface StepFactsProps {
  step: Step;
  handoff: Handoff;
  now: number;
  /** Leads to where the step is done; left out where somebody else does it. */
  way?: Way;
  /** Whether what people wrote down is shown: in pages of the extension only (DESIGN rule 4). */
  notes: boolean;
}

/**
 * What there is to know of a step: who, where, why and what proves it while it is open; once it is done, how that is
 * known. What speaks against it is never left out.
 */
export function StepFacts({ step, handoff, now, way, notes }: StepFactsProps) {
  const { where, why, proves } = wordsOf(step.id, handoff);
  const { proof, contradicted } = step;
  const isMine = step.actor === handoff.role;
  return (
    <div class="step-facts" data-facts={step.id}>
      <dl class="facts-list small">
        {step.actor !== null && (
          <Line label={t('checklist.facts.who')}>
            {isMine ? t('checklist.you') : personOf(step.actor, handoff)}
          </Line>
        )}
        {proof === null ? (
          <>
            <Line label={t('checklist.facts.where')}>
              {where}
              {way !== undefined && <WayLink way={way} page={step.page} />}
            </Line>
            <Line label={t('checklist.facts.why')}>{why}</Line>
            <Line label={t('checklist.facts.proves')}>{proves}</Line>
            {step.since !== null && (
              <Line label={t('checklist.facts.since')}>
                <Age at={step.since} now={now} />
              </Line>
            )}
          </>
        ) : (
          <>
            <Line label={t('checklist.facts.known')}>
              <span data-proof={proof.source}>{proofWords(proof)}</span>
              {' · '}
              <Moment at={proof.at} now={now} />
            </Line>
            {notes && proof.note !== null && (
              <Line label={t('checklist.facts.note')}>
                <bdi>{proof.note}</bdi>
              </Line>
            )}
          </>
        )}
      </dl>
      {contradicted !== null && <Sides contradicted={contradicted} now={now} notes={notes} />}
      {proof === null && !seenHere(step.id, handoff.role) && step.actor !== null && (
        <p class="small muted">{t('checklist.unseen', { who: nameOf(step.actor) })}</p>
      )}
      {step.state === 'blocked' && step.id === 'a-disconnects' && (
        <p class="small strong">{t('checklist.blocked')}</p>
      )}
    </div>
  );
}

function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="facts-line">
      <dt class="muted">{label}</dt>
      <dd class="wrap">{children}</dd>
    </div>
  );
}

function WayLink({ way, page }: { way: Way; page: PageKind }) {
  const { go } = way;
  const outside = go === undefined && { target: '_blank', rel: 'noreferrer' };
  return (
    <>
      {' '}
      <a
        href={way.hrefOf(page)}
        {...outside}
        data-action="handoff-go"
        data-go={page}
        onClick={(event) => {
          if (go === undefined) return;
          event.preventDefault();
          go(page);
        }}
      >
        {t('checklist.facts.go')}
      </a>
    </>
  );
}

interface SidesProps {
  contradicted: Contradiction;
  now: number;
  notes: boolean;
}

/** Both sides of a contradiction with their times. */
function Sides({ contradicted, now, notes }: SidesProps) {
  const words = contradictionWords(contradicted);
  const { said, seen } = contradicted;
  return (
    <div data-contradicted="">
      <Note tone="danger">
        <p class="strong">{t('checklist.contradicted.title')}</p>
        <ul class="stack-tight small">
          <li data-side="said">
            {words.said} <Moment at={said.at} now={now} />
            {notes && said.note !== null && (
              <>
                {' · '}
                <bdi>{said.note}</bdi>
              </>
            )}
          </li>
          <li data-side="seen">
            {words.seen} <Moment at={seen.at} now={now} />
          </li>
        </ul>
        <p class="small">{t('checklist.contradicted.what')}</p>
      </Note>
    </div>
  );
}

/** The mark at a step's title that leads to its footnote. */
export function FootnoteMark({ step }: { step: Step['id'] }) {
  const note = footnoteOf(step);
  if (note === null) return null;
  return (
    <sup class="footnote-mark tabular">
      <span aria-hidden="true">{note.number}</span>
      <span class="sr-only">{t('checklist.facts.differs', { number: note.number })}</span>
    </sup>
  );
}

/** Where our list differs from Adobe's, and why, by the numbers of the marks. */
export function Footnotes({ steps }: { steps: readonly Step[] }) {
  return (
    <ol class="footnotes small muted">
      {steps.map(({ id }) => {
        const note = footnoteOf(id);
        return (
          note !== null && (
            <li key={id} data-footnote={id}>
              <span class="tabular" aria-hidden="true">
                {note.number}
              </span>
              <span>{note.words}</span>
            </li>
          )
        );
      })}
    </ol>
  );
}
