import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/guards';
import type { Intent } from '@/lib/model/console';
import { Email } from '@/lib/model/ids';
import type { Invitation, KnownInvitees } from '@/lib/model/invitation';
import type { Ask } from '@/lib/model/verdict';
import { known, NOW, snapshot } from './cases';

const ANN = { email: Email.parse('ann.lee@example.com'), name: 'Ann Lee' };

/** An invitation against which nothing speaks, with some of it replaced. */
function invitation(part: Partial<Invitation> = {}): Invitation {
  return {
    step: 'message',
    how: 'crm',
    people: [ANN],
    expiry: { kind: 'on', day: '2026-03-01', shown: '03/01/2026' },
    accountInsight: 'ticked',
    placeholders: [],
    ...part,
  };
}

/** What the background knows, with some of it replaced. */
function about(part: Partial<KnownInvitees> = {}): KnownInvitees {
  return { people: [], domains: ['example.com', 'partner.example'], expiryDays: null, ...part };
}

function asked(
  intent: Intent,
  open: Invitation | null,
  invitees: KnownInvitees | null = about(),
): Ask | null {
  const verdict = judge({
    intent,
    snapshot: snapshot({ page: 'sales-users', invitation: open }),
    known: known(),
    people: null,
    invitees,
    now: NOW,
  });
  return verdict.kind === 'ask' ? verdict.lead : null;
}

const send = (part: Partial<Invitation> = {}, invitees?: KnownInvitees | null) =>
  asked('invite-send', invitation(part), invitees);
const next = (part: Partial<Invitation> = {}, invitees?: KnownInvitees | null) =>
  asked('invite-next', invitation({ step: 'who', ...part }), invitees);

/** Everything that an ask names, labels apart. */
const namedIn = (ask: Ask | null) =>
  ask?.facts.flatMap(({ value }) => (value.kind === 'names' ? value.names : [])) ?? [];

const at = (email: string) => [{ email: Email.parse(email), name: null }];

