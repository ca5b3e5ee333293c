import 'fake-indexeddb/auto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WaitId } from '@/lib/model/ids';
import { Push } from '@/lib/model/messages';
import { Hint } from '@/lib/model/profile';
import { db } from '@/lib/store';
import { snapshot } from './cases';

type Listener = (message: unknown, sender: unknown) => Promise<unknown>;

/** A content script as it is registered. */
interface Script {
  readonly id: string;
  readonly matches: readonly string[];
}

const fake = vi.hoisted(() => {
  const listeners: Listener[] = [];
  const areas: ((area: string) => void)[] = [];
  const event = {
    addListener: () => undefined,
    removeListener: () => undefined,
    hasListener: () => false,
  };
  const clicked: ((id: string) => void)[] = [];
  const done = () => Promise.resolve();
  const tabs = [{ id: 1 }, { id: 2, cookieStoreId: 'firefox-container-3' }, {}];
  const sendMessage = vi.fn((_tab: number, _message: { kind: string }) => Promise.resolve());
  const managed = vi.fn<() => Promise<unknown>>();
  const alarm = vi.fn((_name: string, _info: object) => Promise.resolve());
  const notify = vi.fn((_id: string, _said: { message: string }) => Promise.resolve());
  const openTab = vi.fn((_tab: { url: string }) => Promise.resolve());
  const origins: string[] = [];
  const permitted: (() => void)[] = [];
  const registered = new Map<string, Script>();
  const register = vi.fn((scripts: Script[]) => {
    for (const one of scripts) registered.set(one.id, one);
    return Promise.resolve();
  });
  const browser = {
    action: { setBadgeText: done, setIcon: done, setTitle: done },
    alarms: { onAlarm: event, clear: done, create: alarm },
    extension: { inIncognitoContext: false },
    notifications: {
      onClicked: { addListener: (listener: (id: string) => void) => clicked.push(listener) },
      clear: done,
      create: notify,
    },
    permissions: {
      getAll: () => Promise.resolve({ origins }),
      onAdded: { addListener: (listener: () => void) => permitted.push(listener) },
      onRemoved: { addListener: (listener: () => void) => permitted.push(listener) },
    },
    scripting: {
      getRegisteredContentScripts: () => Promise.resolve([...registered.values()]),
      registerContentScripts: register,
      updateContentScripts: register,
      unregisterContentScripts: () => Promise.resolve(registered.clear()),
    },
    runtime: {
      getManifest: () => ({}),
      getURL: (path: string) => `chrome-extension://id${path}`,
      onInstalled: event,
      onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
      onStartup: event,
    },
    storage: {
      managed: { get: managed },
      session: { set: done },
      onChanged: {
        addListener: (listener: (changes: object, area: string) => void) =>
          areas.push((area) => listener({}, area)),
      },
    },
    tabs: { query: () => Promise.resolve(tabs), sendMessage, create: openTab, onActivated: event },
    windows: { onFocusChanged: event },
  };
  return {
    ...{ alarm, areas, browser, clicked, listeners, managed, notify, openTab, sendMessage },
    ...{ origins, permitted, registered, register },
  };
});

vi.mock('wxt/browser', () => ({ browser: fake.browser }));
vi.mock('wxt/utils/define-background', () => ({ defineBackground: (main: () => void) => main() }));
vi.mock('#i18n', () => ({ i18n: { t: (key: string) => key } }));

beforeAll(() => import('@/entrypoints/background/index'));
beforeEach(async () => {
  await Promise.all(db.tables.map((table) => table.clear()));
  for (const one of [fake.sendMessage, fake.alarm, fake.notify, fake.openTab]) one.mockClear();
  fake.managed.mockResolvedValue({});
});

const PAGE = { tab: { id: 9 }, url: 'chrome-extension://id/dashboard.html#settings' };
const TAB = { tab: { id: 1 }, frameId: 0, url: 'https://toutapp.com/next#settings/marketo-admin' };

const say = (message: unknown, sender: unknown) => fake.listeners[0]?.(message, sender);

/** Which tabs were pushed what adds to the built-in profile. */
const told = () =>
  fake.sendMessage.mock.calls.flatMap(([tab, { kind }]) => (kind === 'teaching' ? [tab] : []));

const hint = Hint.parse({
  page: 'user-access',
  place: 'row',
  label: 'Zugang geben',
  selector: null,
  intent: 'grant',
});
const profile = JSON.stringify({ id: 'emea', version: 1 });

describe('what the organisation prescribes', () => {
  it('reaches the open tabs when it changes, and nothing else that is stored does', async () => {
    fake.managed.mockResolvedValue({ profile });
    for (const changed of fake.areas) changed('local');
    for (const changed of fake.areas) changed('managed');
    await vi.waitFor(() => expect(told()).toEqual([1, 2]));
    expect(JSON.stringify(fake.sendMessage.mock.calls)).toContain('emea');
  });
});

