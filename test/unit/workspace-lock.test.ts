import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/guards';
import { Email } from '@/lib/model/ids';
import type { Known } from '@/lib/model/known';
import type { KnownPeople, KnownPerson } from '@/lib/model/plan';
import type { Snapshot } from '@/lib/model/snapshot';
import type { Ask, Fact, Gesture, Verdict } from '@/lib/model/verdict';
import { known, NOW, people, snapshot, user, waitEndingIn } from './cases';

/** What is in the dialog: so many people, all with these workspaces, unless it is said otherwise for some. */
function dialog(
  count: number,
  workspaces: string[],
  otherwise: Record<number, string[]> = {},
): Partial<Snapshot> {
  const selected = people(count);
  return {
    selected: { coverage: 'whole', value: selected },
    assignments: {
      coverage: 'whole',
      value: selected.map((email, index) => ({
        email,
        workspaces: otherwise[index] ?? workspaces,
      })),
    },
    workspacesOffered: 'yes',
  };
}

const WORKSPACES = ['APAC', 'Default', 'EMEA'];

/** Somebody who is in the roster with these workspaces, without any (`'open'`), or not at all. */
function planned(index: number, workspaces: string[] | 'open' | null): Partial<KnownPerson> {
  const email = Email.parse(`p${index}@example.com`);
  if (workspaces === null) return { email, planned: null };
  return { email, planned: { workspaces: workspaces === 'open' ? null : workspaces } };
}

/** What the background knows of the first so many people: the same of all, but for some. */
function about(
  count: number,
  same: Partial<KnownPerson>,
  otherwise: Record<number, Partial<KnownPerson>> = {},
  part: Partial<KnownPeople> = {},
): KnownPeople {
  return {
    people: people(count).map((email, index) => ({
      access: 'not-connected',
      workspaces: null,
      had: null,
      planned: null,
      ...same,
      ...otherwise[index],
      email,
    })),
    workspaces: WORKSPACES,
    hasRoster: true,
    ...part,
  };
}

/** What is known without a roster. */
const unplanned = (
  count: number,
  same: Partial<KnownPerson> = {},
  part: Partial<KnownPeople> = {},
) => about(count, { planned: null, ...same }, {}, { hasRoster: false, ...part });

function verdictOn(
  seen: Partial<Snapshot>,
  who: KnownPeople | null,
  what: Known | null = known(),
): Verdict {
  return judge({ intent: 'grant', snapshot: snapshot(seen), known: what, people: who, now: NOW });
}

function ask(seen: Partial<Snapshot>, who: KnownPeople | null): Ask {
  const verdict = verdictOn(seen, who);
  if (verdict.kind !== 'ask') throw new Error('the grant passed without a question');
  return verdict.lead;
}

/** What going on takes, in short. */
function gestures(seen: Partial<Snapshot>, who: KnownPeople | null): string[] {
  const verdict = verdictOn(seen, who);
  if (verdict.kind !== 'ask') return ['passes'];
  const short = (gesture: Gesture) =>
    gesture.kind === 'type' ? `type ${gesture.expected}` : gesture.kind;
  return [...(verdict.enterIsEnough ? ['enter'] : ['press']), ...verdict.gestures.map(short)];
}

const labels = ({ facts }: Ask) => facts.map(({ label }) => label.key);

function factOf({ facts }: Ask, label: Fact['label']['key']): Fact['value'] {
  const found = facts.find((fact) => fact.label.key === label);
  if (!found) throw new Error(`there is no fact ${label}`);
  return found.value;
}

