import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptProfile, handOn, LONGEST_PROFILE } from '@/lib/console/accept';
import { compileLexicon, normaliseLabel } from '@/lib/console/lexicon';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { pageOfHash } from '@/lib/console/recognition';
import { Hint, HintSelector, Profile, Term } from '@/lib/model/profile';

const judge = (profile: unknown) => acceptProfile(JSON.stringify(profile), BUILT_IN_PROFILE);

/** A profile that says nothing but what is given. */
const with_ = (parts: object) => ({ id: 'emea', version: 1, ...parts });

/** The problems of a profile, as `field: reason`. */
function problemsOf(profile: unknown): string[] {
  const judged = judge(profile);
  return judged.ok ? [] : judged.problems.map(({ field, reason }) => `${field}: ${reason}`);
}

const HINT = {
  page: 'user-access',
  place: 'row',
  label: 'Zugang geben',
  selector: null,
  intent: 'grant',
} as const;

describe('a profile', () => {
  it('is accepted with nothing but a name', () => {
    expect(judge(with_({}))).toEqual({
      ok: true,
      profile: { id: 'emea', version: 1, routes: [], words: {}, hints: [] },
    });
  });

  it('is accepted with words, routes and hints of its own', () => {
    const profile = with_({
      routes: [
        { hash: '#settings/marketo-admin/team', page: 'marketo' },
        { hash: '#/next/marketo', page: 'user-access' },
      ],
      words: { connect: { tr: ['Bağlan'] }, object: { tr: ['kullanıcılar'] } },
      hints: [HINT, { ...HINT, label: null, selector: 'div.row > button.grant' }],
    });
    expect(judge(profile)).toEqual({ ok: true, profile });
  });

  it('may repeat what is built in', () => {
    const { id, version, routes, words, hints } = BUILT_IN_PROFILE;
    expect(problemsOf({ id, version, routes, words, hints })).toEqual([]);
  });
});

