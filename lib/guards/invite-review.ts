import { domainOf, nearMiss } from '@/lib/access/domains';
import { dayAfter, dayOf, daysBetween } from '@/lib/access/expiry';
import type { Email } from '@/lib/model/ids';
import type { Invitation, Invitee, KnownInvitees } from '@/lib/model/invitation';
import { counted, type MessageKey, type Text, text } from '@/lib/model/text';
import {
  type Ask,
  type Case,
  type Fact,
  type Gesture,
  type Guard,
  SEVERITIES,
  type Severity,
} from '@/lib/model/verdict';

/** Looks over an invitation to Account Insight before it is sent, and where it can still be put right easily. */
export const inviteReviewGuard: Guard = {
  id: 'invite-review',

  couldAsk: (intent) => intent === 'invite-next' || intent === 'invite-send',

  judge(press) {
    if (press.intent !== 'invite-next' && press.intent !== 'invite-send') return null;
    const invitation = press.snapshot.invitation ?? null;
    const isSend = press.intent === 'invite-send';
    if (invitation === null) return isSend ? unread() : null;
    const review = { press, invitation, known: press.invitees ?? null };
    return isSend ? reviewed(review) : hinted(review);
  },
};

/** What is looked over. */
interface Review {
  readonly press: Case;
  readonly invitation: Invitation;
  /** `null` when the background has not answered. */
  readonly known: KnownInvitees | null;
}

/** Something to be said against an invitation. The graver ones lead, among equals the earlier. */
interface Concern {
  readonly severity: Severity;
  readonly headline: Text;
  readonly facts: readonly Fact[];
  /** What sending it all the same takes. */
  readonly gestures: readonly Gesture[];
}

/** What can be said already on a step that is left with Next: only what can be put right on it. */
function hinted(review: Review): Ask | null {
  const { step } = review.invitation;
  const concerns =
    step === 'who'
      ? [...mistyped(review), ...endless(review), ...invitedBefore(review), ...outside(review)]
      : step === 'access'
        ? withoutInsight(review)
        : [];
  const [lead] = bySeverity(concerns);
  if (lead === undefined) return null;
  return {
    guard: 'invite-review',
    severity: 'notice',
    headline: lead.headline,
    facts: [
      ...(step === 'who' ? [whoFact(review)] : []),
      ...concerns.flatMap(({ facts }) => facts),
    ],
    undo: text('guard.invite.undo.next'),
    gestures: [],
    proceed: text('guard.invite.proceed.next'),
    alternatives: [{ besides: null, label: text('guard.invite.back') }],
  };
}

/** All there is to say, at the last moment at which nothing has been sent. */
function reviewed(review: Review): Ask {
  const concerns = bySeverity([
    ...withoutInsight(review),
    ...mistyped(review),
    ...endless(review),
    ...unreadParts(review),
    ...invitedBefore(review),
    ...outside(review),
    ...unfilled(review),
  ]);
  const lead = concerns[0];
  const people = review.invitation.people?.length ?? 0;
  return {
    guard: 'invite-review',
    severity: lead?.severity ?? 'notice',
    headline: lead?.headline ?? counted('guard.invite.headline.review', people),
    facts: [
      whoFact(review),
      howFact(review),
      expiryFact(review),
      insightFact(review),
      ...concerns.flatMap((concern) => factsOf(concern, lead)),
    ],
    undo: text('guard.invite.undo.send'),
    gestures: concerns.flatMap(({ gestures }) => gestures),
    enterIsEnough: lead === undefined,
    proceed:
      people === 0
        ? text('guard.invite.proceed.send')
        : counted('guard.invite.proceed.people', people),
    alternatives: [{ besides: null, label: text('guard.invite.back') }],
  };
}

/** What a concern adds to the facts; one that does not lead and has none of its own is said in a line. */
function factsOf(concern: Concern, lead: Concern | undefined): readonly Fact[] {
  if (concern === lead || concern.facts.length > 0) return concern.facts;
  return [{ label: text('fact.also'), value: { kind: 'text', text: concern.headline } }];
}

