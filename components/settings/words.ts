import { t, tn } from '@/components/ui/say';
import type { Hint, ProfileProblem, ProfileReason, TabWord } from '@/lib/model/profile';
import type { MessageKey } from '@/lib/model/text';
import type { Contents } from '@/lib/profile/handing-on';

const PAGES = {
  marketo: 'dashboard.page.marketo',
  'marketo-setup': 'dashboard.page.marketoSetup',
  'user-access': 'dashboard.page.userAccess',
} satisfies Record<Hint['page'], MessageKey>;

const PLACES = {
  dialog: 'dashboard.place.dialog',
  row: 'dashboard.place.row',
  page: 'dashboard.place.page',
} satisfies Record<Hint['place'], MessageKey>;

const INTENTS = {
  connect: 'dashboard.intent.connect',
  disconnect: 'dashboard.intent.disconnect',
  'grant-open': 'dashboard.intent.grantOpen',
  grant: 'dashboard.intent.grant',
  revoke: 'dashboard.intent.revoke',
} satisfies Record<Hint['intent'], MessageKey>;

const PROBLEMS = {
  'file-too-long': 'dashboard.problem.fileTooLong',
  'not-json': 'dashboard.problem.notJson',
  'newer-version': 'dashboard.problem.newerVersion',
  'unknown-key': 'dashboard.problem.unknownKey',
  missing: 'dashboard.problem.missing',
  'wrong-kind': 'dashboard.problem.wrongKind',
  'not-offered': 'dashboard.problem.notOffered',
  empty: 'dashboard.problem.empty',
  'too-long': 'dashboard.problem.tooLong',
  'too-many': 'dashboard.problem.tooMany',
  'no-hash': 'dashboard.problem.noHash',
  'bad-selector': 'dashboard.problem.badSelector',
  'names-nothing': 'dashboard.problem.namesNothing',
  'names-somebody': 'dashboard.problem.namesSomebody',
  'other-meaning': 'dashboard.problem.otherMeaning',
  'hides-a-verb': 'dashboard.problem.hidesAVerb',
  'takes-a-page': 'dashboard.problem.takesAPage',
} satisfies Record<ProfileReason, MessageKey>;

/** The console's page, by the name it has there. */
export function pageName(page: Hint['page']): string {
  return t(PAGES[page]);
}

/** A tab of the Marketo page, by the name it has there. */
export function tabName(tab: TabWord['page']): string {
  return t(tab === 'set-up' ? PAGES['marketo-setup'] : PAGES['user-access']);
}

/** Where on a page. */
export function placeName(place: Hint['place']): string {
  return t(PLACES[place]);
}

/** What a control does. */
export function intentName(intent: Hint['intent']): string {
  return t(INTENTS[intent]);
}

/** A control by what tells it apart: its label, or without one its place in the markup. */
export function controlName({ label, selector }: Pick<Hint, 'label' | 'selector'>): string {
  return label ?? selector ?? '';
}

/** Why a field is refused, as a sentence. */
export function problemWords({ reason, about }: ProfileProblem): string {
  return t(PROBLEMS[reason], { about: about ?? '' });
}

/** What a profile adds, as in "12 words, 1 route". */
export function contentsWords({ words, routes, hints }: Contents): string {
  const parts = [
    words > 0 && tn('dashboard.recognition.words', words),
    routes > 0 && tn('dashboard.recognition.routes', routes),
    hints > 0 && tn('dashboard.recognition.hints', hints),
  ].filter((part) => part !== false);
  if (parts.length === 0) return t('dashboard.recognition.nothing');
  return parts.reduce((first, last) => t('dashboard.recognition.and', { first, last }));
}