describe('a profile is refused', () => {
  it.each([
    ['not JSON', '{', ': not-json'],
    ['empty', '', ': not-json'],
    ['too deep to read', '['.repeat(200_000), ': not-json'],
    ['a list', '[]', ': wrong-kind'],
    ['null', 'null', ': wrong-kind'],
    ['only text', '"profile"', ': wrong-kind'],
    ['too long', ' '.repeat(LONGEST_PROFILE + 1), ': file-too-long'],
  ])('when it is %s', (_, text, problem) => {
    const judged = acceptProfile(text, BUILT_IN_PROFILE);
    expect(judged.ok ? [] : judged.problems.map((one) => `${one.field}: ${one.reason}`)).toEqual([
      problem,
    ]);
  });

  it.each<[string, object, string]>([
    ['without a name', { id: undefined }, 'id: missing'],
    ['with an empty name', { id: '  ' }, 'id: empty'],
    ['with a name that is no text', { id: 7 }, 'id: wrong-kind'],
    ['with an endless name', { id: 'x'.repeat(81) }, 'id: too-long'],
    ['without a version', { version: undefined }, 'version: missing'],
    ['of another version', { version: '1' }, 'version: not-offered'],
    ['of a newer version', { version: 2, anything: 'else' }, 'version: newer-version'],
    ['with hosts', { hosts: ['example.com'] }, 'hosts: unknown-key'],
    ['with code', { code: 'alert(1)' }, 'code: unknown-key'],
    ['with a word for something unknown', { words: { pay: {} } }, 'words.pay: unknown-key'],
    [
      'with words that are no list',
      { words: { connect: { de: 'An' } } },
      'words.connect.de: wrong-kind',
    ],
    ['with an empty word', { words: { connect: { de: [' '] } } }, 'words.connect.de.0: empty'],
    [
      'with an endless word',
      { words: { connect: { de: ['x'.repeat(81)] } } },
      'words.connect.de.0: too-long',
    ],
    [
      'with too many words',
      { words: { connect: { de: Array(51).fill('An') } } },
      'words.connect.de: too-many',
    ],
    [
      'with a route that has no hash',
      { routes: [{ hash: '/a', page: 'marketo' }] },
      'routes.0.hash: no-hash',
    ],
    [
      'with a route to nowhere',
      { routes: [{ hash: '#a', page: 'bank' }] },
      'routes.0.page: not-offered',
    ],
    ['with a route without a page', { routes: [{ hash: '#a' }] }, 'routes.0.page: missing'],
    [
      'with a host in a route',
      { routes: [{ hash: '#a', page: 'marketo', host: 'x' }] },
      'routes.0.host: unknown-key',
    ],
    [
      'with an intent that cannot be taught',
      { hints: [{ ...HINT, intent: 'delete-user' }] },
      'hints.0.intent: not-offered',
    ],
    [
      'with a hint that points at nothing',
      { hints: [{ ...HINT, label: null }] },
      'hints.0: names-nothing',
    ],
    ['with code in a hint', { hints: [{ ...HINT, run: 'x' }] }, 'hints.0.run: unknown-key'],
    ['with too many hints', { hints: Array(201).fill(HINT) }, 'hints: too-many'],
    ['with exceptions', { exceptions: [] }, 'exceptions: unknown-key'],
    // What turns a meaning around.
    [
      'with the word for connect under disconnect',
      { words: { disconnect: { de: ['Verbinden'] } } },
      'words.disconnect.de.0: other-meaning',
    ],
    [
      'with that word written otherwise',
      { words: { disconnect: { de: ['  ＶＥＲＢＩＮＤＥＮ: (3)'] } } },
      'words.disconnect.de.0: other-meaning',
    ],
    [
      'with that word and what it is done to',
      { words: { disconnect: { en: ['Connect selected users'] } } },
      'words.disconnect.en.0: other-meaning',
    ],
    [
      'with the word for disconnect under connect',
      { words: { connect: { sv: ['Koppla från'] } } },
      'words.connect.sv.0: other-meaning',
    ],
    [
      'with connected under not connected',
      { words: { 'not-connected': { de: ['Verbunden'] } } },
      'words.not-connected.de.0: other-meaning',
    ],
    [
      'with a tab under another tab',
      { words: { 'set-up': { en: ['User Access'] } } },
      'words.set-up.en.0: other-meaning',
    ],
    [
      'with a hint that calls Disconnect a connect',
      { hints: [{ ...HINT, label: 'Disconnect', intent: 'connect' }] },
      'hints.0.label: other-meaning',
    ],
    [
      'with a hint that calls Connect a removal',
      { hints: [{ ...HINT, label: 'Connect 3 users', intent: 'revoke' }] },
      'hints.0.label: other-meaning',
    ],
    // What would hide a verb, as objects are left out of a label before its verb is looked up.
    [
      'with a verb as an object',
      { words: { object: { en: ['connect'] } } },
      'words.object.en.0: hides-a-verb',
    ],
    [
      'with a piece of a verb as an object',
      { words: { object: { sv: ['från'] } } },
      'words.object.sv.0: hides-a-verb',
    ],
    [
      'with a character of a verb as an object',
      { words: { object: { ja: ['続'] } } },
      'words.object.ja.0: hides-a-verb',
    ],
    [
      'with an object that reaches into a verb',
      { words: { object: { 'zh-Hant': ['者連'] } } },
      'words.object.zh-Hant.0: hides-a-verb',
    ],
    // What takes a page away.
    [
      'with the Marketo page as another',
      { routes: [{ hash: '#settings/marketo-admin', page: 'settings' }] },
      'routes.0.hash: takes-a-page',
    ],
    [
      'with what lies below it as another',
      { routes: [{ hash: '#settings/marketo-admin/users', page: 'settings' }] },
      'routes.0.hash: takes-a-page',
    ],
    [
      'with a query of it as another',
      { routes: [{ hash: '#settings/marketo-admin?tab=2', page: 'user-management' }] },
      'routes.0.hash: takes-a-page',
    ],
    // Whom it would name.
    ['with an address as its name', { id: 'of ann@example.com' }, 'id: names-somebody'],
    [
      'with an address as a word',
      { words: { name: { en: ['ann@example.com'] } } },
      'words.name.en.0: names-somebody',
    ],
    [
      'with an address in a route',
      { routes: [{ hash: '#u/ann@example.com', page: 'marketo' }] },
      'routes.0.hash: names-somebody',
    ],
    [
      'with an address in a label',
      { hints: [{ ...HINT, label: 'Grant ann@example.com' }] },
      'hints.0.label: names-somebody',
    ],
  ])('%s', (_, parts, problem) => {
    expect(problemsOf(with_(parts))).toEqual([problem]);
  });

  it('for a key that every object has', () => {
    const text = '{"id":"x","version":1,"__proto__":{"hosts":[]}}';
    const judged = acceptProfile(text, BUILT_IN_PROFILE);
    expect(judged).toMatchObject({ ok: false });
  });

  it('with what the reason speaks of', () => {
    const judged = judge(with_({ words: { disconnect: { de: ['Verbinden'] } } }));
    expect(judged).toMatchObject({ problems: [{ about: 'connect' }] });
    const route = judge(with_({ routes: [{ hash: '#settings/marketo-admin', page: 'settings' }] }));
    expect(route).toMatchObject({ problems: [{ about: 'marketo' }] });
    expect(judge(with_({ id: 'x'.repeat(81) }))).toMatchObject({ problems: [{ about: 80 }] });
  });

  it('with twenty problems at most, and no path without an end', () => {
    const keys = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}`.repeat(300), 1]));
    const judged = judge(with_(keys));
    if (judged.ok) throw new Error('accepted');
    expect(judged.problems).toHaveLength(20);
    expect(judged.problems.every(({ field }) => field.length <= 200)).toBe(true);
  });
});

describe('a selector', () => {
  it.each([
    '.grant',
    'button#go.primary',
    '[data-testid="grant-access"]',
    'div.table > [role="row"] > button[type="button"]',
    '* > * > sia-button.go',
  ])('%s may be kept', (selector) => {
    expect(HintSelector.safeParse(selector).success).toBe(true);
  });

  it.each([
    ':has(*)',
    'button:has(*)',
    'button:not(.a)',
    'a, b',
    'a b',
    'a + b',
    'a ~ b',
    'a::part(x)',
    '[href="https://example.com"]',
    '[title="ann@example.com"]',
    '[data-testid="ann@example.com"]',
    '[name="ann.lee@example.com"]',
    '[name=go]',
    '[onclick="x"]',
    '[data-user="ann"]',
    'a > b > c > d > e > f > g > h',
    'button',
    '* > * > sia-button',
    'button > ',
    'div >  > .x',
    '*',
    'a{}',
    'a/**/',
    '\\61',
    '',
    ' ',
    'x'.repeat(301),
  ])('%s is refused', (selector) => {
    expect(problemsOf(with_({ hints: [{ ...HINT, selector }] }))).toEqual([
      `hints.0.selector: ${selector.length > 300 ? 'too-long' : 'bad-selector'}`,
    ]);
  });
});

// Words as profiles have them: some new, some built in, some of both, in any dress.
const builtInWords = Object.values(BUILT_IN_PROFILE.words).flatMap((words) =>
  Object.values(words).flat(),
);
const word = fc
  .oneof(
    fc.constantFrom(...builtInWords),
    fc
      .constantFrom(...builtInWords)
      .chain((one) => fc.nat({ max: one.length }).map((at) => one.slice(0, at))),
    fc
      .tuple(fc.constantFrom(...builtInWords), fc.constantFrom(...builtInWords))
      .map(([a, b]) => `${a} ${b}`),
    fc.string({ maxLength: 20, unit: 'grapheme' }),
  )
  .filter((one) => one.trim() !== '' && one.length <= 80);
const words = fc.dictionary(
  fc.constantFrom(...Term.options),
  fc.dictionary(fc.constantFrom('en', 'de', 'ja', 'tr'), fc.array(word, { maxLength: 4 }), {
    noNullPrototype: true,
  }),
  { noNullPrototype: true, maxKeys: 4 },
);
const routes = fc.array(
  fc.record({
    hash: fc.constantFrom(
      '#',
      '#settings',
      '#settings/',
      '#settings/marketo',
      '#settings/marketo-admin',
      '#settings/marketo-admin/x',
      '#settings/admin',
      '#settings/admin/user-management?a',
      '#new',
    ),
    page: fc.constantFrom('marketo', 'user-access', 'user-management', 'settings'),
  }),
  { maxLength: 3 },
);
const hints = fc.array(
  fc.record({
    page: fc.constantFrom('marketo', 'marketo-setup', 'user-access'),
    place: fc.constantFrom('dialog', 'row', 'page'),
    label: fc.option(word),
    selector: fc.option(fc.constantFrom('button', '.grant', 'div > [role="button"]')),
    intent: fc.constantFrom('connect', 'disconnect', 'grant-open', 'grant', 'revoke'),
  }),
  { maxLength: 4 },
);
const candidate = fc.record({
  id: fc.constant('any'),
  version: fc.constant(1),
  words,
  routes,
  hints,
});

/** Labels that the built-in profile understands, with what a verb is done to in several places. */
function* labels(): Generator<[Term, string]> {
  for (const term of Term.options)
    for (const one of Object.values(BUILT_IN_PROFILE.words[term]).flat()) yield [term, one];
  for (const term of ['connect', 'disconnect'] as const)
    for (const [language, verbs] of Object.entries(BUILT_IN_PROFILE.words[term])) {
      const objects = new Map(Object.entries(BUILT_IN_PROFILE.words.object)).get(language) ?? [];
      for (const verb of verbs)
        for (const object of objects) {
          yield [term, `${verb} 3 ${object}`];
          yield [term, `${object}${verb}`];
          yield [term, `${object} ${verb}`];
        }
    }
}

const builtIn = compileLexicon(BUILT_IN_PROFILE);
const understood = [...labels()].map(([term, label]) => ({
  term,
  label,
  names: builtIn.names(term, label),
  acts: builtIn.acts(term, label),
}));

describe('no profile that is accepted', () => {
  it('takes a built-in word away, or turns it around', () => {
    let accepted = 0;
    fc.assert(
      fc.property(candidate, (one) => {
        const judged = judge(one);
        if (!judged.ok) return;
        accepted += 1;
        const lexicon = compileLexicon(BUILT_IN_PROFILE, [judged.profile]);
        for (const { term, label, names, acts } of understood) {
          if (names && !lexicon.names(term, label)) throw new Error(`${label} no longer ${term}`);
          if (acts && !lexicon.acts(term, label)) throw new Error(`${label} does not ${term} now`);
          const other = term === 'connect' ? 'disconnect' : 'connect';
          if ((term === 'connect' || term === 'disconnect') && lexicon.names(other, label))
            throw new Error(`${label} is ${other} now`);
        }
      }),
      { numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(10);
  }, 60_000);

  it('takes a page away', () => {
    fc.assert(
      fc.property(routes, (added) => {
        const judged = judge(with_({ routes: added }));
        if (!judged.ok) return;
        const all = {
          ...BUILT_IN_PROFILE,
          routes: [...BUILT_IN_PROFILE.routes, ...judged.profile.routes],
        };
        for (const below of ['', '/x', '?tab=2', '/x/y', '&a']) {
          for (const [hash, page] of [
            ['#settings/marketo-admin', 'marketo'],
            ['#settings/admin/user-management', 'user-management'],
          ] as const)
            expect(pageOfHash(hash + below, all)).toBe(page);
        }
      }),
    );
  });
});

describe('own teaching that is handed on', () => {
  const own = (hintsOfOwn: readonly Hint[]) =>
    Profile.parse({ id: 'own', version: 1, hints: [...hintsOfOwn] });
  const nobody = () => false;

  it('is accepted by others, and means the same there', () => {
    fc.assert(
      fc.property(hints, (taught) => {
        const valid = taught.flatMap((one) => Hint.safeParse(one).data ?? []);
        const { profile, leftOut } = handOn(own(valid), BUILT_IN_PROFILE, nobody);
        expect(profile.hints.length + leftOut).toBe(valid.length);
        expect(judge(profile)).toEqual({ ok: true, profile });
      }),
    );
  });

  it('leaves out what names somebody, and says how much that is', () => {
    const kept = Hint.parse(HINT);
    const address = Hint.parse({ ...HINT, label: 'Grant ann.lee@example.com' });
    const name = Hint.parse({ ...HINT, label: 'Grant Ann Lee' });
    const isAnn = (label: string) => normaliseLabel(label).includes('ann lee');
    expect(handOn(own([kept, address, name]), BUILT_IN_PROFILE, isAnn)).toEqual({
      profile: own([kept]),
      leftOut: 2,
    });
  });
});