describe('a grant about which nothing is wrong', () => {
  it('is let go with Enter for one person as planned, and says so calmly', () => {
    const seen = dialog(1, ['EMEA']);
    const who = about(1, planned(0, ['EMEA']));
    expect(gestures(seen, who)).toEqual(['enter']);
    expect(ask(seen, who)).toMatchObject({
      severity: 'notice',
      headline: { key: 'guard.lock.planned.named', count: 1, values: { workspaces: 'EMEA' } },
    });
  });

  it('compares workspaces whatever their order and case', () => {
    const who = about(1, planned(0, ['emea', 'Apac ']));
    expect(gestures(dialog(1, ['EMEA', 'APAC']), who)).toEqual(['enter']);
  });

  it('takes Default that is planned for chosen when none is', () => {
    expect(gestures(dialog(1, []), about(1, planned(0, ['Default'])))).toEqual(['enter']);
  });

  it('takes a press for several people as planned, up to 25', () => {
    const who = (count: number) => about(count, planned(0, ['EMEA']));
    expect(gestures(dialog(2, ['EMEA']), who(2))).toEqual(['press']);
    expect(gestures(dialog(25, ['EMEA']), who(25))).toEqual(['press']);
    expect(ask(dialog(25, ['EMEA']), who(25)).severity).toBe('notice');
  });

  it('takes typing the name for 26, the names for several, and the number for several sets', () => {
    const who = about(26, planned(0, ['EMEA']));
    expect(gestures(dialog(26, ['EMEA']), who)).toEqual(['press', 'type EMEA']);
    expect(gestures(dialog(26, ['EMEA', 'APAC']), unplanned(26))).toEqual([
      'press',
      'type APAC, EMEA',
    ]);
    expect(gestures(dialog(26, ['EMEA'], { 3: ['APAC'] }), unplanned(26))).toEqual([
      'press',
      'type 26',
    ]);
  });

  it('takes typing the number where a name cannot well be typed', () => {
    expect(gestures(dialog(26, ['…']), unplanned(26))).toEqual(['press', 'type 26']);
    expect(gestures(dialog(26, ['A'.repeat(61)]), unplanned(26))).toEqual(['press', 'type 26']);
  });

  it('is as grave as before without a roster, and less so where the roster leaves it open', () => {
    const seen = dialog(3, ['EMEA', 'APAC']);
    expect(ask(seen, unplanned(3))).toMatchObject({
      severity: 'danger',
      headline: { key: 'guard.lock.chosen.named', values: { workspaces: 'APAC, EMEA' } },
    });
    const open = ask(seen, about(3, planned(0, 'open')));
    expect(open.severity).toBe('caution');
    expect(factOf(open, 'fact.roster')).toMatchObject({ text: { key: 'guard.lock.roster.open' } });
  });

  it('says the age of the roster that it follows', () => {
    const plan: Known['plan'] = {
      takenAt: NOW - 5,
      counts: {
        invite: 0,
        grant: 1,
        'wrong-workspace': 0,
        'not-in-roster': 0,
        done: 0,
        unknown: 0,
      },
      coverage: 'whole',
      seenAt: NOW,
      next: null,
      batches: 0,
      disconnect: [],
    };
    const verdict = verdictOn(dialog(1, ['EMEA']), about(1, planned(0, ['EMEA'])), known({ plan }));
    if (verdict.kind !== 'ask') throw new Error('the grant passed');
    expect(verdict.lead.facts.find(({ label }) => label.key === 'fact.roster')?.seenAt).toBe(
      NOW - 5,
    );
  });

  it('is not let go with Enter while a wait is running', () => {
    const about1 = about(1, planned(0, ['EMEA']));
    const verdict = verdictOn(dialog(1, ['EMEA']), about1, known({ wait: waitEndingIn(60_000) }));
    expect(verdict).toMatchObject({ kind: 'ask', enterIsEnough: false });
  });

  it('names who gets what where people get different things', () => {
    const shown = ask(dialog(2, ['EMEA'], { 1: [] }), unplanned(2));
    expect(factOf(shown, 'fact.who')).toMatchObject({
      kind: 'changes',
      changes: [
        { email: 'p0@example.com', from: null, to: { names: ['EMEA'] } },
        {
          email: 'p1@example.com',
          from: null,
          to: { text: { key: 'guard.lock.defaultUnchosen' } },
        },
      ],
    });
    expect(labels(shown).filter((key) => key === 'fact.workspacesFor')).toHaveLength(2);
  });

  it('shows people by name where the table gives one', () => {
    const [email] = people(1);
    if (!email) throw new Error('one person was asked for');
    const users = { coverage: 'whole' as const, value: [user(email, { name: 'Ann Lee' })] };
    const shown = ask({ ...dialog(1, ['EMEA']), users }, null);
    expect(factOf(shown, 'fact.who')).toEqual({
      kind: 'people',
      people: [{ email, name: 'Ann Lee' }],
    });
  });

  it('shortens what would not fit into a headline, and not in the facts', () => {
    const name = `Vertrieb ${'Deutschland '.repeat(6)}`.trim();
    const shown = ask(dialog(2, [name]), unplanned(2));
    expect(String(shown.headline.values?.workspaces)).toHaveLength(40);
    expect(factOf(shown, 'fact.workspaces')).toEqual({ kind: 'names', names: [name] });
    expect(ask(dialog(2, WORKSPACES), unplanned(2)).headline).toEqual({
      key: 'guard.lock.chosen.many',
      count: 2,
      values: { workspaces: 3 },
    });
  });
});

