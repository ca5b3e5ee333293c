import { describe, expect, it } from 'vitest';
import { couldAsk, judge } from '@/lib/guards';
import { disconnectOrderGuard } from '@/lib/guards/disconnect-order';
import { originalUserGuard } from '@/lib/guards/original-user';
import { Intent } from '@/lib/model/console';
import type { StepProof } from '@/lib/model/handoff';
import type { Email } from '@/lib/model/ids';
import { AccountId } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import {
  learnOriginal,
  mustStay,
  NOBODY_KNOWS,
  type OriginalUser,
} from '@/lib/model/original-user';
import type { KnownPeople } from '@/lib/model/plan';
import type { Snapshot } from '@/lib/model/snapshot';
import type { Ask, Verdict } from '@/lib/model/verdict';
import type { Wait } from '@/lib/model/wait';
import { handoff, known, NOW, people, snapshot, user, waitEndingIn } from './cases';
import { keyOf } from './handoff-data';

function verdictOn(
  intent: Intent,
  seen: Partial<Snapshot>,
  about: Known | null = known(),
  people: KnownPeople | null = null,
): Verdict {
  return judge({ intent, snapshot: snapshot(seen), known: about, people, now: NOW });
}

function leadOn(
  intent: Intent,
  seen: Partial<Snapshot>,
  about: Known | null = known(),
  people: KnownPeople | null = null,
): Ask {
  const verdict = verdictOn(intent, seen, about, people);
  if (verdict.kind !== 'ask') throw new Error(`${intent} passed without a question`);
  return verdict.lead;
}

const grantOf = (count: number, workspaces: string[]): Partial<Snapshot> => ({
  selected: { coverage: 'whole', value: people(count) },
  assignments: { coverage: 'whole', value: people(count).map((email) => ({ email, workspaces })) },
  workspacesOffered: 'yes',
});

describe('wait', () => {
  it('asks about granting for as long as the wait runs, and not a millisecond longer', () => {
    expect(leadOn('grant-open', {}, known({ wait: waitEndingIn(1) })).guard).toBe('wait');
    expect(verdictOn('grant-open', {}, known({ wait: waitEndingIn(0) })).kind).toBe('pass');
  });

  it('says how many minutes are left, the begun one included', () => {
    const ask = leadOn('grant-open', {}, known({ wait: waitEndingIn(6 * 60_000 + 1) }));
    expect(ask.headline).toEqual({ key: 'guard.wait.headline', count: 7 });
  });

  it('offers to remind first', () => {
    const ask = leadOn('grant-open', {}, known({ wait: waitEndingIn(1_000) }));
    expect(ask.alternatives[0].besides).toBe('remind');
  });

  it('asks when the background does not answer, instead of staying silent', () => {
    expect(leadOn('grant-open', {}, null).headline.key).toBe('guard.wait.unknown.headline');
  });

  it('stands below the lock at the final press, with reminding still the main action', () => {
    const verdict = verdictOn('grant', grantOf(2, []), known({ wait: waitEndingIn(1_000) }));
    if (verdict.kind !== 'ask') throw new Error('the grant passed');
    expect(verdict.lead.guard).toBe('workspace-lock');
    expect(verdict.parts.map((part) => part.guard)).toEqual(['wait']);
    expect(verdict.lead.alternatives.map(({ besides }) => besides)).toEqual(['remind', null]);
  });

  it('takes a reason for granting early, and none for choosing people', () => {
    const about = known({ wait: waitEndingIn(1_000) });
    const open = verdictOn('grant-open', {}, about);
    expect(open).toMatchObject({ kind: 'ask', gestures: [] });
    const grant = verdictOn('grant', { ...grantOf(3, []), workspacesOffered: 'no' }, about);
    expect(grant).toMatchObject({ kind: 'ask', gestures: [{ kind: 'reason' }] });
    if (grant.kind === 'ask') expect(grant.lead.proceed.key).toBe('guard.wait.grantAnyway');
  });

  it('takes the name and a reason where both guards ask', () => {
    const verdict = verdictOn('grant', grantOf(26, ['EMEA']), known({ wait: waitEndingIn(1_000) }));
    expect(verdict).toMatchObject({
      gestures: [{ kind: 'type', expected: 'EMEA' }, { kind: 'reason' }],
    });
  });

  it('says that it is another console’s wait, and that the clocks disagreed, where that is so', () => {
    const labels = (part: Partial<Wait>) =>
      leadOn('grant-open', {}, known({ wait: waitEndingIn(1_000, part) })).facts.map(
        ({ label }) => label.key,
      );
    const other = AccountId.parse('44444444-4444-4444-8444-444444444444');
    expect(labels({})).toEqual(['fact.why', 'fact.connected']);
    expect(labels({ account: other })).toContain('fact.whose');
    expect(labels({ doubtful: true })).toContain('fact.clock');
  });

  it('links the sentence that it rests on', () => {
    const ask = leadOn('grant-open', {}, known({ wait: waitEndingIn(1_000) }));
    expect(ask.facts[0]?.link?.href).toMatch(/grant-marketo-access-to-users$/u);
  });

  it('does not ask again about a wait of whose end somebody was told', () => {
    const told = known({ wait: waitEndingIn(1_000, { toldAt: NOW }) });
    expect(verdictOn('grant-open', {}, told).kind).toBe('pass');
  });
});

