/** Every designed state of the extension's own pages: what brings it about, and by what it is known to be there. */
import type { Page } from 'puppeteer-core';
import { press, pressKey, typeText } from '../browsers/input';
import { hold, type Rows, rosterCsv, withFaults } from './plan-data';
import { action, field, giveFile, note, part } from './rooms';
import {
  ACME,
  backupOf,
  ended,
  fresh,
  guide,
  HANDOFF,
  handoffBegun,
  handoffClosed,
  handoffDone,
  handoffWaits,
  invited,
  LONG_NAME,
  ledger,
  looked,
  nobody,
  other,
  outage,
  PEOPLE,
  partial,
  person,
  roster,
  stale,
  taught,
  together,
  unseen,
  views,
  waiting,
} from './state-data';

/** What the popup is to hear of the tab before it, in the place of the browser's own answers. */
export interface TabSaid {
  readonly url?: string;
  /** What its content script answers; missing where none does. */
  readonly health?: object;
  /** Whether the extension may see what it shows. */
  readonly allowed: boolean;
}

/** Something that is brought about around a page, and undone behind it. */
export type Trouble = 'unreadable' | 'newer' | 'blocked' | 'full';

/** One designed state of a page. */
export interface State {
  /** Its name, which its pictures bear. */
  readonly name: string;
  /** The page, and the place in it. */
  readonly at: string;
  /** What the database holds; nothing where it is missing. */
  rows?(): Rows;
  /** Only for the popup; `silent` where the tab has not answered yet. Elsewhere, unless it is given. */
  readonly tab?: TabSaid | 'silent';
  /** What the organisation prescribes. */
  readonly policy?: object;
  /** Tables that somebody else is writing to, so that whoever reads them has to wait. */
  readonly held?: readonly string[];
  readonly trouble?: Trouble;
  /** What is there once the page shows what it should. */
  readonly shown: string;
  /** What a person does to come to this state. */
  act?(page: Page): Promise<void>;
}

const CONSOLE = 'https://toutapp.com/next#settings/admin/marketo';
const POD = 'https://app-sj01.marketo.com/';

function health(guarded: 'yes' | 'no' | 'unknown', more: object = {}): TabSaid {
  const said = { page: 'user-access', guarded, connection: 'unknown', missing: [], leftAlone: 0 };
  return { url: CONSOLE, health: { ...said, ...more }, allowed: true };
}

const GUARDED = health('yes');
const TEAM = '[data-figure="total"]';

/** The popup in a state of the team, in front of a console that is guarded unless it is said otherwise. */
const popup = (name: string, more: Partial<State> & Pick<State, 'shown'>): State => ({
  name: `popup-${name}`,
  at: 'popup.html',
  tab: GUARDED,
  ...more,
});

const room = (name: string, hash: string, more: Partial<State> & Pick<State, 'shown'>): State => ({
  name,
  at: `dashboard.html#${hash}`,
  ...more,
});

/** The popup with everybody in it, in front of a tab that is so. */
const inFrontOf = (name: string, tab: State['tab']): State =>
  popup(`tab-${name}`, {
    rows: fresh,
    shown: tab === 'silent' ? TEAM : `${TEAM}, [data-health="${name}"]`,
    ...(tab !== undefined && { tab }),
  });

/** Opens somebody of the list who is found by their address. */
const openPerson =
  ({ email }: { readonly email: string }) =>
  async (page: Page) => {
    await typeText(page, field('search'), email.slice(0, 40));
    await press(page, `[data-user="${email}"] button`);
    await page.waitForSelector('[data-person]');
  };

const ofAcme = (more = '') => `?account=${ACME}${more}`;