describe('what the plan says otherwise', () => {
  const seen = dialog(3, ['EMEA']);
  const who = about(3, planned(0, ['EMEA']), { 1: planned(1, ['APAC']) });

  it('leads, naming who, with planned → chosen', () => {
    const shown = ask(seen, who);
    expect(shown).toMatchObject({
      severity: 'danger',
      headline: { key: 'guard.lock.found.plan.some', count: 1, values: { total: 3 } },
    });
    expect(labels(shown)[0]).toBe('fact.planned');
    expect(shown.facts[0]?.value).toEqual({
      kind: 'changes',
      from: { key: 'change.planned' },
      to: { key: 'change.chosen' },
      changes: [
        {
          email: 'p1@example.com',
          name: null,
          from: { kind: 'names', names: ['APAC'] },
          to: { kind: 'names', names: ['EMEA'] },
        },
      ],
    });
    expect(ask(seen, about(3, planned(0, ['APAC']))).headline.key).toBe(
      'guard.lock.found.plan.all',
    );
  });

  it('takes typing the name, or the number where there are several sets', () => {
    expect(gestures(seen, who)).toEqual(['press', 'type EMEA']);
    expect(gestures(dialog(3, ['EMEA'], { 2: ['APAC'] }), who)).toEqual(['press', 'type 3']);
    expect(gestures(dialog(1, ['EMEA']), about(1, planned(0, ['APAC'])))).toEqual([
      'press',
      'type EMEA',
    ]);
  });

  it('goes before Default by omission, which takes its tick and its name besides', () => {
    const shown = ask(dialog(1, []), about(1, planned(0, ['APAC'])));
    expect(shown.headline.key).toBe('guard.lock.found.plan.all');
    expect(shown.facts[0]?.value).toMatchObject({
      changes: [{ to: { text: { key: 'guard.lock.defaultUnchosen' } } }],
    });
    expect(shown.gestures).toMatchObject([
      { kind: 'choose', prompt: { key: 'gesture.default', count: 1 } },
      { kind: 'type', expected: 'Default' },
    ]);
  });

  it('is a part of a workspace set that is missing, too', () => {
    expect(gestures(dialog(1, ['EMEA']), about(1, planned(0, ['EMEA', 'APAC'])))).toEqual([
      'press',
      'type EMEA',
    ]);
  });
});