describe('disconnect-order', () => {
  const figures = { connected: 14, total: 24, coverage: 'whole', seenAt: NOW } as const;
  const proof = (source: StepProof['source']): StepProof => ({
    source,
    by: 'Bea',
    note: 'On the phone',
    notNeeded: false,
    role: 'b',
    author: { key: keyOf('b'), name: null },
    at: NOW,
  });
  const proven = (source: StepProof['source']) =>
    handoff({
      steps: handoff().steps.map((step) =>
        step.id === 'b-owner' ? { ...step, state: 'done', proof: proof(source) } : step,
      ),
    });

  it('takes typing the number of people who lose access', () => {
    const ask = leadOn('disconnect', {}, known({ figures }));
    expect(ask.severity).toBe('danger');
    expect(ask.gestures).toMatchObject([{ kind: 'type', expected: '14' }]);
  });

  it.each([null, { ...figures, coverage: 'partial' } as const])(
    'takes typing the shown word when the number is not known for sure',
    (partial) => {
      const ask = leadOn('disconnect', {}, known({ figures: partial }));
      expect(ask.gestures).toMatchObject([{ kind: 'type', expected: 'DISCONNECT' }]);
      expect(ask.headline.key).toBe('guard.disconnect.headline.unknown');
    },
  );

  it('stays as severe while a handoff is open and B is not known as an owner', () => {
    const ask = leadOn('disconnect', {}, known({ figures, handoffs: [handoff()] }));
    expect(ask.gestures[0]?.kind).toBe('type');
  });

  it.each(['imported', 'declared'] as const)('asks plainly once B is an owner, %s', (source) => {
    const ask = leadOn('disconnect', {}, known({ figures, handoffs: [proven(source)] }));
    expect(ask).toMatchObject({
      headline: { key: 'guard.disconnect.headline.safe' },
      gestures: [],
    });
    const shown = ask.facts.find((fact) => fact.label.key === 'fact.proof');
    expect(shown?.seenAt).toBe(NOW);
  });

  it("never believes that A's own browser saw B's ownership", () => {
    const ask = leadOn('disconnect', {}, known({ figures, handoffs: [proven('observed')] }));
    expect(ask.gestures[0]?.kind).toBe('type');
  });

  it("does not take B's ownership as a reason for B to disconnect", () => {
    const seenByB = { ...proven('observed'), role: 'b' as const };
    expect(
      leadOn('disconnect', {}, known({ figures, handoffs: [seenByB] })).gestures[0]?.kind,
    ).toBe('type');
  });

  it('stays as severe when the handoff was given up', () => {
    const abandoned = { ...proven('imported'), outcome: 'abandoned' as const };
    expect(
      leadOn('disconnect', {}, known({ figures, handoffs: [abandoned] })).gestures[0]?.kind,
    ).toBe('type');
  });

  it('lists the steps that are open, and has asking B as its main action', () => {
    const ask = leadOn('disconnect', {}, known({ figures, handoffs: [handoff()] }));
    const open = ask.facts.find((fact) => fact.label.key === 'fact.openSteps')?.value;
    expect(open?.kind === 'texts' && open.texts.map(({ key }) => key)).toEqual([
      'guard.disconnect.step.bAdmin',
      'guard.disconnect.step.removeAccess',
      'guard.disconnect.step.bConnects',
      'guard.disconnect.step.bOwner',
      'guard.disconnect.step.wait',
      'guard.disconnect.step.othersKeep',
    ]);
    expect(ask.alternatives.map(({ besides }) => besides)).toEqual(['ask-b', null]);
  });

  it('asks for a second look while only the wait or the others are open, and nothing more after', () => {
    const careful = leadOn('disconnect', {}, known({ figures, handoffs: [proven('imported')] }));
    expect(careful).toMatchObject({ severity: 'caution', gestures: [] });
    const handoffs = [{ ...proven('imported') }].map((one) => ({
      ...one,
      steps: one.steps.map((step) => ({ ...step, state: 'done' as const })),
    }));
    expect(leadOn('disconnect', {}, known({ figures, handoffs })).severity).toBe('notice');
  });

  it('does not rely on a contradicted word, nor on a key that has changed', () => {
    const one = proven('declared');
    const contradicted = { said: proof('declared'), seen: { ...proof('imported') } };
    const against = {
      ...one,
      steps: one.steps.map((step) => ({
        ...step,
        contradicted: step.id === 'b-owner' ? contradicted : null,
      })),
    };
    const key = { fingerprint: keyOf('b'), name: null, role: 'b' as const, since: NOW };
    const changed = { ...proven('imported'), keys: [{ ...key, trust: 'changed' as const }] };
    for (const handoffs of [[against], [changed]]) {
      const ask = leadOn('disconnect', {}, known({ figures, handoffs }));
      expect(ask.gestures[0]).toMatchObject({ expected: '14' });
    }
    const fresh = { ...proven('imported'), keys: [{ ...key, trust: 'new' as const }] };
    const ask = leadOn('disconnect', {}, known({ figures, handoffs: [fresh] }));
    expect(ask.facts.map(({ label }) => label.key)).toContain('fact.key');
  });

  describe.each(['demote', 'delete-user'] as const)('about a %s', (intent) => {
    const about = (email: string, role: 'admin' | 'user' | 'unknown', part: Partial<Known>) => {
      const row = user(email, { role });
      const seen = snapshot({
        page: 'user-management',
        users: { coverage: 'whole', value: [row] },
        selected: { coverage: 'whole', value: [row.email] },
      });
      return disconnectOrderGuard.judge({
        intent,
        snapshot: seen,
        known: known(part),
        people: null,
        now: NOW,
      });
    };
    const ann = user('ann@x.io').email;
    const bea = user('bea@x.io').email;

    it('asks as severely as about a disconnect when it is the only known owner', () => {
      const ask = about('ann@x.io', 'admin', { figures, owners: [ann] });
      expect(ask).toMatchObject({ severity: 'danger', gestures: [{ expected: '14' }] });
      expect(ask?.alternatives[0].besides).toBe('ask-b');
    });

    it('says nothing about one of two owners, nor about others', () => {
      expect(about('ann@x.io', 'admin', { owners: [ann, bea] })).toBeNull();
      expect(about('cy@x.io', 'admin', { owners: [ann] })).toBeNull();
    });

    it('warns that an admin may be the owner while none is known, and lets users be', () => {
      expect(about('ann@x.io', 'admin', {})).toMatchObject({ severity: 'caution', gestures: [] });
      expect(about('ann@x.io', 'unknown', {})).toMatchObject({ severity: 'caution' });
      expect(about('ann@x.io', 'user', {})).toBeNull();
      const unread = disconnectOrderGuard.judge({
        intent,
        snapshot: snapshot({ page: 'user-management' }),
        known: known(),
        people: null,
        now: NOW,
      });
      expect(unread?.severity).toBe('caution');
    });
  });

  it('asks without the background too', () => {
    expect(leadOn('disconnect', {}, null).gestures).toMatchObject([{ expected: 'DISCONNECT' }]);
  });
});

