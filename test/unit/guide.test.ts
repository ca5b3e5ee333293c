import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  again,
  begin,
  choose,
  countedSteps,
  followGrant,
  followInsight,
  type GrantFacts,
  type Guiding,
  leave,
  orderOf,
  pass,
  placeOf,
  takeUp,
} from '@/lib/guide';
import { PageKind } from '@/lib/model/console';
import {
  type GrantSight,
  GuideProgress,
  type InsightSight,
  Inviting,
  KeptGuide,
} from '@/lib/model/guide';
import type { Invitation } from '@/lib/model/invitation';
import { NOW, people } from './cases';

const [ann, ben, cleo] = people(3);
if (ann === undefined || ben === undefined || cleo === undefined) throw new Error('no people');
const ALL = [ann, ben, cleo];

const FACTS: GrantFacts = { isWaiting: false, batch: null, isChecking: false };

/** A User Access page with three people, of whom Cleo has access. */
const sight = (part: Partial<GrantSight> = {}): GrantSight => ({
  page: 'user-access',
  isAdmin: true,
  listed: ALL,
  connected: [cleo],
  selected: [],
  count: 3,
  dialog: null,
  ...part,
});

/** Shows a guide one page after the other. */
const shown = (first: Guiding, ...sights: readonly Partial<GrantSight>[]): Guiding =>
  sights.reduce<Guiding>((at, part) => followGrant(at, sight(part), FACTS), first);

const granting = () => choose(begin('grant'), 'no');
const dialog = (
  workspaces: 'not-offered' | 'chosen' | 'open' = 'chosen',
): GrantSight['dialog'] => ({ kind: 'grant', people: [ann, ben], workspaces });

describe('granting access', () => {
  it('asks first whether everybody is there', () => {
    expect(shown(begin('grant'), {}).progress.step).toBe('people');
  });

  it.each([
    ['elsewhere', 'settings'],
    ['settings', 'marketo'],
    ['user-management', 'marketo'],
    ['marketo', 'tab'],
    ['marketo-setup', 'tab'],
    ['user-access', 'select'],
  ] as const)('goes on from the page %s with %s', (page, step) => {
    expect(shown(granting(), { page }).progress.step).toBe(step);
  });

  it('goes from selecting to the end as the page shows it, and counts who got access', () => {
    const opened = shown(granting(), {}, { selected: [ann, ben] });
    expect(opened.progress.step).toBe('connect');
    const choosing = shown(opened, { selected: [ann, ben], dialog: dialog('open') });
    expect(choosing.progress.step).toBe('workspace');
    const chosen = shown(choosing, { selected: [ann, ben], dialog: dialog() });
    expect(chosen.progress.step).toBe('grant');
    const done = shown(chosen, { connected: ALL });
    expect(done).toMatchObject({ progress: { step: 'granted' }, trail: { granted: 2 } });
    // Whatever page comes then, it is done.
    expect(shown(done, { page: 'elsewhere' }).progress.step).toBe('granted');
    expect(shown(again(done, 'no'), {}).progress).toMatchObject({ step: 'select', passed: [] });
  });

  it('leaves the workspace out where none is offered, or the person wants Default', () => {
    const open = { dialog: dialog('open') };
    expect(shown(granting(), { dialog: dialog('not-offered') }).progress.step).toBe('grant');
    expect(shown(pass(shown(granting(), open), 'workspace'), open).progress.step).toBe('grant');
  });

  it('goes back and says so when the dialog closes and nobody has access', () => {
    const back = shown(granting(), { dialog: dialog() }, { selected: [ann, ben] });
    expect(back).toMatchObject({ progress: { step: 'connect' }, note: 'not-granted' });
    // A part of them is not all of them; then the rest come into the list.
    expect(shown(back, { connected: [ann, cleo] }).progress.step).toBe('select');
    expect(shown(back, { connected: ALL })).toMatchObject({
      progress: { step: 'granted' },
      note: null,
    });
  });

  it('takes nobody for granted who had access before', () => {
    const same = { kind: 'grant', people: [cleo], workspaces: 'chosen' } as const;
    expect(shown(granting(), { dialog: same }, {}).progress.step).toBe('select');
  });

  it('waits with a verdict while the list loads and while a grant is being looked for', () => {
    const inDialog = shown(granting(), { dialog: dialog() });
    const loading = shown(inDialog, { listed: null, connected: [], count: null });
    expect(loading).toMatchObject({ progress: { step: 'grant' }, note: null });
    const checking = followGrant(inDialog, sight(), { ...FACTS, isChecking: true });
    expect(checking).toMatchObject({ progress: { step: 'grant' }, note: null });
  });

  it('waits for the end of a wait, and for all whom the plan names', () => {
    const step = (facts: Partial<GrantFacts>, selected = [ann]) =>
      followGrant(granting(), sight({ selected }), { ...FACTS, ...facts }).progress.step;
    expect(step({ isWaiting: true })).toBe('wait');
    expect(step({ batch: { all: 2, selected: 1 } })).toBe('select');
    expect(step({ batch: { all: 2, selected: 2 } })).toBe('connect');
    const passed = pass(granting(), 'select');
    const facts = { ...FACTS, batch: { all: 2, selected: 1 } };
    expect(followGrant(passed, sight({ selected: [ann] }), facts).progress.step).toBe('connect');
  });
});