describe('Default by omission', () => {
  it('leads, and takes ticking that Default is right', () => {
    const shown = ask(dialog(3, []), unplanned(3));
    expect(shown).toMatchObject({
      severity: 'danger',
      headline: { key: 'guard.lock.found.omission.all', count: 3 },
      gestures: [{ kind: 'choose', prompt: { key: 'gesture.default', count: 3 } }],
      proceed: { key: 'guard.lock.proceed.chosen', values: { workspaces: 'Default' } },
    });
    expect(factOf(shown, 'fact.offered')).toEqual({ kind: 'names', names: WORKSPACES });
  });

  it('takes typing Default besides for more than 25', () => {
    expect(gestures(dialog(25, []), unplanned(25))).toEqual(['press', 'choose']);
    expect(gestures(dialog(26, []), unplanned(26))).toEqual(['press', 'choose', 'type Default']);
  });

  it('names those whom it concerns where others have one chosen', () => {
    const shown = ask(dialog(3, ['EMEA'], { 2: [] }), unplanned(3));
    expect(shown.headline).toEqual({
      key: 'guard.lock.found.omission.some',
      count: 1,
      values: { total: 3 },
    });
    expect(factOf(shown, 'fact.unchosen')).toMatchObject({ people: [{ email: 'p2@example.com' }] });
    expect(shown.gestures).toMatchObject([{ kind: 'choose', prompt: { count: 1 } }]);
  });

  it('is none where Default is all there is, or is what was chosen', () => {
    const only = unplanned(3, {}, { workspaces: ['Default'] });
    expect(gestures(dialog(3, []), only)).toEqual(['press']);
    expect(ask(dialog(3, []), only).headline.key).toBe('guard.lock.chosen.named');
    expect(gestures(dialog(3, ['Default']), unplanned(3))).toEqual(['press']);
  });

  it('is one where nobody knows what there is to choose from', () => {
    expect(gestures(dialog(3, []), unplanned(3, {}, { workspaces: [] }))).toEqual([
      'press',
      'choose',
    ]);
    expect(gestures(dialog(3, []), null)).toEqual(['press', 'choose']);
  });

  it('is one in the roster that leaves it open', () => {
    expect(gestures(dialog(1, []), about(1, planned(0, 'open')))).toEqual(['press', 'choose']);
  });
});

describe('another workspace before', () => {
  it('leads where nobody planned the move, with had → gets', () => {
    const shown = ask(dialog(2, ['EMEA']), unplanned(2, { had: ['APAC'] }));
    expect(shown).toMatchObject({
      severity: 'danger',
      headline: { key: 'guard.lock.found.had.all', count: 2 },
      gestures: [],
    });
    expect(factOf(shown, 'fact.had')).toMatchObject({
      from: { key: 'change.had' },
      changes: [{ from: { names: ['APAC'] }, to: { names: ['EMEA'] } }, {}],
    });
  });

  it('is worth a line, and no more, where the plan moves them', () => {
    const who = about(1, { ...planned(0, ['EMEA']), had: ['APAC'] });
    expect(gestures(dialog(1, ['EMEA']), who)).toEqual(['enter']);
    expect(labels(ask(dialog(1, ['EMEA']), who))).toContain('fact.had');
  });

  it('is nothing where it is the same again', () => {
    const shown = ask(dialog(1, []), unplanned(1, { had: ['Default'] }));
    expect(labels(shown)).not.toContain('fact.had');
  });
});

describe('somebody who has access already', () => {
  const connected = { access: 'connected', workspaces: ['APAC'] } as const;

  it('leads, with now → chosen, and is not let go with Enter', () => {
    const who = about(2, planned(0, ['EMEA']), { 1: { ...connected, workspaces: ['APAC'] } });
    const shown = ask(dialog(2, ['EMEA']), who);
    expect(shown).toMatchObject({
      severity: 'caution',
      headline: { key: 'guard.lock.found.connected.some', count: 1, values: { total: 2 } },
    });
    expect(factOf(shown, 'fact.hasAccess')).toMatchObject({
      changes: [{ from: { names: ['APAC'] }, to: { names: ['EMEA'] } }],
    });
    const one = about(1, { ...planned(0, ['EMEA']), access: 'connected' });
    expect(gestures(dialog(1, ['EMEA']), one)).toEqual(['press']);
  });

  it('is whom the page shows so, whatever was seen before', () => {
    const [email] = people(1);
    if (!email) throw new Error('one person was asked for');
    const row = (access: 'connected' | 'not-connected') => ({
      ...dialog(1, ['EMEA']),
      users: { coverage: 'whole' as const, value: [user(email, { access })] },
    });
    expect(labels(ask(row('connected'), unplanned(1)))).toContain('fact.hasAccess');
    expect(labels(ask(row('not-connected'), unplanned(1, { access: 'connected' })))).not.toContain(
      'fact.hasAccess',
    );
    expect(factOf(ask(row('connected'), null), 'fact.hasAccess')).toMatchObject({
      changes: [{ from: { text: { key: 'guard.lock.nowUnseen' } } }],
    });
  });
});