describe('original-user', () => {
  const ann = user('ann@x.io').email;
  const about = (original: Partial<OriginalUser>, emails: Email[] | null = [ann]) =>
    originalUserGuard.judge({
      intent: 'delete-user',
      snapshot: snapshot({
        page: 'user-management',
        selected: emails === null ? { coverage: 'unknown' } : { coverage: 'whole', value: emails },
      }),
      known: known({ original: { ...NOBODY_KNOWS, ...original } }),
      people: null,
      now: NOW,
    });

  it('asks what nobody else can know, and offers the answers', () => {
    const ask = about({});
    expect(ask).toMatchObject({ severity: 'caution', gestures: [] });
    expect(ask?.alternatives.map(({ besides }) => besides)).toEqual([
      null,
      'not-original',
      'no-sync',
    ]);
    expect(about({}, null)?.severity).toBe('caution');
  });

  it('does not ask what was answered', () => {
    expect(about({ dataSync: 'not-started' })).toBeNull();
    expect(about({ dataSync: 'not-started' }, null)).toBeNull();
    expect(about({ others: [ann] })).toBeNull();
    expect(about({ user: user('bea@x.io').email, dataSync: 'started' })).toBeNull();
  });

  it('takes typing where it is the original user and data sync runs', () => {
    const ask = about({ user: ann, dataSync: 'started' });
    expect(ask).toMatchObject({ severity: 'danger', gestures: [{ kind: 'type' }] });
    expect(about({ user: ann, dataSync: 'unknown' })?.severity).toBe('caution');
  });

  it('learns what is said, and the last word on a person counts', () => {
    const first = learnOriginal(NOBODY_KNOWS, { others: [ann] });
    expect(first.others).toEqual([ann]);
    const named = learnOriginal(first, { user: ann, dataSync: 'started' });
    expect(named).toEqual({ user: ann, dataSync: 'started', others: [] });
    expect(learnOriginal(named, { others: [ann] })).toMatchObject({ user: 'unknown' });
    expect(mustStay(named, ann)).toBe('yes');
  });

  it('leaves asking B the main action where both guards ask', () => {
    const figures = { connected: 14, total: 24, coverage: 'whole', seenAt: NOW } as const;
    const seen = { selected: { coverage: 'whole' as const, value: [ann] } };
    const ask = leadOn('delete-user', seen, known({ figures, owners: [ann] }));
    expect(ask.guard).toBe('disconnect-order');
    expect(ask.alternatives[0].besides).toBe('ask-b');
  });
});