/** The states of the popup. */
const POPUP: readonly State[] = [
  popup('first-use', { shown: '[data-empty="nothing-seen"]', tab: { allowed: true } }),
  popup('loading', { rows: fresh, held: ['accounts'], shown: '.popup[aria-busy="true"] .empty' }),
  popup('fresh', { rows: fresh, shown: TEAM }),
  popup('partial', { rows: partial, shown: TEAM }),
  popup('stale', { rows: stale, shown: '.coverage[data-stale]' }),
  popup('not-seen', { rows: unseen, shown: '[data-empty="no-users"]' }),
  popup('nobody-listed', { rows: nobody, shown: '[data-empty="nobody-listed"]' }),
  popup('wait-running', { rows: () => together(fresh(), waiting()), shown: '[role="timer"]' }),
  popup('wait-doubtful', {
    rows: () => together(fresh(), waiting({ doubtful: true, reminder: { people: 3 } })),
    shown: '[role="timer"]',
  }),
  popup('wait-over', { rows: () => together(fresh(), ended()), shown: '[data-early]' }),
  popup('handoff-mine', {
    rows: () => together(fresh(), handoffBegun()),
    shown: '[data-next-step]',
  }),
  popup('handoff-waits', {
    rows: () => together(fresh(), handoffWaits()),
    shown: '[data-next-step]',
  }),
  popup('handoff-done', {
    rows: () => together(fresh(), handoffDone()),
    shown: '[data-next-step="finish"]',
  }),
  popup('guide-here', {
    rows: () => together(fresh(), guide({ guide: 'grant', step: 'workspace' })),
    shown: action('guide-go-on'),
  }),
  popup('guide-elsewhere', {
    rows: () => together(fresh(), guide({ guide: 'account-insight', step: 'expiry' })),
    shown: '[data-guide-line]',
  }),
  popup('invited', { rows: () => together(fresh(), invited()), shown: '[data-invited]' }),
  popup('changes', {
    rows: () => together(fresh(), ledger()),
    shown: '[data-link="team/changes"]',
  }),
  popup('accounts', { rows: () => together(fresh(), other()), shown: field('account') }),
  popup('everything', {
    rows: () =>
      together(partial(), other(), waiting(), ended(), invited(), handoffWaits(), ledger()),
    shown: '[data-early]',
  }),
  popup('nobody-found', {
    rows: fresh,
    shown: TEAM,
    async act(page) {
      await typeText(page, field('search'), 'Donaudampfschifffahrtsgesellschaftskapitän');
      await page.waitForSelector('.nobody');
    },
  }),
  popup('person', {
    rows: () => together(fresh(), ledger()),
    shown: TEAM,
    async act(page) {
      await openPerson(person(0))(page);
      await page.waitForSelector('[data-event="granted"]');
    },
  }),
  popup('person-long', {
    rows: () => together(fresh(), ledger()),
    shown: TEAM,
    act: openPerson(LONG_NAME),
  }),
  popup('person-loading', {
    rows: () => together(fresh(), ledger()),
    shown: '.found[aria-busy="false"]',
    async act(page) {
      await hold(page, ['ledger']);
      await openPerson(person(0))(page);
    },
  }),
  inFrontOf('silent', 'silent'),
  inFrontOf('not-guarded', health('no')),
  inFrontOf('not-recognised', health('unknown', { missing: ['grant-open', 'status', 'people'] })),
  inFrontOf('left-alone', health('unknown', { leftAlone: 2 })),
  inFrontOf('reload', { url: CONSOLE, allowed: true }),
  inFrontOf('not-allowed', { url: CONSOLE, allowed: false }),
  inFrontOf('engage-off', { url: POD, allowed: false }),
  inFrontOf('elsewhere', { allowed: true }),
  popup('disk-full', { rows: fresh, trouble: 'full', shown: '[data-trouble="full"]' }),
  popup('blocked', { trouble: 'blocked', shown: '[data-trouble="blocked"]' }),
  popup('newer', { trouble: 'newer', shown: '[data-trouble="newer"]' }),
  popup('unreadable', { trouble: 'unreadable', shown: '[data-trouble="unreadable"]' }),
];

const BUSY = '.column > [aria-busy="true"]';
const PERSON = encodeURIComponent(person(0).email);