describe('somebody who is not in the roster', () => {
  it('leads, and contradicts the plan', () => {
    const who = about(2, planned(0, ['EMEA']), { 1: planned(1, null) });
    const shown = ask(dialog(2, ['EMEA']), who);
    expect(shown).toMatchObject({
      severity: 'danger',
      headline: { key: 'guard.lock.found.roster.some', count: 1, values: { total: 2 } },
    });
    expect(factOf(shown, 'fact.notInRoster')).toEqual({
      kind: 'people',
      people: [{ email: 'p1@example.com', name: null }],
    });
    expect(gestures(dialog(2, ['EMEA']), who)).toEqual(['press', 'type EMEA']);
  });

  it('is nobody without a roster, nor whom the background says nothing of', () => {
    expect(labels(ask(dialog(1, ['EMEA']), unplanned(1)))).not.toContain('fact.notInRoster');
    const silent = ask(dialog(1, ['EMEA']), about(0, {}));
    expect(labels(silent)).not.toContain('fact.notInRoster');
    expect(silent).toMatchObject({ severity: 'danger', enterIsEnough: false });
  });
});

describe('the order of what is wrong', () => {
  it('leads with the gravest and lists all of it', () => {
    const seen = dialog(5, ['EMEA'], { 1: [] });
    const who = about(5, planned(0, ['EMEA']), {
      0: planned(0, ['APAC']),
      1: planned(1, 'open'),
      2: { ...planned(2, 'open'), had: ['APAC'] },
      3: { access: 'connected' },
      4: planned(4, null),
    });
    const keys = [
      'fact.planned',
      'fact.unchosen',
      'fact.offered',
      'fact.had',
      'fact.hasAccess',
      'fact.notInRoster',
    ];
    expect(labels(ask(seen, who)).slice(0, keys.length)).toEqual(keys);
    const heads = [0, 1, 2, 3, 4].map((fine) => {
      const left = people(5).filter((_, index) => index >= fine);
      const part = {
        ...seen,
        selected: { coverage: 'whole' as const, value: left },
        assignments: {
          coverage: 'whole' as const,
          value: left.map((email) => ({
            email,
            workspaces: email === 'p1@example.com' ? [] : ['EMEA'],
          })),
        },
      };
      return ask(part, who).headline.key.split('.')[3];
    });
    expect(heads).toEqual(['plan', 'omission', 'had', 'connected', 'roster']);
  });
});