function bySeverity(concerns: readonly Concern[]): Concern[] {
  const rank = ({ severity }: Concern) => SEVERITIES.indexOf(severity);
  return concerns.toSorted((a, b) => rank(b) - rank(a));
}

/** Nothing of the invitation could be read. */
function unread(): Ask {
  return {
    guard: 'invite-review',
    severity: 'notice',
    headline: text('guard.invite.headline.unread'),
    facts: [note('fact.who', 'guard.invite.unread.who')],
    undo: text('guard.invite.undo.send'),
    gestures: [],
    proceed: text('guard.invite.proceed.send'),
    alternatives: [{ besides: null, label: text('guard.invite.back') }],
  };
}

/** Account Insight is what the invitation is for. */
function withoutInsight({ invitation: { accountInsight, people, step } }: Review): Concern[] {
  if (accountInsight !== 'not-ticked') return [];
  return [
    {
      severity: 'caution',
      headline: counted('guard.invite.headline.insight', people?.length ?? 0),
      // On its own step the box is in front of the person; later the way back to it helps more than the reason.
      facts: [
        step === 'access'
          ? note('fact.why', 'guard.invite.insight.why')
          : note('fact.repair', 'guard.invite.insight.repair'),
      ],
      gestures: [{ kind: 'choose', prompt: text('guard.invite.insight.choose') }],
    },
  ];
}

/** An address at a domain that is nearly one that was seen: a stranger may get the invitation. */
function mistyped({ invitation, known }: Review): Concern[] {
  return addresses(invitation).flatMap((email) => {
    const domain = domainOf(email);
    const meant = nearMiss(domain, known?.domains ?? []);
    if (meant === null) return [];
    return {
      severity: 'caution' as const,
      headline: text('guard.invite.headline.mistyped', { domain, meant }),
      facts: [
        {
          label: text('fact.mistyped'),
          value: {
            kind: 'text' as const,
            text: text('guard.invite.mistyped.fact', { email, meant }),
          },
        },
      ],
      gestures: [
        {
          kind: 'type' as const,
          expected: domain,
          prompt: text('guard.invite.mistyped.type', { domain }),
        },
      ],
    };
  });
}

/** Access without an end, after the end that is prescribed, or with one that lies behind. */
function endless(review: Review): Concern[] {
  const { invitation, known, press } = review;
  const { expiry, people } = invitation;
  const rule = known?.expiryDays ?? null;
  const today = dayOf(press.now, new Date(press.now).getTimezoneOffset());
  if (expiry.kind === 'never') {
    const isGrave = rule !== null || strangers(review).length > 0;
    return [
      {
        severity: isGrave ? 'caution' : 'notice',
        headline: counted('guard.invite.headline.never', people?.length ?? 0),
        facts: [note('fact.noEnd', 'guard.invite.never.why'), ...ruleFacts(rule, today)],
        gestures: isGrave ? [{ kind: 'choose', prompt: text('guard.invite.never.choose') }] : [],
      },
    ];
  }
  if (expiry.kind === 'unknown' || expiry.day === null) return [];
  const days = daysBetween(today, expiry.day);
  if (days < 0) {
    return [
      {
        severity: 'caution',
        headline: text('guard.invite.headline.past', { day: expiry.shown }),
        facts: [],
        gestures: [],
      },
    ];
  }
  if (rule === null || days <= rule) return [];
  return [
    {
      severity: 'notice',
      headline: counted('guard.invite.headline.late', days - rule),
      facts: ruleFacts(rule, today),
      gestures: [],
    },
  ];
}

function ruleFacts(rule: number | null, today: string): Fact[] {
  if (rule === null) return [];
  const day = dayAfter(today, rule);
  return [
    {
      label: text('fact.rule'),
      value: { kind: 'text', text: counted('guard.invite.rule', rule, { day }) },
    },
  ];
}

