/**
 * The people of the practice instance: always the same for the same count, so that a tester can
 * write down what to expect. The first ones are the awkward ones on purpose.
 */

/** What a person's record says; the rules of the product never change it, except `role`. */
export interface Person {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly team: string;
  /** Milliseconds since the epoch, or null for somebody who was invited and never came. */
  readonly lastSignIn: number | null;
}

/** Only an admin sees the Admin Settings. */
export type Role = 'admin' | 'member';

/** The admin who connected first, and who got the very first invitation. */
export const ADMIN_A = { email: 'alex.admin@example.com', name: 'Alex Admin' } as const;
/** The admin who takes the connection over. */
export const ADMIN_B = { email: 'bea.berger@example.com', name: 'Bea Berger' } as const;

const TEAMS = ['Inside Sales', 'Field Sales', 'Key Accounts', 'Renewals', 'Partners'] as const;

/** Names are data. Each of these has broken some table, some search or some CSV before. */
const AWKWARD: readonly (readonly [name: string, email: string])[] = [
  ['Ann Lee', 'ann.lee@example.com'],
  ['Joann Lee', 'joann.lee@example.com'],
  ['Sam Taylor', 'sam.taylor@example.com'],
  ['Sam Taylor', 'sam.taylor.2@example.com'],
  ['<script>alert("hi")</script>', 'script.tag@example.com'],
  ['山田 太郎', 'taro.yamada@example.com'],
  ['김민준', 'minjun.kim@example.com'],
  ['王小明', 'xiaoming.wang@example.com'],
  ['محمد الأحمد', 'mohammed.alahmad@example.com'],
  ['דוד כהן', 'david.cohen@example.com'],
  ['Zoë Ångström-Núñez', 'zoe.angstrom@example.com'],
  ["Siobhán O'Brien & Söhne", 'siobhan.obrien+sales@example.com'],
  ['Łukasz Żółć', 'lukasz.zolc@example.com'],
  ['=SUM(A1:A9)', 'formula@example.com'],
  [
    'Bartholomew Featherstonehaugh-Cholmondeley von und zu Hohenlohe-Schillingsfürst',
    `bartholomew.${'featherstonehaugh-cholmondeley.'.repeat(6)}hohenlohe@very-long-subdomain-of-the-emea-region.example.com`,
  ],
  ['ann.lee@example.com', 'not.ann.lee@example.com'],
];

/** A part of a name as it is written, and as it stands in an address. */
type NamePart = readonly [written: string, ascii: string];

const FIRST: readonly [NamePart, ...NamePart[]] = [
  ['Maria', 'maria'],
  ['Jonas', 'jonas'],
  ['Élodie', 'elodie'],
  ['Noah', 'noah'],
  ['Sofía', 'sofia'],
  ['Lars', 'lars'],
  ['Chiara', 'chiara'],
  ['João', 'joao'],
  ['Astrid', 'astrid'],
  ['Priya', 'priya'],
  ['Tomasz', 'tomasz'],
  ['Grace', 'grace'],
  ['Mehmet', 'mehmet'],
  ['Ingrid', 'ingrid'],
  ['Olivia', 'olivia'],
  ['Kwame', 'kwame'],
  ['Søren', 'soren'],
  ['Leïla', 'leila'],
  ['Hugo', 'hugo'],
];

const LAST: readonly [NamePart, ...NamePart[]] = [
  ['Fernández', 'fernandez'],
  ['de Vries', 'devries'],
  ['Lindqvist', 'lindqvist'],
  ['Moreau', 'moreau'],
  ['Rossi', 'rossi'],
  ['Schröder', 'schroeder'],
  ['Oliveira', 'oliveira'],
  ['Patel', 'patel'],
  ['Nowak', 'nowak'],
  ['Okafor', 'okafor'],
  ['Yılmaz', 'yilmaz'],
  ['Jensen', 'jensen'],
  ['Novák', 'novak'],
  ['Dubois', 'dubois'],
  ['Haddad', 'haddad'],
  ['Murphy', 'murphy'],
  ['Bianchi', 'bianchi'],
];

/** Family name first: kept apart, so that a mixed name such as "佐藤 Maria" does not come up. */
const WHOLE: readonly [NamePart, ...NamePart[]] = [
  ['佐藤 花子', 'hanako.sato'],
  ['鈴木 一郎', 'ichiro.suzuki'],
  ['박지우', 'jiwoo.park'],
  ['李华', 'hua.li'],
  ['陳美玲', 'meiling.chen'],
  ['فاطمة حسن', 'fatima.hassan'],
  ['נועה לוי', 'noa.levi'],
];

const HOUR = 3_600_000;

/** The item of a list that is not empty, counting round and round. */
function nth<T>(list: readonly [T, ...T[]], index: number): T {
  return list[index % list.length] ?? list[0];
}

function makeName(index: number): readonly [name: string, email: string] {
  const whole = index % 9 === 8;
  // Every ninth person takes a whole name; the others are counted without them.
  const count = whole ? Math.floor(index / 9) : index - Math.floor(index / 9);
  const [first, firstAscii] = nth(FIRST, count);
  const [last, lastAscii] = nth(LAST, count);
  const [name, mailbox] = whole
    ? nth(WHOLE, count)
    : [`${first} ${last}`, `${firstAscii}.${lastAscii}`];
  // 19 and 17 share no divisor: a pair comes round again only after 323 people.
  const round = Math.floor(count / (whole ? WHOLE.length : FIRST.length * LAST.length));
  return [name, `${mailbox}${round === 0 ? '' : `.${round + 1}`}@example.com`];
}

/** Admin A, Admin B, and `count` other people. */
export function makePeople(count: number, now: number): Person[] {
  const people: Person[] = [
    { ...ADMIN_A, role: 'admin', team: 'Sales Operations', lastSignIn: now - HOUR },
    { ...ADMIN_B, role: 'admin', team: 'Sales Operations', lastSignIn: now - 20 * HOUR },
  ];
  for (let i = 0; i < count; i++) {
    const [name, email] = AWKWARD[i] ?? makeName(i - AWKWARD.length);
    people.push({
      name,
      email,
      role: 'member',
      team: nth(TEAMS, i),
      lastSignIn: i % 7 === 6 ? null : now - (i % 50) * 9 * HOUR - (i % 13) * 600_000,
    });
  }
  return people;
}

/** A display name for somebody of whom only the address is known. */
export function nameFromEmail(email: string): string {
  const mailbox = email.split('@')[0] ?? email;
  return mailbox
    .split(/[._+-]+/)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}