describe('more than can be seen, or less than can be read', () => {
  it('takes typing the number of people when everybody may be meant, planned or not', () => {
    const more = { selectsMore: true, total: 312 };
    const part = { ...dialog(3, ['EMEA']), ...more };
    expect(gestures(part, about(3, planned(0, ['EMEA'])))).toEqual(['press', 'type 312']);
    expect(ask(part, about(3, planned(0, ['EMEA'])))).toMatchObject({
      severity: 'danger',
      headline: { key: 'guard.lock.headline.more', count: 3 },
      proceed: { key: 'guard.lock.proceed.unread' },
    });
    expect(gestures({ ...dialog(3, []), ...more }, unplanned(3))).toEqual([
      'press',
      'choose',
      'type 312',
    ]);
    expect(gestures(part, about(3, planned(0, ['APAC'])))).toEqual(['press', 'type 312']);
  });

  it('says that it could not read who, when it could not', () => {
    const shown = ask({ workspacesOffered: 'unknown' }, unplanned(0));
    expect(shown.headline.key).toBe('guard.lock.headline.unread');
    expect(factOf(shown, 'fact.who')).toMatchObject({ text: { key: 'guard.unread.who' } });
    expect(gestures({ workspacesOffered: 'unknown' }, unplanned(0))).toEqual(['press']);
  });

  it('says that it could not read which workspaces, and still what it knows of the people', () => {
    const unread = { ...dialog(2, []), assignments: { coverage: 'unknown' as const } };
    const shown = ask(unread, about(2, planned(0, ['EMEA'])));
    expect(shown).toMatchObject({
      severity: 'danger',
      headline: { key: 'guard.lock.headline.workspaces', count: 2 },
      enterIsEnough: false,
    });
    expect(factOf(shown, 'fact.workspaces')).toMatchObject({ text: { key: 'guard.lock.unread' } });
    expect(ask(unread, about(2, planned(0, null))).headline.key).toBe(
      'guard.lock.found.roster.all',
    );
    const many = { ...dialog(26, []), assignments: { coverage: 'unknown' as const } };
    expect(gestures(many, unplanned(26))).toEqual(['press', 'type 26']);
  });

  it('takes a part for a part, also as planned', () => {
    const part = dialog(1, ['EMEA']);
    if (part.selected?.coverage !== 'whole') throw new Error('somebody was selected');
    const seen = { ...part, selected: { ...part.selected, coverage: 'partial' as const } };
    const shown = ask(seen, about(1, planned(0, ['EMEA'])));
    expect(shown).toMatchObject({
      severity: 'danger',
      headline: { key: 'guard.lock.headline.partial', count: 1 },
      enterIsEnough: false,
    });
    expect(factOf(shown, 'fact.how')).toMatchObject({ text: { key: 'guard.lock.how.partial' } });
  });

  it('says that the background has not answered', () => {
    const shown = ask(dialog(1, ['EMEA']), null);
    expect(shown.severity).toBe('danger');
    expect(factOf(shown, 'fact.roster')).toMatchObject({
      text: { key: 'guard.lock.roster.silent' },
    });
  });

  it('believes nothing of another account', () => {
    const other = known({ account: { ...known().account, munchkinId: 'AAA-111-BBB' } });
    const seen = { ...dialog(1, ['EMEA']), munchkinId: 'CCC-222-DDD' };
    expect(verdictOn(seen, about(1, planned(0, ['EMEA'])), other)).toMatchObject({
      kind: 'ask',
      enterIsEnough: false,
      lead: { severity: 'danger' },
    });
  });
});

describe('without workspaces', () => {
  const none = (count: number) => ({ ...dialog(count, []), workspacesOffered: 'no' as const });

  it('does not nag, however many there are', () => {
    expect(gestures(none(3), unplanned(3))).toEqual(['passes']);
    expect(gestures(none(26), null)).toEqual(['passes']);
    expect(gestures(none(3), about(3, planned(0, ['EMEA'])))).toEqual(['passes']);
  });

  it('says calmly who has access already, or is not in the roster', () => {
    expect(ask(none(2), unplanned(2, { access: 'connected' }))).toMatchObject({
      severity: 'notice',
      headline: { key: 'guard.lock.found.connected.all', count: 2 },
      gestures: [],
      proceed: { key: 'guard.lock.proceed.access', count: 2 },
    });
    expect(ask(none(2), about(2, planned(0, null)))).toMatchObject({
      severity: 'notice',
      headline: { key: 'guard.lock.found.roster.all' },
    });
  });

  it('says calmly that it could not read who is granted access', () => {
    expect(ask({ workspacesOffered: 'no' }, unplanned(0))).toMatchObject({
      severity: 'notice',
      headline: { key: 'guard.lock.headline.unreadWho' },
      gestures: [],
    });
  });
});