describe('inviting first', () => {
  const inviting = () => choose(begin('grant'), 'form');
  const management = (part: Partial<GrantSight> = {}): Partial<GrantSight> => ({
    page: 'user-management',
    ...part,
  });
  const open = management({ dialog: { kind: 'invite', isFilled: true } });

  it('is done when somebody is new in the list, and not before', () => {
    const menu = shown(inviting(), { page: 'settings' }, management());
    expect(menu.progress.step).toBe('invite-menu');
    const closed = shown(menu, open, management());
    expect(closed).toMatchObject({ progress: { step: 'invite-menu' }, note: 'nobody-new' });
    expect(shown(closed, management({ count: 4 }))).toMatchObject({
      progress: { step: 'marketo', passed: ['invite-send'] },
      note: null,
    });
    expect(shown(pass(closed, 'invite-send'), management()).progress.step).toBe('marketo');
  });

  it('takes nobody for invited who came before the dialog was open', () => {
    expect(shown(inviting(), management(), management({ count: 9 })).progress.step).toBe(
      'invite-menu',
    );
  });

  it('has three steps more', () => {
    const steps = (guiding: Guiding) => countedSteps(guiding.progress).length;
    expect(steps(inviting()) - steps(granting())).toBe(3);
  });
});

const INVITATION: Invitation = {
  step: 'who',
  how: 'crm',
  people: [],
  expiry: { kind: 'never' },
  accountInsight: 'unknown',
  placeholders: null,
};
const ANN = { email: ann, name: 'Ann Lee' };

/** A page of Marketo Engage with the wizard open, or without. */
const insight = (
  invitation: Partial<Invitation> | null,
  part: Partial<InsightSight> = {},
): InsightSight => ({
  page: 'sales-users',
  hasUsersRoles: false,
  hasSalesUsers: false,
  invitation: invitation && { ...INVITATION, ...invitation },
  ...part,
});

const see = (first: Guiding, ...sights: readonly InsightSight[]): Guiding =>
  sights.reduce<Guiding>((at, one) => followInsight(at, one, false), first);

describe('inviting to Account Insight', () => {
  it.each([
    [insight(null, { page: 'elsewhere' }), 'admin'],
    [insight(null, { page: 'settings' }), 'users-roles'],
    [insight(null, { page: 'settings', hasSalesUsers: true }), 'sales-users'],
    [insight(null), 'invite-open'],
    [insight({}), 'who'],
    [insight({ how: 'email', people: [{ email: ann, name: 'Ann' }] }), 'who'],
    [insight({ how: 'email', people: [{ email: null, name: 'Ann Lee' }] }), 'who'],
    [insight({ how: 'email', people: [ANN] }), 'expiry'],
    [insight({ people: [ANN] }), 'expiry'],
    [
      insight({ people: [ANN], expiry: { kind: 'on', day: '2027-01-01', shown: '1/1/27' } }),
      'who-next',
    ],
    [insight({ step: 'access' }), 'insight'],
    [insight({ step: 'access', accountInsight: 'ticked' }), 'insight-next'],
    [insight({ step: 'message' }), 'send'],
  ] as const)('shows the next step of %j', (one, step) => {
    expect(see(begin('account-insight'), one).progress.step).toBe(step);
  });

  it('takes no end for an answer', () => {
    const passed = pass(begin('account-insight'), 'expiry');
    expect(see(passed, insight({ people: [ANN] })).progress.step).toBe('who-next');
  });

  it('ends with an invitation that was sent, and goes back from one that was not', () => {
    const sending = see(begin('account-insight'), insight({ step: 'message' }));
    expect(followInsight(sending, insight(null), true).progress.step).toBe('invited');
    expect(see(sending, insight(null))).toMatchObject({
      progress: { step: 'invite-open' },
      note: 'not-sent',
    });
  });
});

