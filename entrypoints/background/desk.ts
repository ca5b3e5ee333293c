import type { Signer } from '@/lib/handoff/events';
import { type Decoded, decode } from '@/lib/handoff/pass';
import { MINUTE, type SteadyClock } from '@/lib/model/clock';
import type { Handoff } from '@/lib/model/handoff';
import type { AccountId, Timestamp } from '@/lib/model/ids';
import { FromDocument, type Reply, Request } from '@/lib/model/messages';
import type { PageDocument } from '@/lib/model/page-document';
import { effective, type Policy } from '@/lib/model/settings';
import {
  type AccountRecord,
  inTransaction,
  type Jar,
  openAgain,
  type SiaDb,
  type Store,
  troubleOf,
} from '@/lib/store';
import type { DeclareProblem } from '@/lib/wait/wait';
import { accountOf, learnAccount, nameAccount } from './account';
import { forgetDifferences, forgetGrants } from './grants';
import { keepGuide } from './guides';
import {
  changeMe,
  compareKey,
  type HandoffOutcome,
  type HandoffRefusal,
  noteException,
  noteOriginalUser,
  type RequestOf,
  startHandoff,
  stateInHandoff,
} from './handoffs';
import { aboutInvitees, noteInvited } from './invitations';
import { signerOf, verifier } from './keys';
import { noteMeant } from './outages';
import { askB, exportPass, importPass, previewPass, signAccess, signPending } from './passes';
import { aboutPeople, placesOf, removeRoster, takeRoster } from './roster';
import { takeIn } from './seen';
import { followWait, recallAccess } from './stock';
import {
  forgetException,
  forgetHint,
  forgetTab,
  type ImportOutcome,
  importProfile,
  removeProfile,
  teach,
  teaching,
  teachTab,
  unteach,
} from './teaching';
import { noteLook, removeView, saveView } from './team';
import { checkEarly, declare, importWait, notePress, type WaitRules } from './waits';

/** Why a request is refused. */
export type Refusal =
  | HandoffRefusal
  | DeclareProblem
  | 'no-such-account'
  | 'not-understood'
  | 'full'
  | 'failed';

/** What the background says to people; the desk itself knows no language. */
export interface Voice {
  /** Why a request was refused, as a sentence. */
  refusal(why: Refusal): string;
  /** The lines for people at the head of a pass. */
  passSummary(handoff: Handoff): readonly string[];
  /** What Admin A asks of Admin B; `people` have access now, if that is known. */
  askB(people: number | null): readonly string[];
}

/** Where a request comes from. */
export interface Sender {
  readonly jar: Jar;
  /** Whether it comes from a tab of the console, and not from a page of the extension. */
  readonly isTab: boolean;
}

/** Requests about this browser, or about an account that they name. */
type BrowserRequest = Extract<
  Request,
  {
    kind:
      | 'teaching'
      | 'teach'
      | 'teach-tab'
      | 'unteach'
      | 'forget-hint'
      | 'forget-tab'
      | 'forget-exception'
      | 'profile-import'
      | 'profile-remove'
      | 'settings'
      | 'tick'
      | 'early-checked'
      | 'roster-take'
      | 'roster-remove'
      | 'view-save'
      | 'view-remove'
      | 'changes-seen'
      | 'account-name';
  }
>;
type AccountRequest = Exclude<Request, BrowserRequest>;

/** Requests that only a page of the extension may make: a console's tab teaches, it does not administer. */
const FOR_OUR_PAGES: ReadonlySet<Request['kind']> = new Set<Request['kind']>([
  'forget-hint',
  'forget-tab',
  'forget-exception',
  'profile-import',
  'profile-remove',
  'settings',
  'early-checked',
  'roster-take',
  'roster-remove',
  'view-save',
  'view-remove',
  'changes-seen',
  'account-name',
]);

/** Requests about this browser that a console's tab may make too. */
const FOR_EVERYBODY: ReadonlySet<Request['kind']> = new Set<Request['kind']>([
  'teaching',
  'teach',
  'teach-tab',
  'unteach',
  'tick',
]);

function isAboutBrowser(request: Request): request is BrowserRequest {
  return FOR_EVERYBODY.has(request.kind) || FOR_OUR_PAGES.has(request.kind);
}

