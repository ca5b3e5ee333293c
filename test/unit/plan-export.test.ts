import { describe, expect, it } from 'vitest';
import { Email } from '@/lib/model/ids';
import type { RosterEntry } from '@/lib/model/plan';
import { atOnce } from '@/lib/model/slices';
import {
  type ExportWords,
  faultsCsv,
  type Outcome,
  planCsv,
  planMarkdown,
} from '@/lib/plan/export';
import { makePlan, type PlanUser } from '@/lib/plan/plan';
import { readRoster } from '@/lib/plan/roster';
import { readTable } from '@/lib/table/read';
import { known, NOW, user } from './cases';

const words: ExportWords = {
  column: (column) => column,
  group: (group) => group,
  outcome: (outcome) => outcome,
  severity: (severity) => severity,
  fault: ({ reason }) => reason,
  anyWorkspace: () => 'any',
  more: (people) => `and ${people} more`,
  when: (at) => new Date(at).toISOString(),
};

const entry = (email: string, part: Partial<RosterEntry> = {}): RosterEntry => {
  return {
    email: Email.parse(email),
    name: null,
    team: null,
    workspaces: ['EMEA', 'APAC'],
    ...part,
  };
};
const seen = (email: string, part: Partial<PlanUser> = {}): PlanUser => {
  return { ...user(email), seenAt: NOW, goneAt: null, ...part };
};

const figures = { connected: 0, total: 2, coverage: 'whole', seenAt: NOW } as const;
const plan = (roster: RosterEntry[], users: PlanUser[]) =>
  atOnce(makePlan({ roster, users, figures, offered: 'yes', granted: new Map() }));

const outcome: Outcome = {
  kind: 'grant-outcome',
  account: known().account.id,
  at: NOW,
  email: Email.parse('bo@x.io'),
  outcome: 'as-chosen',
  chosen: [],
  seen: ['Default'],
};

const made = plan(
  [
    entry('ann@x.io', { name: '=cmd|x', team: 'A' }),
    entry('bo@x.io', { workspaces: ['Default'] }),
    entry('cy@x.io', { workspaces: null }),
  ],
  [
    seen('bo@x.io', { access: 'connected', workspaces: ['Default'], name: 'Bo <b>' }),
    seen('zoe@x.io', { access: 'connected', workspaces: ['EMEA'] }),
  ],
);

/** The rows of a CSV file, as they are read again. */
function rows(csv: string): (readonly string[])[] {
  const reading = atOnce(readTable(csv));
  return reading.ok ? reading.table.rows.map(({ cells }) => cells) : [];
}

describe('a plan', () => {
  it('is a CSV file with a line for everybody', () => {
    const at = '2026-01-15T12:00:00.000Z';
    const csv = planCsv(
      { plan: made, outcomes: [{ ...outcome, outcome: 'unseen' }, outcome] },
      words,
    );
    expect(csv).toContain(`"'=cmd|x"`);
    expect(rows(csv)).toEqual([
      [
        'group',
        'email',
        'name',
        'team',
        'planned',
        'workspaces',
        'seen',
        'chosen',
        'outcome',
        'granted',
      ],
      ['invite', 'ann@x.io', '=cmd|x', 'A', 'EMEA; APAC', '', '', '', '', ''],
      ['invite', 'cy@x.io', '', '', 'any', '', '', '', '', ''],
      ['not-in-roster', 'zoe@x.io', '', '', '', 'EMEA', at, '', '', ''],
      ['done', 'bo@x.io', 'Bo <b>', '', 'Default', 'Default', at, 'Default', 'as-chosen', at],
    ]);
  });

  it('is Markdown for a ticket, in which those who were done before are only counted', () => {
    const ticket = planMarkdown({ plan: made, outcomes: [] }, words);
    expect(ticket).toContain('| done | 1 |\n');
    expect(ticket).toContain('### invite\n\n| email |');
    expect(ticket).toContain('| =cmd\\|x |');
    expect(ticket).not.toContain('bo@x.io');
    const later = planMarkdown({ plan: made, outcomes: [outcome] }, words);
    expect(later).toContain('| bo@x.io | Bo &lt;b&gt; |');
  });

  it('lists a hundred people of a group in a ticket', () => {
    const roster = Array.from({ length: 130 }, (_, n) => entry(`p${n}@x.io`));
    const ticket = planMarkdown({ plan: plan(roster, []), outcomes: [] }, words);
    expect(ticket.match(/@x\.io/gu)).toHaveLength(100);
    expect(ticket).toContain('and 30 more');
  });
});

it('exports what is wrong with a roster by line', () => {
  const reading = atOnce(readTable('Email,Workspace\n=1+1,EMEA\na@x.io,'));
  if (!reading.ok) throw new Error(reading.problem.kind);
  const { faults } = atOnce(readRoster(reading.table, []));
  expect(rows(faultsCsv(faults, words))).toEqual([
    ['line', 'severity', 'problem', 'text'],
    ['2', 'error', 'bad-address', '=1+1'],
    ['3', 'error', 'no-workspace', 'a@x.io'],
  ]);
});