describe('Send', () => {
  it('asks about a sound invitation in a way that Enter answers', () => {
    expect(send()).toMatchObject({
      severity: 'notice',
      headline: { key: 'guard.invite.headline.review', count: 1 },
      gestures: [],
      enterIsEnough: true,
      proceed: { key: 'guard.invite.proceed.people', count: 1 },
    });
  });

  it('leads with Account Insight that is not ticked, and has it ticked that this is meant', () => {
    const ask = send({ accountInsight: 'not-ticked', expiry: { kind: 'never' } });
    expect(ask).toMatchObject({
      severity: 'caution',
      headline: { key: 'guard.invite.headline.insight', count: 1 },
      enterIsEnough: false,
    });
    expect(ask?.gestures.map(({ kind }) => kind)).toEqual(['choose']);
  });

  it('takes nothing for good that it could not read', () => {
    for (const part of [
      { accountInsight: 'unknown' as const },
      { expiry: { kind: 'unknown' as const } },
      { people: null },
      { people: [] },
    ])
      expect(send(part)).toMatchObject({
        headline: { key: 'guard.invite.headline.partly' },
        enterIsEnough: false,
      });
    expect(asked('invite-send', null)?.headline.key).toBe('guard.invite.headline.unread');
  });

  it('has the domain typed where it looks like a slip for one that was seen', () => {
    const ask = send({ people: at('ann@exmaple.com') });
    expect(ask).toMatchObject({
      severity: 'caution',
      headline: { values: { domain: 'exmaple.com', meant: 'example.com' } },
      gestures: [{ kind: 'type', expected: 'exmaple.com' }],
    });
    // The domain itself was seen: then it is no slip.
    const seen = about({ domains: ['example.com', 'exmaple.com'] });
    expect(send({ people: at('ann@exmaple.com') }, seen)?.enterIsEnough).toBe(true);
  });

  it('names those outside the domains seen, if any were seen', () => {
    const people = at('zoe@elsewhere.test');
    expect(send({ people })?.headline.key).toBe('guard.invite.headline.outside');
    expect(send({ people }, about({ domains: [] }))?.enterIsEnough).toBe(true);
    expect(send({ people }, null)?.enterIsEnough).toBe(true);
  });

  it('weighs access without an end by who gets it and what the rule is', () => {
    const expiry = { kind: 'never' } as const;
    expect(send({ expiry })).toMatchObject({ severity: 'notice', gestures: [] });
    for (const ask of [
      send({ expiry, people: at('zoe@elsewhere.test') }),
      send({ expiry }, about({ expiryDays: 90 })),
    ])
      expect(ask).toMatchObject({
        severity: 'caution',
        headline: { key: 'guard.invite.headline.never', count: 1 },
        gestures: [{ kind: 'choose' }],
      });
  });

  it('says when the access ends too late, or before it begins', () => {
    const on = (day: string) => ({ expiry: { kind: 'on' as const, day, shown: day } });
    const rule = about({ expiryDays: 30 });
    // NOW is 15 January 2026.
    expect(send(on('2026-02-14'), rule)?.enterIsEnough).toBe(true);
    expect(send(on('2026-02-16'), rule)?.headline).toMatchObject({
      key: 'guard.invite.headline.late',
      count: 2,
    });
    expect(send(on('2026-01-01'), rule)).toMatchObject({
      severity: 'caution',
      headline: { key: 'guard.invite.headline.past' },
    });
    // Which day it is cannot be told: nothing is claimed of it.
    const unread = { kind: 'on' as const, day: null, shown: '02/03/2026' };
    expect(send({ expiry: unread }, rule)?.enterIsEnough).toBe(true);
  });

  it('names whom this browser has invited before', () => {
    const before = { at: NOW - 86_400_000, expires: null };
    const ask = send({}, about({ people: [{ email: ANN.email, before, isUser: true }] }));
    expect(ask?.headline).toMatchObject({ key: 'guard.invite.headline.before', count: 1 });
    expect(ask?.facts.find(({ label }) => label.key === 'fact.invitedBefore')).toMatchObject({
      value: { names: [ANN.email] },
      seenAt: before.at,
    });
  });

  it('shows what is still to be filled in in the message', () => {
    const ask = send({ placeholders: ['[Add a note]', '{{name}}'] });
    expect(ask?.headline).toMatchObject({ key: 'guard.invite.headline.placeholders', count: 2 });
    expect(namedIn(ask)).toEqual(expect.arrayContaining(['[Add a note]', '{{name}}']));
  });

  it('names people whose address the console does not show', () => {
    const people = [ANN, { email: null, name: 'Joann Lee' }];
    expect(namedIn(send({ people }))).toEqual(expect.arrayContaining(['Ann Lee', 'Joann Lee']));
  });
});

describe('Next', () => {
  it('is let through where nothing can be put right', () => {
    expect(next()).toBeNull();
    expect(next({ step: 'access' })).toBeNull();
    expect(next({ step: 'message', expiry: { kind: 'never' } })).toBeNull();
    expect(asked('invite-next', null)).toBeNull();
    // The box is on a later step: there is nothing to be said of it yet.
    expect(next({ accountInsight: 'not-ticked' })).toBeNull();
  });

  it('hints, and asks for no gesture, at what this step can put right', () => {
    for (const ask of [
      next({ expiry: { kind: 'never' } }, about({ expiryDays: 90 })),
      next({ people: at('ann@exmaple.com') }),
      next({ people: at('zoe@elsewhere.test') }),
      next({ step: 'access', accountInsight: 'not-ticked' }),
    ])
      expect(ask).toMatchObject({ guard: 'invite-review', severity: 'notice', gestures: [] });
  });
});

it('leaves every other press to the other guards', () => {
  expect(asked('connect', invitation({ accountInsight: 'not-ticked' }))).toBeNull();
});
