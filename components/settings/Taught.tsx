import { Age } from '@/components/ui/Age';
import { t } from '@/components/ui/say';
import type { AccountId } from '@/lib/model/ids';
import type { Exception, Hint, TabWord } from '@/lib/model/profile';
import { ControlList, type ListedControl } from './ControlList';
import type { Outcome } from './outcome';
import { controlName, intentName, pageName, placeName, tabName } from './words';

interface PointedOutProps {
  hints: readonly Hint[];
  /** What the tabs of the Marketo page were said to be called. */
  words: readonly TabWord[];
  forget(hint: Hint): Promise<Outcome>;
  forgetWord(word: TabWord): Promise<Outcome>;
}

/** The controls that this person has pointed out, and their words for the tabs. */
export function PointedOut({ hints, words, forget, forgetWord }: PointedOutProps) {
  const controls: ListedControl[] = hints.toReversed().map((hint) => ({
    key: JSON.stringify(hint),
    control: hint,
    facts: [
      t('dashboard.pointed.takenFor', { intent: intentName(hint.intent) }),
      pageName(hint.page),
      placeName(hint.place),
    ],
    actionName: t('dashboard.pointed.removeName', { control: controlName(hint) }),
    act: () => forget(hint),
  }));
  const tabs: ListedControl[] = words.toReversed().map((taught) => ({
    key: JSON.stringify(taught),
    control: { label: taught.word, selector: null },
    facts: [t('dashboard.pointed.tab', { tab: tabName(taught.page) })],
    action: 'forget-tab',
    actionName: t('dashboard.pointed.removeName', { control: taught.word }),
    act: () => forgetWord(taught),
  }));
  return (
    <ControlList
      name="pointed-out"
      title={t('dashboard.pointed.title')}
      what={t('dashboard.pointed.what')}
      empty={{ title: t('dashboard.pointed.empty'), why: t('dashboard.pointed.emptyWhy') }}
      action={{
        words: t('dashboard.pointed.remove'),
        name: 'forget-hint',
        done: t('dashboard.pointed.removed'),
      }}
      controls={[...controls, ...tabs]}
    />
  );
}

interface LeftAloneProps {
  exceptions: readonly Exception[];
  /** What an account is called; `null` where it is not known any more. */
  accountName(id: AccountId): string | null;
  now: number;
  forget(exception: Exception): Promise<Outcome>;
}

/** The controls that this person has said are not what they were taken for. */
export function LeftAlone({ exceptions, accountName, now, forget }: LeftAloneProps) {
  return (
    <ControlList
      name="left-alone"
      title={t('dashboard.left.title')}
      what={t('dashboard.left.what')}
      empty={{ title: t('dashboard.left.empty'), why: t('dashboard.left.emptyWhy') }}
      action={{
        words: t('dashboard.left.again'),
        name: 'forget-exception',
        done: t('dashboard.left.done'),
      }}
      controls={exceptions.map((exception) => ({
        key: exception.id,
        control: exception,
        facts: [
          t('dashboard.left.notFor', { intent: intentName(exception.intent) }),
          pageName(exception.page),
          <Where key="where" exception={exception} />,
          <Whose
            key="whose"
            name={exception.account === undefined ? null : accountName(exception.account)}
          />,
          <Age key="age" at={exception.at} now={now} />,
        ],
        actionName: t('dashboard.left.againName', { control: controlName(exception) }),
        act: () => forget(exception),
      }))}
    />
  );
}

/** In whose console. */
function Whose({ name }: { name: string | null }) {
  if (name === null) return <>{t('dashboard.left.everyAccount')}</>;
  return (
    <>
      {t('dashboard.left.account')} <bdi data-account="">{name}</bdi>
    </>
  );
}

function Where({ exception: { place, person } }: { exception: Exception }) {
  if (person === null) return <>{placeName(place)}</>;
  return (
    <>
      {t('dashboard.left.row')} <bdi data-person="">{person}</bdi>
    </>
  );
}
