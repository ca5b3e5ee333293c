import type {
  AccessSnapshot,
  Author,
  Handoff,
  HandoffEvent,
  Role,
  StepId,
} from '@/lib/model/handoff';
import type { Timestamp } from '@/lib/model/ids';
import type { Figures } from '@/lib/model/known';
import { type MessageKey, type Text, text } from '@/lib/model/text';
import { type HeldEvent, merge } from './events';
import { openSteps } from './handoff';

/** What a report is made of. */
export interface ReportParts {
  readonly handoff: Handoff;
  readonly events: readonly HeldEvent[];
  /** Who had access before; `null` when nobody knew. */
  readonly before: AccessSnapshot | null;
  /** How many have access now; `null` when nothing is known. */
  readonly after: Figures | null;
}

/** How a report says things: words for keys, and moments for people. */
export interface ReportVoice {
  say(text: Text): string;
  moment(at: Timestamp): string;
}

const ROLES = {
  a: 'report.role.a',
  b: 'report.role.b',
  lead: 'report.role.lead',
} as const satisfies Record<Role, MessageKey>;

/** The steps in words. */
const REPORT_STEPS = {
  'b-admin': 'background.pass.bAdmin',
  'remove-access': 'background.pass.removeAccess',
  'b-connects': 'background.pass.bConnects',
  'b-owner': 'background.pass.bOwner',
  wait: 'background.pass.wait',
  'others-keep': 'background.pass.othersKeep',
  'a-disconnects': 'background.pass.aDisconnects',
  'a-removed': 'background.pass.aRemoved',
} as const satisfies Record<StepId, MessageKey>;

/** A part of a report, with words that are ready to be shown as text. */
export type ReportBlock =
  | { readonly kind: 'title' | 'heading' | 'words'; readonly words: string }
  /** What each row is about stands in its first cell. */
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** How a report is written down: as plain text, or within Markdown. */
interface Writer extends ReportVoice {
  /** Text from people and consoles. */
  foreign(words: string): string;
  /** A fingerprint. */
  code(words: string): string;
}

/** Text from people and consoles within a line of Markdown: nothing in it means anything. */
export function escapeMarkdown(words: string): string {
  return words
    .replace(/\s+/gu, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&]/gu, (sign) => `\\${sign}`)
    .trim();
}

/**
 * The report of a handoff in Markdown: how it ended, who did what when and how that is known, how many had access
 * before and after, and what went otherwise than it should, with the reasons that were given.
 *
 * @param parts what it is made of
 * @param voice how it says things
 */
export function reportOf(parts: ReportParts, voice: ReportVoice): string {
  const writer = { ...voice, foreign: escapeMarkdown, code: (words: string) => `\`${words}\`` };
  return blocksOf(parts, writer)
    .map((block) => `${markdownOf(block).join('\n')}\n`)
    .join('\n');
}

/** The same report in blocks, for a page; see {@link reportOf}. */
export function reportBlocks(parts: ReportParts, voice: ReportVoice): ReportBlock[] {
  const asItIs = (words: string) => words;
  return blocksOf(parts, { ...voice, foreign: asItIs, code: asItIs });
}

function markdownOf(block: ReportBlock): string[] {
  switch (block.kind) {
    case 'title':
      return [`# ${block.words}`];
    case 'heading':
      return [`## ${block.words}`];
    case 'words':
      return [block.words];
    case 'table': {
      const lines = [block.head, block.head.map(() => '---'), ...block.rows];
      return lines.map((cells) => `| ${cells.join(' | ')} |`);
    }
    case 'list':
      return block.items.map((item) => `- ${item}`);
  }
}

function blocksOf(parts: ReportParts, writer: Writer): ReportBlock[] {
  const { handoff } = parts;
  const { say, foreign, code } = writer;
  const heading = (key: MessageKey): ReportBlock => ({ kind: 'heading', words: say(text(key)) });
  const list = (items: readonly string[]): ReportBlock => ({ kind: 'list', items });
  const email = foreign(handoff.adminB);
  const otherwise = exceptions(handoff, writer);
  return [
    { kind: 'title', words: say(text('report.title', { email })) },
    summary(handoff, writer),
    heading('report.steps'),
    steps(handoff, writer),
    heading('report.users'),
    list(users(parts, writer)),
    heading('report.exceptions'),
    otherwise.length === 0 ? { kind: 'words', words: say(text('report.none')) } : list(otherwise),
    heading('report.history'),
    list(merge(parts.events, []).map(({ event }) => lineOf(event, writer))),
    heading('report.keys'),
    list(
      handoff.keys.map((key) => {
        const who = whoIs(key.role, { key: key.fingerprint, name: key.name }, writer);
        const trust = say(text(`report.trust.${key.trust}`));
        return `${who}: ${code(grouped(key.fingerprint))}, ${trust}`;
      }),
    ),
  ];
}

/** A fingerprint in short groups, to be compared by voice. */
export function grouped(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/gu)?.join(' ') ?? '';
}