type Outcome =
  | HandoffOutcome
  | { readonly kind: 'refused'; readonly why: DeclareProblem | 'no-such-account' }
  | Extract<Reply, { kind: 'people-known' | 'places' | 'invitees' }>;

/** What a request is answered with, besides what is stored. */
interface Answering {
  readonly sender: Sender;
  /** The document that the sender speaks for; `null` for a page of the extension. */
  readonly document: PageDocument | null;
  readonly voice: Voice;
  readonly policy: Policy;
  readonly rules: WaitRules;
  readonly ready: Ready;
  /** After how many days an invitation's access is to end; `null` without such a rule. */
  readonly inviteExpiryDays: number | null;
}

/** What has to be there before a transaction begins, as none can wait for cryptography. */
interface Ready {
  /** Who writes in handoffs; `null` in a browser that takes part in none. */
  readonly signer: Signer | null;
  /** What the request's pass turned out to be; `null` where it has none. */
  readonly decoded: Decoded | null;
}

/** The signer of a request that makes one. */
function signerIn({ signer }: Ready): Signer {
  if (signer === null) throw new Error('nobody to sign');
  return signer;
}

/** The pass of a request that has one. */
function decodedIn({ decoded }: Ready): Decoded {
  if (decoded === null) throw new Error('no pass to read');
  return decoded;
}

async function getReady(db: SiaDb, now: Timestamp, request: Request): Promise<Ready> {
  const isPass = request.kind === 'pass-import' || request.kind === 'pass-preview';
  const writes = request.kind === 'handoff-start' || (await db.handoffs.count()) > 0;
  const signer = writes ? await signerOf(db) : null;
  // What a worker that died has left unsigned.
  const leaves = request.kind === 'pass-export' || request.kind === 'ask-b';
  if (signer !== null && leaves) {
    await signPending(db, now, signer);
    if (request.kind === 'pass-export' && request.withPeople)
      await signAccess(db, now, request.handoff, signer);
  }
  return { signer, decoded: isPass ? await decode(request.text, verifier) : null };
}

/** Does what a request asks for. `seen` has found its account already. */
async function carryOut(
  store: Store,
  account: AccountRecord,
  request: AccountRequest,
  { sender, document, voice, rules, ready, inviteExpiryDays }: Answering,
): Promise<Outcome> {
  switch (request.kind) {
    case 'known':
    // Whoever hears the messages opens what is to be shown.
    case 'open-plan':
    case 'open-invite-check':
      return { kind: 'done' };
    case 'guide':
      await keepGuide(store, account.id, request);
      return { kind: 'done' };
    case 'seen':
      await takeIn(store, account, request.snapshot, document, rules, ready.signer);
      return { kind: 'done' };
    case 'let-through':
      await notePress(store, account, request, document);
      return { kind: 'done' };
    case 'asked':
      await notePress(store, account, request, document);
      await noteException(store, account.id, request, ready.signer);
      return { kind: 'done' };
    case 'not-made':
      await forgetGrants(store, account.id, request.people);
      return { kind: 'done' };
    case 'people-known':
      return { kind: 'people-known', about: await aboutPeople(store, account.id, request.people) };
    case 'invitees': {
      const about = await aboutInvitees(store, account.id, request, inviteExpiryDays);
      return { kind: 'invitees', about };
    }
    case 'invited':
      await noteInvited(store, account.id, request);
      return { kind: 'done' };
    case 'places-of':
      return { kind: 'places', ...(await placesOf(store, account.id, request.people)) };
    case 'differences-seen':
      return seeDifferences(store, account, request, sender);
    case 'workspaces-told':
      await store.accounts.put({ ...account, workspaces: { ...account.workspaces, told: true } });
      return { kind: 'done' };
    case 'wait-declare':
      return declare(store, account.id, request.connectedAt, rules);
    case 'connect-forget':
      await forgetConnect(store, account.id);
      return { kind: 'done' };
    case 'handoff-start':
      return startAndRecall(store, account, request, sender, signerIn(ready));
    case 'handoff-me':
      return changeMe(store, account.id, request);
    case 'handoff-declare':
    case 'handoff-undo':
    case 'handoff-close':
      return stateInHandoff(store, account.id, request, ready.signer);
    case 'pass-export':
      return exportPass(store, account.id, request, (one) => voice.passSummary(one));
    case 'pass-preview':
      return previewPass(store, account, request, decodedIn(ready));
    case 'pass-import':
      return takeInPass(store, account, request, decodedIn(ready), rules, ready.signer);
    case 'key-compared':
      return compareKey(store, account.id, request);
    case 'outage-meant':
      await noteMeant(store, account.id);
      return { kind: 'done' };
    case 'ask-b':
      return askB(store, account, voice);
    case 'original-user':
      return noteOriginalUser(store, account, request);
  }
}

