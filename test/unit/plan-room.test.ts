import { describe, expect, it } from 'vitest';
import type { RosterCorrections } from '@/components/plan/view';
import { readCandidate } from '@/entrypoints/dashboard/plan-candidate';
import { PlanPeople } from '@/entrypoints/dashboard/plan-people';
import { hrefOf, routeOf } from '@/entrypoints/dashboard/route';
import { Email } from '@/lib/model/ids';
import { Request } from '@/lib/model/messages';
import type { RosterEntry } from '@/lib/model/plan';
import { atOnce } from '@/lib/model/slices';
import { makePlan } from '@/lib/plan/plan';
import { readTable } from '@/lib/table/read';

const ACCOUNT = '11111111-1111-4111-8111-111111111111';
const KNOWN = ['EMEA', 'Asia Pacific'];
const UNCORRECTED: RosterCorrections = { layout: null, workspaces: [] };

const CSV = [
  'E-mail,Workspace,Name,Phone',
  'ann@example.com,EMEA,Ann Lee,1',
  'zoe@example.com,Asia Pacific; EMEA,Zoë Ångström,2',
  'ann@example.com,EMEA,Ann Lee,3',
  'bob@example.com,EMAE,Bob,4',
  'cleo@example.com,EMAE,Cleo,5',
  'no address,EMEA,Nobody,6',
].join('\n');

function read(csv: string, corrections = UNCORRECTED) {
  const result = atOnce(readTable(csv));
  if (!result.ok) throw new Error(result.problem.kind);
  return atOnce(readCandidate(result.table, KNOWN, corrections, () => {}));
}

describe('what there is to see of a roster before it is taken in', () => {
  it('counts people, workspaces, lines left out and lines that say the same again', () => {
    expect(read(CSV).summary).toMatchObject({
      lines: 6,
      people: 2,
      leftOut: 3,
      again: 1,
      isChecked: true,
      workspaces: [
        { name: 'EMEA', people: 2, isKnown: true },
        { name: 'Asia Pacific', people: 1, isKnown: true },
      ],
      doubtful: [{ name: 'EMAE', nearest: 'EMEA', lines: 2 }],
      faults: 4,
    });
  });

  it('takes a name that a person says is right, and calls it new', () => {
    const { summary } = read(CSV, { ...UNCORRECTED, workspaces: ['EMAE'] });
    expect(summary.people).toBe(4);
    expect(summary.doubtful).toEqual([]);
    expect(summary.workspaces).toContainEqual({ name: 'EMAE', people: 2, isKnown: false });
  });

  it('reads the columns as a person says they are', () => {
    const { columns, hasHeader } = read(CSV).summary;
    const layout = {
      hasHeader,
      columns: columns.map((column) => {
        return column.use === 'workspaces' ? { ...column, use: null } : column;
      }),
    };
    const { summary } = read(CSV, { ...UNCORRECTED, layout });
    expect(summary).toMatchObject({ workspaces: [], anyWorkspace: summary.people, doubtful: [] });
  });

  it('says of a table without addresses that nobody can be taken in, and blames no line', () => {
    const { summary } = read('a,b\nc,d');
    expect(summary).toMatchObject({ people: 0, leftOut: 0, faults: 0 });
    expect(summary.columns.some(({ use }) => use === 'email')).toBe(false);
  });

  it('is handed to the background as text, which must hold a roster', () => {
    const { entries } = read(CSV).reading;
    const take = (packed: unknown) =>
      Request.safeParse({ kind: 'roster-take', account: ACCOUNT, entries: packed, file: null });
    expect(take(JSON.stringify(entries)).data).toEqual(take(entries).data);
    expect(take(JSON.stringify(entries)).success).toBe(true);
    for (const bad of ['', '[]', '{}', 'no JSON', '[{"email":"nobody"}]', 7]) {
      expect(take(bad).success).toBe(false);
    }
  });
});

describe('the people of a plan', () => {
  const roster: RosterEntry[] = read(CSV).reading.entries.slice();
  const plan = atOnce(
    makePlan({
      roster,
      users: [
        {
          email: Email.parse('zoe@example.com'),
          name: 'Zoë Ångström',
          team: null,
          access: 'not-connected',
          workspaces: null,
          seenAt: 5,
          goneAt: null,
        },
      ],
      figures: { connected: 0, total: 1, coverage: 'whole', seenAt: 5 },
      offered: 'yes',
      granted: new Map(),
    }),
  );
  const people = new PlanPeople(plan, roster);

  it('are found by every word of a search, whatever its accents, in names, addresses and workspaces', () => {
    const find = (query: string) => people.page({ kind: 'roster' }, query, 50);
    expect(find('ANGSTROM zoe').found).toBe(1);
    expect(find('emea').found).toBe(2);
    expect(find('emea asia').found).toBe(1);
    expect(find('nobody').found).toBe(0);
  });

  it('come as many at a time as are asked for, of one list and no other', () => {
    expect(people.page({ kind: 'roster' }, '', 1)).toMatchObject({
      found: 2,
      people: [{ email: 'ann@example.com' }],
    });
    expect(people.page({ kind: 'group', group: 'invite' }, '', 50).found).toBe(1);
    const [batch] = plan.batches;
    expect(people.page({ kind: 'batch', id: batch?.id ?? '' }, '', 50)).toMatchObject({
      found: 1,
      people: [{ email: 'zoe@example.com', planned: ['Asia Pacific', 'EMEA'], seenAt: 5 }],
    });
    expect(people.page({ kind: 'batch', id: 'gone' }, '', 50)).toEqual({ people: [], found: 0 });
  });
});

const HANDOFF = '0f6f2f9a-6d0c-4f6e-9d6a-1d1b1c1e1f10';

describe('an address in the dashboard', () => {
  it('leads where a link says', () => {
    for (const account of [null, ACCOUNT]) {
      for (const part of [null, 'grant']) {
        for (const handoff of [null, HANDOFF]) {
          const href = hrefOf('handoffs', 'report', { part, account, handoff });
          const about = { part, account, handoff };
          expect(routeOf(href)).toMatchObject({ room: 'handoffs', section: 'report', ...about });
        }
      }
    }
    expect(routeOf('#plan')).toMatchObject({ room: 'plan', section: 'overview' });
    expect(routeOf('#plan/nowhere/at-all')).toMatchObject({ section: 'overview', part: null });
    expect(routeOf('#nowhere')).toMatchObject({ room: 'team' });
  });
});