function whoIs(role: Role, { name }: Author, { say, foreign }: Writer): string {
  const part = say(text(ROLES[role]));
  return name === null ? part : `${foreign(name)} (${part})`;
}

function summary(handoff: Handoff, { say, moment, foreign }: Writer): ReportBlock {
  const { adminA, adminB, munchkinId, startedAt, closedAt, outcome } = handoff;
  const row = (key: MessageKey, value: string) => [say(text(key)), value];
  return {
    kind: 'table',
    head: [say(text('report.what')), ''],
    rows: [
      row('report.role.a', adminA === null ? '–' : foreign(adminA)),
      row('report.role.b', foreign(adminB)),
      row('report.account', munchkinId === null ? '–' : foreign(munchkinId)),
      row('report.started', moment(startedAt)),
      row('report.ended', closedAt === null ? '–' : moment(closedAt)),
      row('report.outcome', say(text(`report.${outcome}`))),
    ],
  };
}

const COLUMNS = ['step', 'state', 'who', 'when', 'how'] as const;

function steps(handoff: Handoff, writer: Writer): ReportBlock {
  const { say, moment } = writer;
  const head = COLUMNS.map((column) => say(text(`report.column.${column}`)));
  const rows = handoff.steps.map(({ id, state, optional, proof }) => {
    const name = say(text(REPORT_STEPS[id]));
    if (proof === null) {
      const open = say(text(optional ? 'report.state.optional' : `report.state.${state}`));
      return [name, open, '–', '–', '–'];
    }
    const done = say(text(proof.notNeeded ? 'report.state.notNeeded' : 'report.state.done'));
    const how =
      proof.by === null
        ? say(text('report.observed'))
        : say(text('report.declared', words(proof.by, proof.note, writer)));
    return [name, done, whoIs(proof.role, proof.author, writer), moment(proof.at), how];
  });
  return { kind: 'table', head, rows };
}

function words(
  by: string | null,
  note: string | null,
  { foreign }: Writer,
): { name: string; note: string } {
  return { name: foreign(by ?? '–'), note: foreign(note ?? '–') };
}

function users({ handoff, before, after }: ReportParts, { say, moment }: Writer): string[] {
  const counted = (
    key: MessageKey,
    people: number,
    coverage: 'whole' | 'partial',
    at: Timestamp,
  ) => {
    const line = say(text(key, { people, at: moment(at) }));
    return coverage === 'whole' ? line : `${line} ${say(text('report.partial'))}`;
  };
  const lost = handoff.access?.lost ?? 0;
  return [
    before === null
      ? say(text('report.noBefore'))
      : counted('report.before', before.people.length, before.coverage, before.at),
    after === null
      ? say(text('report.noAfter'))
      : counted('report.after', after.connected, after.coverage, after.seenAt),
    ...(lost === 0 ? [] : [say(text('report.lost', { people: lost }))]),
  ];
}

/** What went otherwise: going on with steps open, steps skipped or still open, words against what was seen. */
function exceptions(handoff: Handoff, writer: Writer): string[] {
  const { say, moment, foreign } = writer;
  const named = (ids: readonly StepId[]) => ids.map((id) => say(text(REPORT_STEPS[id]))).join('; ');
  const went = handoff.exceptions.map(({ at, role, author, open, people, reason }) => {
    const values = {
      who: whoIs(role, author, writer),
      at: moment(at),
      steps: named(open),
      people: people ?? '–',
      reason: reason === null ? '–' : foreign(reason),
    };
    return say(text('report.wentOn', values));
  });
  const against = handoff.steps.flatMap(({ id, contradicted }) => {
    if (contradicted === null) return [];
    const { said, seen } = contradicted;
    const values = {
      step: say(text(REPORT_STEPS[id])),
      ...words(said.by, said.note, writer),
      who: whoIs(seen.role, seen.author, writer),
      at: moment(seen.at),
    };
    return [say(text('report.contradicted', values))];
  });
  const open = handoff.outcome === 'open' ? [] : openSteps(handoff);
  const left = open.length === 0 ? [] : [say(text('report.leftOpen', { steps: named(open) }))];
  return [...went, ...against, ...left];
}

/** One event as a line: when, who, what. */
function lineOf(event: HandoffEvent, writer: Writer): string {
  const who = whoIs(event.role, event.author, writer);
  return `${writer.moment(event.at)}, ${who}: ${whatIn(event, writer)}`;
}

function whatIn(event: HandoffEvent, writer: Writer): string {
  const { say, foreign } = writer;
  switch (event.kind) {
    case 'started':
      return say(text('report.event.started', { email: foreign(event.adminB) }));
    case 'closed':
      return say(text(`report.event.${event.outcome}`));
    case 'went-on':
      return say(text('report.event.wentOn'));
    case 'step-done':
    case 'step-undone': {
      const step = say(text(REPORT_STEPS[event.step]));
      const key = `report.event.${event.kind === 'step-done' ? 'done' : 'undone'}` as const;
      return event.source === 'observed'
        ? say(text(`${key}.observed`, { step }))
        : say(text(`${key}.declared`, { step, ...words(event.by, event.note, writer) }));
    }
  }
}