/** Starts a handoff, and keeps who has access now. */
async function startAndRecall(
  store: Store,
  account: AccountRecord,
  request: RequestOf<'handoff-start'>,
  { isTab }: Sender,
  signer: Signer,
): Promise<Outcome> {
  const outcome = await startHandoff(store, account, request, isTab, signer);
  await recallAccess(store, account.id, signer);
  return outcome;
}

/** Takes in a pass, counts the wait of a connect that it tells of, and compares who has access to what it says. */
async function takeInPass(
  store: Store,
  account: AccountRecord,
  request: RequestOf<'pass-import'>,
  decoded: Decoded,
  rules: WaitRules,
  signer: Signer | null,
): Promise<Outcome> {
  const outcome = await importPass(store, account, request, decoded);
  if (outcome.kind !== 'done') return outcome;
  await importWait(store, account.id, rules);
  if (signer === null) return outcome;
  await followWait(store, account.id, signer);
  await recallAccess(store, account.id, signer);
  return outcome;
}

/** A console's tab speaks for the account that is signed in there, a page of the extension for the one it names. */
async function seeDifferences(
  store: Store,
  current: AccountRecord,
  { account, people }: Extract<Request, { kind: 'differences-seen' }>,
  { isTab }: Sender,
): Promise<Outcome> {
  if (isTab && account !== current.id) return { kind: 'refused', why: 'no-such-account' };
  await forgetDifferences(store, account, people);
  return { kind: 'done' };
}

async function forgetConnect(store: Store, account: AccountId): Promise<void> {
  const pending = await store.connects.get(account);
  if (pending !== null) await store.connects.remove(pending);
}

/** Does what is asked for this browser as a whole. */
async function carryOutHere(
  store: Store,
  account: AccountId,
  request: Exclude<BrowserRequest, { kind: 'settings' | 'tick' } | { account: AccountId }>,
): Promise<ImportOutcome> {
  switch (request.kind) {
    case 'teaching':
      break;
    case 'teach':
      await teach(store, account, request.hint);
      break;
    case 'teach-tab':
      return teachTab(store, request);
    case 'unteach':
      await unteach(store, account, request.misread);
      break;
    case 'forget-hint':
      await forgetHint(store, request.hint);
      break;
    case 'forget-tab':
      await forgetTab(store, request);
      break;
    case 'forget-exception':
      await forgetException(store, request.exception);
      break;
    case 'profile-import':
      return importProfile(store, request.text);
    case 'profile-remove':
      await removeProfile(store);
  }
  return { kind: 'done' };
}

async function answerHere(
  store: Store,
  request: BrowserRequest,
  { sender, policy, voice }: Answering,
): Promise<Reply> {
  if (request.kind === 'settings') {
    await store.settings.put(request.settings);
    return { kind: 'settings', settings: request.settings };
  }
  // Whoever hears the messages looks at the waits afterwards.
  if (request.kind === 'tick') return { kind: 'done' };
  if (request.kind === 'early-checked') {
    await checkEarly(store, request.account, request.people);
    return { kind: 'done' };
  }
  if (request.kind === 'roster-take' || request.kind === 'roster-remove') {
    return changeRoster(store, request, voice);
  }
  if (request.kind === 'account-name') {
    const account = await store.accounts.get(request.account);
    if (account === null) return { kind: 'refused', reason: voice.refusal('no-such-account') };
    await nameAccount(store, account, request.name);
    return { kind: 'done' };
  }
  if (
    request.kind === 'view-save' ||
    request.kind === 'view-remove' ||
    request.kind === 'changes-seen'
  ) {
    return changeLooking(store, request, voice);
  }
  // Whose console it is matters only to what is left alone in it.
  const { id } = await accountOf(store, sender.jar);
  const outcome = await carryOutHere(store, id, request);
  if (outcome.kind !== 'done') return outcome;
  return { kind: 'teaching', teaching: await teaching(store, policy, id) };
}

