import { liveQuery, type Subscription } from 'dexie';
import { wordsFrom } from '@/components/plan/export-words-data';
import type { AccountId } from '@/lib/model/ids';
import { inSlices } from '@/lib/model/slices';
import { faultsCsv, planCsv, planMarkdown } from '@/lib/plan/export';
import { makePlan, type Plan, type PlanInput } from '@/lib/plan/plan';
import {
  lastSeen,
  outcomesOf,
  planInputOf,
  type RosterInfo,
  rosterInfoOf,
  workspacesOf,
} from '@/lib/store';
import { LARGEST_TABLE, readTable, type TextTable } from '@/lib/table/read';
import { type Candidate, readCandidate } from './plan-candidate';
import { PlanPeople } from './plan-people';
import type { FromWorker, Numbered, PlanAsk, PlanAsks, RosterRead } from './plan-protocol';

// Whatever has to do with ten thousand people is done here, so that the page stays free: reading the database,
// making the plan, searching it, reading a roster. The page gets figures, and people fifty at a time.

const say = (message: FromWorker) => self.postMessage(message);

/** All that the database has for the plan of an account. */
interface Facts {
  readonly info: RosterInfo | null;
  /** `null` without a roster. */
  readonly input: PlanInput | null;
  /** How many people there are under User Access, as the console said; `null` when it did not. */
  readonly total: number | null;
}

async function factsOf(account: AccountId): Promise<Facts> {
  const info = await rosterInfoOf(account);
  const input = info === null ? null : await planInputOf(account);
  const seen = await lastSeen(account);
  return { info, input, total: seen?.users?.total ?? null };
}

/** The plan that is watched, told anew whenever anything it rests on has changed. */
class Watch {
  readonly #subscription: Subscription;
  #next: Facts | null = null;
  #isBusy = false;
  #isOver = false;
  /** The plan as it was told last; `null` before, and without a roster. */
  plan: Plan | null = null;
  people: PlanPeople | null = null;

  constructor(readonly account: AccountId) {
    this.#subscription = liveQuery(() => factsOf(account)).subscribe({
      next: (facts) => {
        this.#next = facts;
        void this.#work();
      },
      error: () => this.#fail(),
    });
  }

  end(): void {
    this.#isOver = true;
    this.#subscription.unsubscribe();
  }

  #fail(): void {
    if (!this.#isOver) say({ kind: 'plan-failed', account: this.account });
  }

  /** Makes the plan of the latest facts; what came in between is skipped, and never everything. */
  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#next !== null && !this.#isOver) {
        const facts = this.#next;
        this.#next = null;
        await this.#tell(facts);
      }
    } catch {
      this.#fail();
    } finally {
      this.#isBusy = false;
    }
  }

  async #tell({ info, input, total }: Facts): Promise<void> {
    const { account } = this;
    if (info === null || input === null) {
      this.plan = null;
      this.people = null;
      say({ kind: 'plan', plan: { account, figures: null, roster: null } });
      return;
    }
    const plan = await inSlices(makePlan(input));
    if (this.#isOver) return;
    this.plan = plan;
    this.people = new PlanPeople(plan, input.roster);
    revision += 1;
    const seen = input.users.filter(
      ({ goneAt, access }) => goneAt === null && access !== 'unknown',
    );
    const figures = {
      counts: plan.counts,
      roster: input.roster.length,
      coverage: { kind: plan.coverage, seen: seen.length, total, at: plan.seenAt },
      batches: plan.batches.map(({ id, workspaces, people }) => {
        return { id, workspaces, people: people.length };
      }),
      revision,
    };
    say({ kind: 'plan', plan: { account, roster: info, figures } });
  }
}

let revision = 0;
let watch: Watch | null = null;

/** The table that was read last, and what was read of it as a roster. */
let table: TextTable | null = null;
let candidate: Candidate | null = null;
/** Which reading counts: whoever reads looks whether it is still theirs. */
let reading = 0;

/** How often, in ms, the page is told how far a reading is. */
const TELL_EVERY = 50;

/** Tells the page of progress between two shares of the whole, and not more often than anybody can see. */
function teller(from: number, to: number) {
  let last = 0;
  return (done: number, total: number) => {
    const now = performance.now();
    if (now - last < TELL_EVERY || total === 0) return;
    last = now;
    say({ kind: 'progress', share: from + ((to - from) * done) / total });
  };
}

async function read({ account, given, corrections }: PlanAsks['read']['ask']): Promise<RosterRead> {
  reading += 1;
  const mine = reading;
  candidate = null;
  if (given !== null) {
    table = null;
    const source = await sourceOf(given);
    if (source === 'too-large') return { kind: 'refused', problem: { kind: 'too-large' } };
    if (source === null) return { kind: 'refused', problem: { kind: 'unreadable' } };
    const result = await inSlices(readTable(source, { onProgress: teller(0, 0.5) }));
    if (mine !== reading) return { kind: 'stopped' };
    if (!result.ok) return { kind: 'refused', problem: result.problem };
    table = result.table;
  }
  if (table === null) return { kind: 'stopped' };
  const known = await workspacesOf(account);
  const made = await inSlices(readCandidate(table, known, corrections, teller(0.5, 1)));
  if (mine !== reading) return { kind: 'stopped' };
  candidate = made;
  return { kind: 'read', summary: made.summary };
}

/** What is to be read; `null` when the browser cannot. */
async function sourceOf(
  given: NonNullable<PlanAsks['read']['ask']['given']>,
): Promise<Uint8Array | string | 'too-large' | null> {
  if (given.kind === 'text') return given.text;
  if (given.file.size > LARGEST_TABLE) return 'too-large';
  try {
    return new Uint8Array(await given.file.arrayBuffer());
  } catch {
    return null;
  }
}

function forget(): null {
  reading += 1;
  table = null;
  candidate = null;
  return null;
}

async function exported({ format, words }: PlanAsks['export']['ask']): Promise<string> {
  const plan = watch?.plan ?? null;
  if (watch === null || plan === null) throw new Error('There is no plan to write down.');
  const write = format === 'csv' ? planCsv : planMarkdown;
  return write({ plan, outcomes: await outcomesOf(watch.account) }, wordsFrom(words));
}

async function answer(ask: PlanAsk): Promise<PlanAsks[keyof PlanAsks]['answer']> {
  switch (ask.kind) {
    case 'watch':
      watch?.end();
      watch = ask.account === null ? null : new Watch(ask.account);
      return null;
    case 'people': {
      const { source, query, count } = ask;
      return watch?.people?.page(source, query, count) ?? { people: [], found: 0 };
    }
    case 'read':
      return read(ask);
    case 'forget':
      return forget();
    case 'faults':
      return candidate?.reading.faults.slice(0, ask.count) ?? [];
    case 'export-faults':
      return faultsCsv(candidate?.reading.faults ?? [], wordsFrom(ask.words));
    case 'entries':
      return JSON.stringify(candidate?.reading.entries ?? []);
    case 'export':
      return exported(ask);
  }
}

self.addEventListener('message', ({ data: { id, ask } }: MessageEvent<Numbered>) => {
  answer(ask).then(
    (value) => say({ kind: 'answer', id, value }),
    () => say({ kind: 'failed', id }),
  );
});