/** The states of the room of the team. */
const TEAM_ROOM: readonly State[] = [
  room('team-empty', 'team', { shown: '[data-empty="team"]' }),
  room('team-nobody-listed', 'team', { rows: nobody, shown: '[data-empty="team"]' }),
  room('team-loading', 'team', { rows: fresh, held: ['teams', 'teamPages'], shown: BUSY }),
  room('team-fresh', `team/people${ofAcme()}`, {
    rows: () => together(fresh(), other(), views()),
    shown: '.team-table [data-user]',
  }),
  room('team-partial', `team/people${ofAcme()}`, {
    rows: () => together(partial(), invited()),
    shown: '.team-table [data-user]',
  }),
  room('team-stale', `team/people${ofAcme()}`, { rows: stale, shown: '.coverage[data-stale]' }),
  room('team-filtered', `team/people${ofAcme('&state=not-connected&workspace=EMEA&sort=team')}`, {
    rows: fresh,
    shown: '[data-figure="found"]',
  }),
  room('team-nobody-found', `team/people${ofAcme('&q=Donaudampfschifffahrtskapit%C3%A4n')}`, {
    rows: fresh,
    shown: '[data-empty="nobody-found"]',
  }),
  room('team-person', `team/people${ofAcme(`&person=${PERSON}`)}`, {
    rows: () => together(fresh(), ledger()),
    shown: '.team-person [data-event="granted"]',
  }),
  room(
    'team-person-long',
    `team/people${ofAcme(`&person=${encodeURIComponent(LONG_NAME.email)}`)}`,
    {
      rows: () => together(fresh(), ledger()),
      shown: '.team-person [data-event]',
    },
  ),
  room('team-person-gone', `team/people${ofAcme('&person=gone%40example.com')}`, {
    rows: fresh,
    shown: '.team-person',
  }),
  room(
    'team-columns',
    `team/people${ofAcme('&columns=email,state,workspaces,role,team,expires')}`,
    {
      rows: () => together(fresh(), invited()),
      shown: '.team-table [data-user]',
      async act(page) {
        await press(page, '[data-menu="columns"] summary');
      },
    },
  ),
  room('team-export', `team/people${ofAcme()}`, {
    rows: fresh,
    shown: '.team-table [data-user]',
    async act(page) {
      await press(page, '[data-menu="export"] summary');
    },
  }),
  room('team-view-named', `team/people${ofAcme('&state=connected')}`, {
    rows: () => together(fresh(), views()),
    shown: action('view-name'),
    async act(page) {
      await press(page, action('view-name'));
      await page.waitForSelector(field('view-name'));
    },
  }),
  room('team-changes', `team/changes${ofAcme()}`, {
    rows: () => together(fresh(), ledger()),
    shown: '[data-list="changes"]',
  }),
  room('team-changes-none', `team/changes${ofAcme()}`, {
    rows: () => together(fresh(), ledger(), looked()),
    shown: '[data-empty="changes"]',
  }),
];

const FAULTY = withFaults(rosterCsv(PEOPLE), PEOPLE);
const giveRoster = (content: string) => async (page: Page) =>
  giveFile(page, field('roster-file'), { name: 'vertrieb.csv', content });

/** The states of the room of the plan. */
const PLAN: readonly State[] = [
  room('plan-no-account', 'plan', { shown: '[data-empty="account"]' }),
  room('plan-no-roster', `plan/overview${ofAcme()}`, {
    rows: fresh,
    shown: '[data-empty="roster"]',
  }),
  room('plan-loading', `plan/overview${ofAcme()}`, {
    rows: () => together(fresh(), roster()),
    held: ['roster'],
    shown: BUSY,
  }),
  room('plan-overview', `plan/overview${ofAcme()}`, {
    rows: () => together(partial(), other(), roster()),
    shown: part('picture'),
  }),
  room('plan-nobody-seen', `plan/overview${ofAcme()}`, {
    rows: () => together(unseen(), roster()),
    shown: part('picture'),
  }),
  room('plan-bring-in', `plan/roster${ofAcme()}`, { rows: fresh, shown: part('bring') }),
  room('plan-roster', `plan/roster${ofAcme()}`, {
    rows: () => together(fresh(), roster()),
    shown: part('roster'),
  }),
  room('plan-roster-removing', `plan/roster${ofAcme()}`, {
    rows: () => together(fresh(), roster()),
    shown: part('roster'),
    async act(page) {
      await press(page, action('roster-remove-ask'));
      await page.waitForSelector(action('roster-remove'));
    },
  }),
  room('plan-faults', `plan/roster${ofAcme()}`, {
    rows: fresh,
    shown: part('bring'),
    async act(page) {
      await giveRoster(FAULTY)(page);
      await page.waitForSelector(part('summary'));
    },
  }),
  room('plan-no-addresses', `plan/roster${ofAcme()}`, {
    rows: fresh,
    shown: part('bring'),
    async act(page) {
      await giveRoster('Stadt,Land\nBerlin,DE\n')(page);
      await page.waitForSelector(note('no-addresses'));
    },
  }),
  room('plan-refused', `plan/roster${ofAcme()}`, {
    rows: fresh,
    shown: part('bring'),
    async act(page) {
      await giveRoster('')(page);
      await page.waitForSelector(note('roster-refused'));
    },
  }),
  room('plan-recovery', `plan/roster/recovery${ofAcme()}`, {
    rows: () => together(fresh(), roster(), outage()),
    shown: '[data-figure="recovery"]',
  }),
  room('plan-recovery-none', `plan/roster/recovery${ofAcme()}`, {
    rows: unseen,
    shown: '[data-empty="recovery"]',
  }),
  room('plan-invite', `plan/invite${ofAcme()}`, { rows: fresh, shown: field('invite-text') }),
  room('plan-invite-nothing', `plan/invite${ofAcme()}`, {
    rows: fresh,
    shown: action('invite-check'),
    async act(page) {
      await press(page, action('invite-check'));
      await page.waitForSelector('.field-error');
    },
  }),
  room('plan-invite-checked', `plan/invite${ofAcme()}`, {
    rows: partial,
    shown: field('invite-file'),
    async act(page) {
      const list = [
        person(0).email,
        'neu@example.com',
        'neu@example.com',
        'neu@exmaple.com',
        'kaputt@',
      ];
      await giveFile(page, field('invite-file'), {
        name: 'einladen.csv',
        content: `E-Mail\n${list.join('\n')}\n`,
      });
      await page.waitForSelector('[data-invite-list]');
    },
  }),
];