describe('what changes what is recognised', () => {
  it.each([
    [{ kind: 'teach', hint }, TAB],
    [{ kind: 'unteach', misread: { ...hint, person: null } }, TAB],
    [{ kind: 'forget-hint', hint }, PAGE],
    [{ kind: 'profile-import', text: profile }, PAGE],
    [{ kind: 'profile-remove' }, PAGE],
  ])('is pushed to every console tab of every jar: $kind', async (message, sender) => {
    expect(await say(message, sender)).toMatchObject({ kind: 'teaching' });
    expect(told()).toEqual([1, 2]);
  });

  it('is told to the tabs of each jar as it is in the account there', async () => {
    await say({ kind: 'unteach', misread: { ...hint, person: null } }, TAB);
    const counts = fake.sendMessage.mock.calls.flatMap(([tab, message]) => {
      const push = Push.parse(message);
      return push.kind === 'teaching' ? [[tab, push.teaching.exceptions.length]] : [];
    });
    expect(counts).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  it('is not pushed when it is only asked for, or refused', async () => {
    await say({ kind: 'teaching' }, TAB);
    expect(await say({ kind: 'profile-import', text: '{' }, PAGE)).toMatchObject({
      kind: 'profile-refused',
    });
    expect(await say({ kind: 'forget-hint', hint }, TAB)).toMatchObject({ kind: 'refused' });
    expect(told()).toEqual([]);
  });

  it('counts what the organisation prescribes, read anew each time', async () => {
    fake.managed.mockResolvedValue({ profile });
    expect(await say({ kind: 'teaching' }, TAB)).toMatchObject({
      teaching: { profiles: [{ origin: 'managed' }] },
    });
    fake.managed.mockRejectedValue(new Error('no policy'));
    expect(await say({ kind: 'teaching' }, TAB)).toMatchObject({ teaching: { profiles: [] } });
  });
});

describe('a page that only looks like ours', () => {
  it.each([
    'https://toutapp.com/chrome-extension://id/dashboard.html',
    'chrome-extension://other/dashboard.html',
    undefined,
  ])('may not administer: %s', async (url) => {
    const reply = await say({ kind: 'profile-remove' }, { tab: { id: 1 }, url });
    expect(reply).toMatchObject({ kind: 'refused' });
  });
});

describe('a wait', () => {
  const connect = async (cookieStoreId?: string) => {
    const sender = { ...TAB, tab: { id: 1, cookieStoreId } };
    await say({ kind: 'let-through', intent: 'connect' }, sender);
    const owner = snapshot({ page: 'marketo-setup', connection: 'owner' });
    await say({ kind: 'seen', snapshot: owner, guarded: 'yes' }, sender);
    const [wait] = await db.waits.toArray();
    return `wait:${(wait as { id: string }).id}`;
  };

  it('has an alarm by the time it is stored, which rings again until it is set anew', async () => {
    await connect();
    expect(fake.alarm.mock.calls[0]).toEqual([
      'next',
      expect.objectContaining({ periodInMinutes: 0.5 }),
    ]);
  });

  it('leads to the console of its own jar: where none can be opened, it says where to look', async () => {
    const id = await connect('firefox-container-9');
    fake.notify.mockClear();
    for (const click of fake.clicked) click(id);
    await vi.waitFor(() => expect(fake.notify).toHaveBeenCalledTimes(1));
    expect(fake.notify.mock.calls[0]).toMatchObject([
      'where',
      { message: 'background.consoleElsewhere.message' },
    ]);
    expect(fake.openTab).not.toHaveBeenCalled();
  });

  it('opens the console for an account of the default jar', async () => {
    const id = await connect();
    for (const click of fake.clicked) click(id);
    await vi.waitFor(() => expect(fake.openTab).toHaveBeenCalledTimes(1));
    expect(fake.notify.mock.calls.filter(([one]) => one === 'where')).toEqual([]);
  });

  it('does not wait for a notification that the browser never answers', async () => {
    const { notifyEnd } = await import('@/entrypoints/background/notify');
    fake.notify.mockReturnValueOnce(new Promise(() => undefined));
    const wait = WaitId.parse('22222222-2222-4222-8222-222222222222');
    const ended = { wait, account: 'A', jar: 'default', reminder: null, unseen: false };
    await expect(notifyEnd(ended, 10)).rejects.toThrow();
  });
});

describe('the pods of Marketo Engage', () => {
  const [sj01, ab12] = ['sj01', 'ab12'].map((pod) => [
    `https://app-${pod}.marketo.com/*`,
    `https://engage-${pod}.marketo.com/*`,
  ]);

  /** The person has changed what is allowed. */
  async function allow(...origins: (string | undefined)[]): Promise<void> {
    fake.origins.splice(0, fake.origins.length, ...origins.filter((one) => one !== undefined));
    for (const changed of fake.permitted) changed();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it('get the content script as they are allowed, exactly, and lose it again', async () => {
    expect(fake.registered.size).toBe(0);
    await allow('https://toutapp.com/*', ...(sj01 ?? []));
    expect(fake.registered.get('engage')?.matches).toEqual(sj01);
    await allow(...(sj01 ?? []), ...(ab12 ?? []));
    expect(fake.registered.get('engage')?.matches).toEqual([...(ab12 ?? []), ...(sj01 ?? [])]);
    await allow('https://toutapp.com/*');
    expect(fake.registered.size).toBe(0);
  });

  it('are none where the whole domain, or another one, is allowed', async () => {
    await allow(
      'https://*.marketo.com/*',
      '*://*/*',
      'https://app-sj01.marketo.com.evil.example/*',
    );
    expect(fake.registered.size).toBe(0);
  });

  it('are registered once, however often nothing changes', async () => {
    await allow(...(sj01 ?? []));
    fake.register.mockClear();
    await allow(...(sj01 ?? []));
    expect(fake.register).not.toHaveBeenCalled();
    await allow();
  });
});