describe('revoke', () => {
  const selecting = (count: number): Partial<Snapshot> => ({
    selected: { coverage: 'whole', value: people(count) },
  });

  it('takes a press for one person and typing the number for two', () => {
    expect(leadOn('revoke', selecting(1)).gestures).toEqual([]);
    expect(leadOn('revoke', selecting(2)).gestures).toMatchObject([
      { kind: 'type', expected: '2' },
    ]);
  });

  it('says when it could not read who is selected', () => {
    expect(leadOn('revoke', {}).headline.key).toBe('guard.revoke.headline.unread');
  });
});

describe('a selection that goes beyond what is shown', () => {
  const part = { coverage: 'partial', value: people(3) } as const;
  const more = { selected: part, selectsMore: true };

  it('is said, and takes typing how many there are in all', () => {
    const ask = leadOn('revoke', { ...more, total: 312 });
    expect(ask.headline).toEqual({ key: 'guard.revoke.headline.more', count: 3 });
    expect(ask.gestures).toMatchObject([{ kind: 'type', expected: '312' }]);
  });

  it('takes typing the number that is known where the total is not', () => {
    const selected = { coverage: 'partial', value: people(1) } as const;
    const ask = leadOn('revoke', { selected, selectsMore: true });
    expect(ask.gestures).toMatchObject([{ kind: 'type', expected: '1' }]);
  });

  it('is said of a grant too', () => {
    const assignments = grantOf(3, ['EMEA']).assignments ?? { coverage: 'unknown' as const };
    const ask = leadOn('grant', { ...more, assignments, workspacesOffered: 'yes', total: 40 });
    expect(ask.headline).toEqual({ key: 'guard.lock.headline.more', count: 3 });
    expect(ask.gestures).toMatchObject([{ kind: 'type', expected: '40' }]);
    const how = ask.facts.find(({ label }) => label.key === 'fact.how');
    expect(how?.value).toMatchObject({ text: { key: 'guard.more' } });
  });
});

describe('credential-spaces', () => {
  it('asks only when there is whitespace, naming the fields and not their contents', () => {
    expect(verdictOn('connect', { page: 'marketo-setup' }).kind).toBe('pass');
    const ask = leadOn('connect', { page: 'marketo-setup', spaces: ['clientId'] });
    expect(ask.facts.map((fact) => fact.label.key)).toEqual(['field.clientId']);
    expect(ask.alternatives[0].besides).toBe('trim');
  });
});

describe('all guards together', () => {
  it('hold every press that one of them would ask about', () => {
    for (const intent of Intent.options) {
      for (const about of [null, known(), known({ wait: waitEndingIn(1_000) })]) {
        const asks = verdictOn(intent, { ...grantOf(3, []), spaces: ['clientId'] }, about);
        if (asks.kind === 'ask') expect(couldAsk(intent, about, NOW)).toBe(true);
      }
    }
  });

  it('let go what none of them could ask about, and hold what only the page can tell', () => {
    expect(couldAsk('grant-open', known(), NOW)).toBe(false);
    for (const intent of ['invite-next', 'invite-send'] as const)
      expect(couldAsk(intent, null, NOW)).toBe(true);
  });
});