const ofHandoff = `${ofAcme()}&handoff=${HANDOFF}`;
const allHandoffs = () => together(fresh(), handoffWaits(), handoffClosed());

/** The states of the room of the handoffs. */
const HANDOFFS: readonly State[] = [
  room('handoffs-none', 'handoffs', { rows: fresh, shown: '[data-empty="handoffs"]' }),
  room('handoffs-no-account', 'handoffs', { shown: '[data-empty="handoffs"]' }),
  room('handoffs-loading', 'handoffs', { rows: allHandoffs, held: ['handoffEvents'], shown: BUSY }),
  room('handoffs-all', `handoffs/overview${ofAcme()}`, {
    rows: allHandoffs,
    shown: '.handoff-card',
  }),
  room('handoffs-table', `handoffs/overview${ofAcme()}`, {
    rows: allHandoffs,
    shown: action('as-table'),
    async act(page) {
      await press(page, action('as-table'));
      await page.waitForSelector('[data-table="history"]');
    },
  }),
  room('handoffs-one', `handoffs/overview${ofHandoff}`, {
    rows: allHandoffs,
    shown: '.step-list',
  }),
  room('handoffs-done', `handoffs/overview${ofHandoff}`, {
    rows: () => together(fresh(), handoffDone()),
    shown: '.step-list',
  }),
  room('handoffs-gone', `handoffs/overview${ofAcme('&handoff=nowhere')}`, {
    rows: allHandoffs,
    shown: note('handoff-gone'),
  }),
  room('handoffs-start', `handoffs/overview${ofAcme()}`, {
    rows: fresh,
    shown: action('start-open'),
    async act(page) {
      await press(page, action('start-open'));
      await page.waitForSelector(field('admin-b'));
    },
  }),
  room('handoffs-join', `handoffs/overview${ofAcme()}`, {
    rows: fresh,
    shown: action('pass-paste'),
    async act(page) {
      await press(page, action('pass-paste'));
      await page.waitForSelector(field('pass'));
    },
  }),
  room('handoffs-join-refused', `handoffs/overview${ofAcme()}`, {
    rows: fresh,
    shown: action('pass-paste'),
    async act(page) {
      await press(page, action('pass-paste'));
      await giveFile(page, field('pass-file'), { name: 'pass.txt', content: 'Guten Morgen' });
      await page.waitForSelector('[role="alert"]');
    },
  }),
  room('handoffs-report', `handoffs/report${ofHandoff}`, {
    rows: allHandoffs,
    shown: '[data-report]',
  }),
  room('handoffs-report-none', 'handoffs/report', {
    rows: fresh,
    shown: '[data-empty="report"]',
  }),
];

/** The states of the room of the activity. */
const ACTIVITY: readonly State[] = [
  room('activity-no-account', 'activity', { shown: '[data-empty="account"]' }),
  room('activity-empty', `activity/lines${ofAcme()}`, {
    rows: fresh,
    shown: '[data-empty="activity"]',
  }),
  room('activity-loading', `activity/lines${ofAcme()}`, {
    rows: () => together(fresh(), ledger()),
    held: ['ledger'],
    shown: '.column [aria-busy="true"]',
  }),
  room('activity-full', `activity/lines${ofAcme()}`, {
    rows: () => together(fresh(), other(), ledger()),
    shown: '[data-line="1"]',
  }),
  room('activity-line', `activity/lines${ofAcme()}`, {
    rows: () => together(fresh(), ledger()),
    shown: '[data-line="1"]',
    async act(page) {
      await press(page, '[data-line="1"] [data-action="line"]');
      await page.waitForSelector('[data-fact="activity.detail.reason"]');
    },
  }),
  room('activity-no-match', `activity/lines${ofAcme('&person=niemand')}`, {
    rows: () => together(fresh(), ledger()),
    shown: '[data-empty="no-match"]',
  }),
  room('activity-exported', `activity/lines${ofAcme()}`, {
    rows: () => together(fresh(), ledger()),
    shown: '[data-line="1"]',
    async act(page) {
      await press(page, action('save-csv'));
      await page.waitForSelector(note('exported'));
    },
  }),
];

