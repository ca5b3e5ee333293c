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
export const REPORT_STEPS = {
  'b-admin': 'background.pass.bAdmin',
  'remove-access': 'background.pass.removeAccess',
  'b-connects': 'background.pass.bConnects',
  'b-owner': 'background.pass.bOwner',
  wait: 'background.pass.wait',
  'others-keep': 'background.pass.othersKeep',
  'a-disconnects': 'background.pass.aDisconnects',
  'a-removed': 'background.pass.aRemoved',
} as const satisfies Record<StepId, MessageKey>;

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
  const { handoff } = parts;
  const { say } = voice;
  const email = escapeMarkdown(handoff.adminB);
  return [
    `# ${say(text('report.title', { email }))}`,
    '',
    ...summary(handoff, voice),
    '',
    `## ${say(text('report.steps'))}`,
    '',
    ...steps(handoff, voice),
    '',
    `## ${say(text('report.users'))}`,
    '',
    ...users(parts, voice),
    '',
    `## ${say(text('report.exceptions'))}`,
    '',
    ...exceptions(handoff, voice),
    '',
    `## ${say(text('report.history'))}`,
    '',
    ...merge(parts.events, []).map(({ event }) => `- ${lineOf(event, voice)}`),
    '',
    `## ${say(text('report.keys'))}`,
    '',
    ...handoff.keys.map((key) => {
      const who = whoIs(key.role, { key: key.fingerprint, name: key.name }, voice);
      const trust = say(text(`report.trust.${key.trust}`));
      return `- ${who}: \`${grouped(key.fingerprint)}\`, ${trust}`;
    }),
    '',
  ].join('\n');
}

/** A fingerprint in short groups, to be compared by voice. */
export function grouped(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/gu)?.join(' ') ?? '';
}

function whoIs(role: Role, { name }: Author, { say }: ReportVoice): string {
  const part = say(text(ROLES[role]));
  return name === null ? part : `${escapeMarkdown(name)} (${part})`;
}

function summary(handoff: Handoff, { say, moment }: ReportVoice): string[] {
  const { adminA, adminB, munchkinId, startedAt, closedAt, outcome } = handoff;
  const row = (key: MessageKey, value: string) => `| ${say(text(key))} | ${value} |`;
  return [
    `| ${say(text('report.what'))} | |`,
    '| --- | --- |',
    row('report.role.a', adminA === null ? '–' : escapeMarkdown(adminA)),
    row('report.role.b', escapeMarkdown(adminB)),
    row('report.account', munchkinId === null ? '–' : escapeMarkdown(munchkinId)),
    row('report.started', moment(startedAt)),
    row('report.ended', closedAt === null ? '–' : moment(closedAt)),
    row('report.outcome', say(text(`report.${outcome}`))),
  ];
}

const COLUMNS = ['step', 'state', 'who', 'when', 'how'] as const;

function steps(handoff: Handoff, voice: ReportVoice): string[] {
  const { say, moment } = voice;
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
        : say(text('report.declared', words(proof.by, proof.note)));
    return [name, done, whoIs(proof.role, proof.author, voice), moment(proof.at), how];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function words(by: string | null, note: string | null): { name: string; note: string } {
  return { name: escapeMarkdown(by ?? '–'), note: escapeMarkdown(note ?? '–') };
}

function users({ handoff, before, after }: ReportParts, { say, moment }: ReportVoice): string[] {
  const counted = (
    key: MessageKey,
    people: number,
    coverage: 'whole' | 'partial',
    at: Timestamp,
  ) => {
    const line = say(text(key, { people, at: moment(at) }));
    return coverage === 'whole' ? `- ${line}` : `- ${line} ${say(text('report.partial'))}`;
  };
  const lost = handoff.access?.lost ?? 0;
  return [
    before === null
      ? `- ${say(text('report.noBefore'))}`
      : counted('report.before', before.people.length, before.coverage, before.at),
    after === null
      ? `- ${say(text('report.noAfter'))}`
      : counted('report.after', after.connected, after.coverage, after.seenAt),
    ...(lost === 0 ? [] : [`- ${say(text('report.lost', { people: lost }))}`]),
  ];
}

/** What went otherwise: going on with steps open, steps skipped or still open, words against what was seen. */
function exceptions(handoff: Handoff, voice: ReportVoice): string[] {
  const { say, moment } = voice;
  const named = (ids: readonly StepId[]) => ids.map((id) => say(text(REPORT_STEPS[id]))).join('; ');
  const went = handoff.exceptions.map(({ at, role, author, open, people, reason }) => {
    const values = {
      who: whoIs(role, author, voice),
      at: moment(at),
      steps: named(open),
      people: people ?? '–',
      reason: reason === null ? '–' : escapeMarkdown(reason),
    };
    return `- ${say(text('report.wentOn', values))}`;
  });
  const against = handoff.steps.flatMap(({ id, contradicted }) => {
    if (contradicted === null) return [];
    const { said, seen } = contradicted;
    const values = {
      step: say(text(REPORT_STEPS[id])),
      ...words(said.by, said.note),
      who: whoIs(seen.role, seen.author, voice),
      at: moment(seen.at),
    };
    return [`- ${say(text('report.contradicted', values))}`];
  });
  const open = handoff.outcome === 'open' ? [] : openSteps(handoff);
  const left =
    open.length === 0 ? [] : [`- ${say(text('report.leftOpen', { steps: named(open) }))}`];
  const all = [...went, ...against, ...left];
  return all.length === 0 ? [say(text('report.none'))] : all;
}

/** One event as a line: when, who, what. */
function lineOf(event: HandoffEvent, voice: ReportVoice): string {
  return `${voice.moment(event.at)}, ${whoIs(event.role, event.author, voice)}: ${whatIn(event, voice)}`;
}

function whatIn(event: HandoffEvent, { say }: ReportVoice): string {
  switch (event.kind) {
    case 'started':
      return say(text('report.event.started', { email: escapeMarkdown(event.adminB) }));
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
        : say(text(`${key}.declared`, { step, ...words(event.by, event.note) }));
    }
  }
}