/** People who were invited from this browser before. */
function invitedBefore({ invitation, known }: Review): Concern[] {
  const invited = addresses(invitation).flatMap((email) => {
    const before = known?.people.find((one) => one.email === email)?.before ?? null;
    return before === null ? [] : [{ email, before }];
  });
  if (invited.length === 0) return [];
  return [
    {
      severity: 'notice',
      headline: counted('guard.invite.headline.before', invited.length),
      facts: invited.map(({ email, before }) => ({
        ...names('fact.invitedBefore', [email]),
        seenAt: before.at,
      })),
      gestures: [],
    },
  ];
}

/** Addresses at domains that nobody has who was seen so far. */
function outside(review: Review): Concern[] {
  const emails = strangers(review);
  if (emails.length === 0) return [];
  return [
    {
      severity: 'notice',
      headline: counted('guard.invite.headline.outside', emails.length),
      facts: [names('fact.outside', emails)],
      gestures: [],
    },
  ];
}

/** Those of {@link outside}; nobody is a stranger where nothing was seen to compare with. */
function strangers({ invitation, known }: Review): Email[] {
  const domains = known?.domains ?? [];
  if (domains.length === 0) return [];
  return addresses(invitation).filter((email) => {
    const domain = domainOf(email);
    return !domains.includes(domain) && nearMiss(domain, domains) === null;
  });
}

/** The message still says where something is to be filled in. */
function unfilled({ invitation: { placeholders } }: Review): Concern[] {
  if (placeholders === null || placeholders.length === 0) return [];
  return [
    {
      severity: 'notice',
      headline: counted('guard.invite.headline.placeholders', placeholders.length),
      facts: [names('fact.placeholders', placeholders)],
      gestures: [],
    },
  ];
}

/** What was never shown, or could not be read, is said and not taken for good. */
function unreadParts({ invitation: { people, accountInsight, expiry } }: Review): Concern[] {
  const isWhole =
    people !== null &&
    people.length > 0 &&
    accountInsight !== 'unknown' &&
    expiry.kind !== 'unknown';
  if (isWhole) return [];
  return [
    {
      severity: 'notice',
      headline: text('guard.invite.headline.partly'),
      facts: [],
      gestures: [],
    },
  ];
}

function whoFact({ invitation: { people } }: Review): Fact {
  if (people === null || people.length === 0) return note('fact.who', 'guard.invite.unread.who');
  const known = people.flatMap(({ email, name }) => (email === null ? [] : [{ email, name }]));
  if (known.length < people.length) return names('fact.who', people.map(shownName));
  return { label: text('fact.who'), value: { kind: 'people', people: known } };
}

function shownName({ email, name }: Invitee): string {
  return name ?? email ?? '';
}

function howFact({ invitation: { how } }: Review): Fact {
  return note('fact.way', `guard.invite.how.${how}`);
}

function expiryFact({ invitation: { expiry } }: Review): Fact {
  if (expiry.kind !== 'on') return note('fact.expires', `guard.invite.expires.${expiry.kind}`);
  return names('fact.expires', [expiry.shown]);
}

function insightFact({ invitation: { accountInsight } }: Review): Fact {
  const key = {
    ticked: 'guard.invite.insight.ticked',
    'not-ticked': 'guard.invite.insight.notTicked',
    unknown: 'guard.invite.insight.unknown',
  } as const;
  return note('fact.insight', key[accountInsight]);
}

function addresses({ people }: Invitation): Email[] {
  return (people ?? []).flatMap(({ email }) => email ?? []);
}

function note(label: MessageKey, key: MessageKey): Fact {
  return { label: text(label), value: { kind: 'text', text: text(key) } };
}

function names(label: MessageKey, all: readonly string[]): Fact {
  return { label: text(label), value: { kind: 'names', names: all } };
}