const POLICY = {
  ...{ waitMinutes: 15, inviteExpiryDays: 90, retentionDays: 180 },
  organisation: 'Globex Vertriebsgesellschaft mbH',
};

/** The states of the settings. */
const SETTINGS: readonly State[] = [
  room('settings-wait', 'settings/wait', { shown: 'main form' }),
  room('settings-wait-prescribed', 'settings/wait', { policy: POLICY, shown: 'main input' }),
  room('settings-wait-wrong', 'settings/wait', {
    shown: 'main input',
    async act(page) {
      await press(page, 'main input');
      await pressKey(page, 'a', 'Control');
      await page.keyboard.type('99');
      await pressKey(page, 'Enter');
      await page.waitForSelector('.field-error');
    },
  }),
  room('settings-role', 'settings/role', { shown: 'main input' }),
  room('settings-accounts-none', 'settings/accounts', { shown: '.column > *:nth-child(2)' }),
  room('settings-accounts', 'settings/accounts', {
    rows: () => together(fresh(), other()),
    shown: field('account-name'),
  }),
  room('settings-hosts', 'settings/hosts', { shown: '[data-host]' }),
  room('settings-recognition', 'settings/recognition', { shown: part('profiles') }),
  room('settings-recognition-taught', 'settings/recognition', {
    rows: () => together(fresh(), taught()),
    shown: action('profile-remove-ask'),
    async act(page) {
      await press(page, action('profile-remove-ask'));
      await page.waitForSelector(action('profile-remove'));
    },
  }),
  room('settings-recognition-malformed', 'settings/recognition', {
    policy: { ...POLICY, profile: '{"id":"globex","version":9}' },
    shown: '[data-profile="managed-refused"]',
  }),
  room('settings-engage', 'settings/engage', { shown: part('pods') }),
  room('settings-engage-prescribed', 'settings/engage', { policy: POLICY, shown: part('pods') }),
  room('settings-data', 'settings/data', { rows: fresh, shown: part('delete') }),
  room('settings-data-prescribed', 'settings/data', { policy: POLICY, shown: part('delete') }),
  room('settings-data-comparison', 'settings/data', {
    rows: () => together(fresh(), roster()),
    shown: part('put-back'),
    async act(page) {
      const content = await backupOf(together(partial(), other(), ledger()));
      await giveFile(page, field('backup'), { name: 'gesichert.json', content });
      await page.waitForSelector(part('backup-preview'));
    },
  }),
  room('settings-data-refused', 'settings/data', {
    rows: fresh,
    shown: part('put-back'),
    async act(page) {
      await giveFile(page, field('backup'), { name: 'gesichert.json', content: '{}' });
      await page.waitForSelector(note('backup-refused'));
    },
  }),
  room('settings-data-deleting', 'settings/data', {
    rows: fresh,
    shown: field('delete-everything-word'),
    async act(page) {
      await typeText(page, field('delete-everything-word'), 'DELETE');
    },
  }),
];

/** What can stand in the place of any room, or over it. */
const ANYWHERE: readonly State[] = [
  room('welcome', 'welcome', { shown: part('practice') }),
  room('loading', 'team', { rows: fresh, held: ['settings'], shown: BUSY }),
  room('shortcuts', 'team', {
    rows: fresh,
    shown: '.team-table [data-user]',
    async act(page) {
      await page.focus('h1');
      await page.keyboard.type('?');
      await page.waitForSelector('dialog[open]');
    },
  }),
  room('disk-full', `team/people${ofAcme()}`, {
    rows: fresh,
    trouble: 'full',
    shown: '[data-trouble="full"]',
  }),
  room('blocked', 'team', { trouble: 'blocked', shown: '[data-trouble="blocked"]' }),
  room('newer', 'team', { trouble: 'newer', shown: '[data-trouble="newer"]' }),
  room('unreadable', 'team', { trouble: 'unreadable', shown: '[data-trouble="unreadable"]' }),
];

/** All of them. Those that do something to the database itself come last. */
export const STATES: readonly State[] = [
  ...POPUP,
  ...TEAM_ROOM,
  ...PLAN,
  ...HANDOFFS,
  ...ACTIVITY,
  ...SETTINGS,
  ...ANYWHERE,
].toSorted((a, b) => rank(a) - rank(b));

function rank({ trouble }: State): number {
  return trouble === 'newer' || trouble === 'blocked' ? 1 : 0;
}