async function changeRoster(
  store: Store,
  request: Extract<Request, { kind: 'roster-take' | 'roster-remove' }>,
  voice: Voice,
): Promise<Reply> {
  const account = await store.accounts.get(request.account);
  if (account === null) return { kind: 'refused', reason: voice.refusal('no-such-account') };
  if (request.kind === 'roster-take') await takeRoster(store, account, request);
  else await removeRoster(store, account);
  return { kind: 'done' };
}

/** Does what is asked for how a person looks at a team. */
async function changeLooking(
  store: Store,
  request: Extract<Request, { kind: 'view-save' | 'view-remove' | 'changes-seen' }>,
  voice: Voice,
): Promise<Reply> {
  const account = await store.accounts.get(request.account);
  if (account === null) return { kind: 'refused', reason: voice.refusal('no-such-account') };
  if (request.kind === 'view-save') await saveView(store, request);
  else if (request.kind === 'view-remove') await removeView(store, request);
  else await noteLook(store, request);
  return { kind: 'done' };
}

/** Whose account a request is about. A console's tab is in its own; a page of the extension may name one. */
async function accountFor(
  store: Store,
  request: AccountRequest,
  { jar, isTab }: Sender,
): Promise<AccountRecord | null> {
  if (request.kind === 'seen') return learnAccount(store, jar, request.snapshot);
  const named = !isTab && 'account' in request ? request.account : undefined;
  return named === undefined ? accountOf(store, jar) : store.accounts.get(named);
}

/** Answers a parsed request within one transaction. */
async function answer(store: Store, request: Request, answering: Answering): Promise<Reply> {
  const { sender, voice } = answering;
  if (FOR_OUR_PAGES.has(request.kind) && sender.isTab) {
    return { kind: 'refused', reason: voice.refusal('not-understood') };
  }
  if (isAboutBrowser(request)) return answerHere(store, request, answering);
  const account = await accountFor(store, request, sender);
  if (account === null) return { kind: 'refused', reason: voice.refusal('no-such-account') };
  const outcome = await carryOut(store, account, request, answering);
  if (outcome.kind === 'refused') return { kind: 'refused', reason: voice.refusal(outcome.why) };
  if (outcome.kind !== 'done') return outcome;
  // What was asked for may have changed the account itself.
  const now = (await store.accounts.get(account.id)) ?? account;
  return { kind: 'known', known: await store.known(now) };
}

/**
 * Answers one message. It is parsed first, and carried out in one transaction: what is refused or fails
 * changes nothing.
 *
 * @param db the database
 * @param clock the time of the message is when its turn has come
 * @param message whatever was sent
 * @param sender where it comes from
 * @param voice what is said to people
 * @param policy what the organisation prescribes
 * @param wakeSoon called before a wait is stored: sees to it that the waits are looked at soon
 * @param onFull called when nothing could be stored, as there is no room left
 * @returns an answer in every case; never throws
 */
export async function handle(
  db: SiaDb,
  clock: SteadyClock,
  message: unknown,
  sender: Sender,
  voice: Voice,
  policy: Policy = {},
  wakeSoon: () => void = () => undefined,
  onFull: () => void = () => undefined,
): Promise<Reply> {
  const request = Request.safeParse(message);
  const from = FromDocument.safeParse(message);
  if (!request.success || !from.success) {
    return { kind: 'refused', reason: voice.refusal('not-understood') };
  }
  const { document } = from.data;
  const reading = clock.read();
  try {
    await openAgain(db);
    const ready = await getReady(db, reading.at, request.data);
    const reply = await inTransaction(db, reading.at, async (store) => {
      const { waitMinutes, inviteExpiryDays } = effective(await store.settings.get(), policy);
      const rules = { reading, length: waitMinutes * MINUTE, wakeSoon };
      return answer(store, request.data, {
        ...{ sender, document, voice, policy, rules, ready, inviteExpiryDays },
      });
    });
    if (ready.signer !== null) await signPending(db, reading.at, ready.signer);
    return reply;
  } catch (error) {
    // The name only: a database's message can quote the record that it choked on.
    console.error('sia-guardrails:', error instanceof Error ? error.name : 'unknown error');
    const isFull = (await troubleOf(error)) === 'full';
    if (isFull) onFull();
    return { kind: 'refused', reason: voice.refusal(isFull ? 'full' : 'failed') };
  }
}
