import type { Voice } from '@/entrypoints/background/desk';
import { STEPS } from '@/lib/handoff/steps';
import type { SteadyClock } from '@/lib/model/clock';
import type { Handoff } from '@/lib/model/handoff';
import { AccountId, Email, HandoffId, WaitId } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import { NOBODY_KNOWS } from '@/lib/model/original-user';
import type { Reading } from '@/lib/model/reading';
import type { SeenUser, Snapshot } from '@/lib/model/snapshot';
import type { Wait } from '@/lib/model/wait';

/** The words of a background of which a test reads none. */
export const voice: Voice = { refusal: (why) => why, passSummary: () => [], askB: () => [] };

/** A fixed moment; tests count from here. */
export const NOW = Date.UTC(2026, 0, 15, 12, 0, 0);

/** A snapshot of a User Access page on which nothing is selected, with some of it replaced. */
export function snapshot(part: Partial<Snapshot> = {}): Snapshot {
  return {
    page: 'user-access',
    at: NOW,
    connection: 'unknown',
    munchkinId: null,
    spaces: [],
    users: { coverage: 'unknown' },
    total: null,
    selectsMore: false,
    missing: [],
    leftAlone: 0,
    selected: { coverage: 'unknown' },
    assignments: { coverage: 'unknown' },
    workspacesOffered: 'unknown',
    ...part,
  };
}

/** A user as a table row shows one, with some of it replaced. */
export function user(email: string, part: Partial<SeenUser> = {}): SeenUser {
  return {
    email: Email.parse(email),
    name: null,
    role: 'user',
    access: 'not-connected',
    workspaces: [],
    team: null,
    ...part,
  };
}

/** Addresses `p0@example.com`, `p1@example.com` … */
export function people(count: number): Email[] {
  return Array.from({ length: count }, (_, index) => Email.parse(`p${index}@example.com`));
}

/** What is known of an account about which nothing is known, with some of it replaced. */
export function known(part: Partial<Known> = {}): Known {
  return {
    account: {
      id: AccountId.parse('11111111-1111-4111-8111-111111111111'),
      name: 'Account 1',
      munchkinId: null,
    },
    wait: null,
    ended: null,
    connect: null,
    connectedBefore: false,
    figures: null,
    handoffs: [],
    owners: [],
    outage: null,
    original: NOBODY_KNOWS,
    plan: null,
    differences: [],
    grantOpen: false,
    usualRole: null,
    workspaces: { offered: 'unknown', told: false },
    guides: [],
    ...part,
  };
}

/** A wait that ends so many milliseconds after {@link NOW}. */
export function waitEndingIn(milliseconds: number, part: Partial<Wait> = {}): Wait {
  return {
    id: WaitId.parse('22222222-2222-4222-8222-222222222222'),
    account: known().account.id,
    startedAt: NOW + milliseconds - 600_000,
    endsAt: NOW + milliseconds,
    source: 'observed',
    toldAt: null,
    tellingAt: null,
    reading: null,
    doubtful: false,
    reminder: null,
    gone: [],
    ...part,
  };
}

/** A machine whose clocks a test can set, stop and start again. */
export class FakeMachine implements SteadyClock {
  #origin = 'life-1';
  #steady = 5_000;
  #lives = 1;

  constructor(public wall: number = NOW) {}

  now(): number {
    return this.wall;
  }

  read(): Reading {
    return { at: this.wall, origin: this.#origin, steady: this.#steady };
  }

  /** Time passes, and both clocks run. */
  pass(milliseconds: number): void {
    this.wall += milliseconds;
    this.#steady += milliseconds;
  }

  /** Somebody sets the wall clock. */
  set(by: number): void {
    this.wall = Math.max(0, this.wall + by);
  }

  /** Time passes and only the wall clock runs, as on machines whose steady clock sleeps too. */
  sleep(milliseconds: number): void {
    this.wall += milliseconds;
  }

  /** The context ends and another begins, with a steady clock of its own. */
  restart(): void {
    this.#lives += 1;
    this.#origin = `life-${this.#lives}`;
    this.#steady = 0;
  }
}

/** An open handoff seen from Admin A's browser, in which nothing has been done. */
export function handoff(part: Partial<Handoff> = {}): Handoff {
  return {
    id: HandoffId.parse('33333333-3333-4333-8333-333333333333'),
    role: 'a',
    name: null,
    adminA: null,
    adminB: Email.parse('bea.berger@example.com'),
    munchkinId: null,
    startedAt: NOW,
    outcome: 'open',
    closedAt: null,
    steps: STEPS.map(({ id, actor, page, optional }) => ({
      id,
      actor,
      page,
      optional,
      state: id === 'a-disconnects' ? 'blocked' : 'todo',
      since: null,
      proof: null,
      contradicted: null,
    })),
    keys: [],
    exceptions: [],
    access: null,
    ...part,
  };
}