describe('leaving', () => {
  it('keeps where it was, and finishes at the end', () => {
    const left = leave(shown(granting(), { page: 'marketo' })).progress;
    expect(left).toMatchObject({ state: 'left', step: 'tab', inviting: 'no' });
    const kept = KeptGuide.parse({ ...left, startedAt: NOW, changedAt: NOW });
    expect(shown(takeUp(kept), {}).progress).toMatchObject({ state: 'running', step: 'select' });
    const done = leave(shown(pass(granting(), 'grant'), {})).progress;
    expect(done.state).toBe('finished');
    expect(takeUp({ ...done }).progress).toEqual(begin('grant').progress);
  });
});

const anybody = fc.subarray(ALL);
const anySight: fc.Arbitrary<GrantSight> = fc.record({
  page: fc.constantFrom(...PageKind.options),
  isAdmin: fc.constantFrom(true, false, null),
  listed: fc.option(anybody, { nil: null }),
  connected: anybody,
  selected: anybody,
  count: fc.option(fc.nat(5), { nil: null }),
  dialog: fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constant('invite' as const), isFilled: fc.boolean() }),
    fc.record({
      kind: fc.constant('grant' as const),
      people: anybody,
      workspaces: fc.constantFrom('not-offered' as const, 'chosen' as const, 'open' as const),
    }),
  ),
});
const anyFacts: fc.Arbitrary<GrantFacts> = fc.record({
  isWaiting: fc.boolean(),
  isChecking: fc.boolean(),
  batch: fc.option(fc.record({ all: fc.nat(3), selected: fc.nat(3) }), { nil: null }),
});
const anyPages = fc.array(fc.tuple(anySight, anyFacts), { maxLength: 30 });
const anyInviting = fc.constantFrom(...Inviting.options);

describe('whatever the console shows', () => {
  it('never leads back in silence, and keeps its silence on the way forward', () => {
    fc.assert(
      fc.property(anyInviting, anyPages, (inviting, pages) => {
        const order = orderOf('grant');
        let at = choose(begin('grant'), inviting);
        for (const [page, facts] of pages) {
          const next = followGrant(at, page, facts);
          const far = order.indexOf(next.progress.step) - order.indexOf(at.progress.step);
          if (far < 0) expect(next.note).not.toBeNull();
          if (far > 0) expect(next.note).toBeNull();
          at = next;
        }
      }),
    );
  });

  it('never says that people have access before a list shows it of all who were in the dialog', () => {
    fc.assert(
      fc.property(anyPages, (pages) => {
        let at = granting();
        for (const [page, facts] of pages) {
          const { granting: who } = at.trail;
          const next = followGrant(at, page, facts);
          const isNews = next.progress.step === 'granted' && at.progress.step !== 'granted';
          if (isNews) {
            const there = who.filter((email) => page.listed?.includes(email));
            expect(there.length).toBeGreaterThan(0);
            for (const email of there) expect(page.connected).toContain(email);
          }
          at = next;
        }
      }),
    );
  });

  it('says the same when it is told the same twice, and is always something that can be kept', () => {
    fc.assert(
      fc.property(anyInviting, anyPages, anySight, anyFacts, (inviting, pages, page, facts) => {
        const before = pages.reduce<Guiding>(
          (at, [one, known]) => followGrant(at, one, known),
          choose(begin('grant'), inviting),
        );
        const once = followGrant(before, page, facts);
        expect(followGrant(once, page, facts).progress).toEqual(once.progress);
        expect(GuideProgress.parse(once.progress)).toEqual(once.progress);
        const { at, of } = placeOf(once.progress);
        expect(at).toBeGreaterThanOrEqual(1);
        expect(at).toBeLessThanOrEqual(of);
      }),
    );
  });
});
