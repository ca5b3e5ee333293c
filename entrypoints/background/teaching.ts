import { acceptProfile } from '@/lib/console/accept';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import type { AccountId } from '@/lib/model/ids';
import {
  type Exception,
  ExceptionId,
  type Hint,
  type Misread,
  type Profile,
  type ProfileProblem,
  type TabWord,
  type Teaching,
} from '@/lib/model/profile';
import type { Policy } from '@/lib/model/settings';
import type { Store } from '@/lib/store';

/** What becomes of a profile that was brought in. */
export type ImportOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'profile-refused'; readonly problems: ProfileProblem[] };

/** More than anybody teaches; the oldest go first. */
const MOST_HINTS = 200;
const MOST_EXCEPTIONS = 500;

/**
 * Everything that changes what the built-in profile recognises in an account's console. A prescribed profile that
 * is bad counts for nothing.
 */
export async function teaching(
  store: Store,
  policy: Policy,
  account: AccountId,
): Promise<Teaching> {
  const managed = policy.profile === undefined ? null : accept(policy.profile);
  const kept = await store.profiles.list();
  const exceptions = await exceptionsOf(store, account);
  return {
    profiles: [
      ...(managed?.ok ? [{ origin: 'managed' as const, profile: managed.profile }] : []),
      ...kept.map(({ origin, profile }) => ({ origin, profile })),
    ],
    exceptions: exceptions.sort((a, b) => b.at - a.at).slice(0, MOST_EXCEPTIONS),
  };
}

/** What is left alone in an account. What was said before accounts were told apart holds in all of them. */
async function exceptionsOf(store: Store, account: AccountId): Promise<Exception[]> {
  const all = await store.exceptions.list();
  return all.filter((one) => one.account === undefined || one.account === account);
}

function accept(text: string) {
  return acceptProfile(text, BUILT_IN_PROFILE);
}

/** Takes in a profile in the place of the one brought in before; a bad one changes nothing. */
export async function importProfile(store: Store, text: string): Promise<ImportOutcome> {
  const judged = accept(text);
  if (!judged.ok) return { kind: 'profile-refused', problems: [...judged.problems] };
  await store.profiles.put({ origin: 'imported', profile: judged.profile, at: store.now });
  return { kind: 'done' };
}

/** Uses no imported profile any more. */
export async function removeProfile(store: Store): Promise<void> {
  const found = await store.profiles.get('imported');
  if (found !== null) await store.profiles.remove(found);
}

/** Adds a control that a person has pointed out, and takes back what they said against it before. */
export async function teach(store: Store, account: AccountId, hint: Hint): Promise<void> {
  const own = await ownProfile(store);
  const others = own.hints.filter((one) => !isSame(one, hint));
  await putOwn(store, { ...own, hints: [...others, hint].slice(-MOST_HINTS) });
  const against = (await exceptionsOf(store, account)).filter((one) => isAbout(one, hint));
  await store.exceptions.remove(...against);
}

/** The tag under which words are kept whose language nobody knows (BCP 47, "undetermined"). */
const UNDETERMINED = 'und';

/** Adds a person's word for one of the tabs; one that already means another tab is refused. */
export async function teachTab(store: Store, { page, word }: TabWord): Promise<ImportOutcome> {
  const own = await ownProfile(store);
  const words = own.words[page]?.[UNDETERMINED] ?? [];
  const taught = { ...own.words[page], [UNDETERMINED]: [...new Set([...words, word])].slice(-50) };
  const judged = accept(JSON.stringify({ ...own, words: { ...own.words, [page]: taught } }));
  if (!judged.ok) return { kind: 'profile-refused', problems: [...judged.problems] };
  await putOwn(store, judged.profile);
  return { kind: 'done' };
}

/** Takes back a person's word for one of the tabs. */
export async function forgetTab(store: Store, { page, word }: TabWord): Promise<void> {
  const own = await ownProfile(store);
  const { [page]: taught = {}, ...words } = own.words;
  const kept = Object.entries(taught).flatMap(([language, all]) => {
    const others = all.filter((one) => one !== word);
    return others.length === 0 ? [] : [[language, others] as const];
  });
  const left = kept.length === 0 ? words : { ...words, [page]: Object.fromEntries(kept) };
  await putOwn(store, { ...own, words: left });
}

/** Takes back a control that a person has pointed out. */
export async function forgetHint(store: Store, hint: Hint): Promise<void> {
  const own = await ownProfile(store);
  await putOwn(store, { ...own, hints: own.hints.filter((one) => !isSame(one, hint)) });
}

/** Notes that a control is none of ours in this account; a hint that said so by itself goes away with it. */
export async function unteach(store: Store, account: AccountId, misread: Misread): Promise<void> {
  const own = await ownProfile(store);
  const hints = own.hints.filter((hint) => !isAbout(misread, hint));
  if (hints.length < own.hints.length) await putOwn(store, { ...own, hints });
  const id = ExceptionId.parse(crypto.randomUUID());
  await store.exceptions.put({ ...misread, id, at: store.now, account });
}

/** Takes an exception back, so that its control is recognised again. */
export async function forgetException(store: Store, id: ExceptionId): Promise<void> {
  const found = await store.exceptions.get(id);
  if (found !== null) await store.exceptions.remove(found);
}

async function ownProfile(store: Store): Promise<Profile> {
  const found = await store.profiles.get('own');
  return found?.profile ?? { id: 'own', version: 1, routes: [], words: {}, hints: [] };
}

async function putOwn(store: Store, profile: Profile): Promise<void> {
  await store.profiles.put({ origin: 'own', profile, at: store.now });
}

type Pointing = Pick<Hint, 'page' | 'place' | 'label' | 'selector' | 'intent'>;

const keyOf = ({ page, place, label, selector, intent }: Pointing) =>
  JSON.stringify([page, place, label, selector, intent]);

function isSame(a: Pointing, b: Pointing): boolean {
  return keyOf(a) === keyOf(b);
}

/** Whether an exception speaks of the control that a hint points out; the hint may say less. */
function isAbout(misread: Pointing, hint: Pointing): boolean {
  if (misread.intent !== hint.intent || misread.place !== hint.place) return false;
  return hint.label !== null ? hint.label === misread.label : hint.selector === misread.selector;
}
