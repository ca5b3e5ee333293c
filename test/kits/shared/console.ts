/** The console behind every kit: where somebody is, what is loaded, and what can be done. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { OtherView, PeopleView, RowView, SetupView } from '../../console/views';
import { boot, load, save, t } from './server';

/** A page of the console. */
export type PageName = 'marketo' | 'users' | 'salesforce' | 'mail' | 'command';

/** A tab of the Marketo page. */
export type Tab = 'setup' | 'access';

/** What Set Up asks for. */
export interface Credentials {
  readonly munchkinId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The fields of {@link Credentials} in the order of the form. */
export const FIELDS: readonly { readonly name: keyof Credentials; readonly label: string }[] = [
  { name: 'munchkinId', label: 'Munchkin ID' },
  { name: 'clientId', label: 'Client ID' },
  { name: 'clientSecret', label: 'Client Secret' },
];

/** What the console has to say after something was done. */
export interface Notice {
  readonly ok: boolean;
  readonly text: string;
}

/** People who are about to get access, and the workspaces chosen for each so far. */
export interface Granting {
  readonly rows: readonly RowView[];
  readonly workspaces: Readonly<Record<string, readonly string[]>>;
}

const EMPTY: Credentials = { munchkinId: '', clientId: '', clientSecret: '' };

function pageOf(hash: string): PageName {
  switch (hash) {
    case 'settings/marketo-admin':
      return 'marketo';
    case 'settings/admin/user-management':
      return 'users';
    case 'settings/crm/salesforce/configure':
      return 'salesforce';
    case 'settings/exchange_settings':
      return 'mail';
    default:
      return 'command';
  }
}

function titleOf(page: PageName): string {
  if (page === 'marketo') return 'Marketo';
  if (page === 'salesforce') return 'Salesforce';
  if (page === 'users') return t('userManagement');
  return page === 'mail' ? t('emailConnection') : t('welcome', { name: boot.me.name });
}

async function loadPeople(): Promise<PeopleView | null> {
  const first = await load<PeopleView>('people');
  if (!first) return null;
  const rows = [...first.rows];
  for (let page = 1; rows.length < first.total; page++) {
    const next = await load<PeopleView>('people', page);
    if (!next || next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  return { ...first, rows };
}

/** The page of the address, kept up with the links. */
function useHash(): string {
  const [hash, setHash] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const follow = () => setHash(location.hash.slice(1));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return hash;
}

/** Who is in the table, and who is selected there. */
function usePeople() {
  const [view, setView] = useState<PeopleView | null>(null);
  const [filter, setFilter] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const people = useMemo(() => {
    const wanted = filter.trim().toLocaleLowerCase();
    return (
      view?.rows.filter((row) =>
        `${row.name}\n${row.email}`.toLocaleLowerCase().includes(wanted),
      ) ?? null
    );
  }, [view, filter]);
  const select = useCallback((emails: Iterable<string>, on: boolean) => {
    setSelected((before) => {
      const after = new Set(before);
      for (const email of emails) {
        if (on) after.add(email);
        else after.delete(email);
      }
      return after;
    });
  }, []);
  return {
    people,
    setView,
    workspaces: view?.workspaces ?? null,
    filter,
    setFilter,
    selected,
    /** Ticks people, or unticks them. */
    select,
    /** Selects these people and nobody else. */
    selectOnly: useCallback((emails: Iterable<string>) => setSelected(new Set(emails)), []),
    /** The selected people, whether the filter shows them or not. */
    chosen: useMemo(
      () => view?.rows.filter((row) => selected.has(row.email)) ?? [],
      [view, selected],
    ),
  };
}

/** The dialog that grants access. */
function useGranting() {
  const [granting, setGranting] = useState<Granting | null>(null);
  return {
    granting,
    /** Asks for the workspaces of these people. */
    openGrant: (rows: readonly RowView[]) => setGranting({ rows, workspaces: {} }),
    closeGrant: () => setGranting(null),
    /** Chooses the workspaces of one person, or of everybody. */
    choose: (workspaces: readonly string[], email?: string) =>
      setGranting((now) => {
        if (!now) return now;
        const chosen = now.rows
          .filter((row) => email === undefined || row.email === email)
          .map((row) => [row.email, workspaces] as const);
        return { ...now, workspaces: { ...now.workspaces, ...Object.fromEntries(chosen) } };
      }),
  };
}

/** Everything that a kit draws and does. */
export function useConsole() {
  const hash = useHash();
  const page = pageOf(hash);
  const [tab, setTab] = useState<Tab>('setup');
  const [notice, setNotice] = useState<Notice | null>(null);
  const [setup, setSetup] = useState<SetupView | null>(null);
  const [credentials, setCredentials] = useState<Credentials>(EMPTY);
  const [other, setOther] = useState<OtherView | null>(null);
  const [busy, setBusy] = useState(false);
  const table = usePeople();
  const dialog = useGranting();
  const { setView } = table;

  const reload = useCallback(async () => {
    const [nextSetup, nextPeople, nextOther] = await Promise.all([
      page === 'marketo' && tab === 'setup' ? load<SetupView>('setup') : null,
      page === 'users' || (page === 'marketo' && tab === 'access') ? loadPeople() : null,
      load<OtherView>('other'),
    ]);
    if (nextOther) setOther(nextOther);
    if (nextPeople) setView(nextPeople);
    if (!nextSetup) return;
    setSetup(nextSetup);
    const { munchkinId, clientId, secret } = nextSetup;
    setCredentials({ munchkinId, clientId, clientSecret: secret });
  }, [page, tab, setView]);

  useEffect(() => {
    void reload();
  }, [reload]);

  useEffect(() => {
    document.title = `${titleOf(page)} – Sales Actions`;
    setTab('setup');
    setNotice(null);
  }, [page]);

  async function change(action: string, body: object, message: string): Promise<void> {
    if (busy) return;
    setBusy(true);
    const error = await save(action, body);
    dialog.closeGrant();
    setNotice({ ok: error === null, text: error ?? message });
    if (error === null) table.selectOnly([]);
    if (error === null || action !== 'connect') await reload();
    setBusy(false);
  }

  return {
    ...table,
    ...dialog,
    hash,
    page,
    title: titleOf(page),
    tab,
    openTab: setTab,
    notice,
    /** Says something, or no longer. */
    say: (text: string | null) => setNotice(text === null ? null : { ok: true, text }),
    setup,
    credentials,
    type: (field: keyof Credentials, text: string) =>
      setCredentials((now) => ({ ...now, [field]: text })),
    other,
    busy,
    connect: () => void change('connect', { credentials }, t('connectedMessage')),
    disconnect: () => void change('disconnect', {}, t('disconnectedMessage')),
    grant() {
      const { rows = [], workspaces = {} } = dialog.granting ?? {};
      const people = rows.map(({ email }) => ({ email, workspaces: workspaces[email] ?? [] }));
      void change('grant', { people }, t('grantedMessage', { count: people.length }));
    },
    revoke(rows: readonly RowView[]) {
      const emails = rows.map((row) => row.email);
      void change('revoke', { emails }, t('revokedMessage', { count: emails.length }));
    },
    setRole: (email: string, role: string) =>
      void change('role', { email, role }, t('savedMessage')),
    /** Connects or disconnects what is none of a guard's business. */
    toggleOther(what: 'salesforce' | 'mail') {
      const action = `${what}-${other?.[what] ? 'disconnect' : 'connect'}`;
      void change(action, {}, t('savedMessage'));
    },
  };
}

/** What {@link useConsole} gives. */
export type Console = ReturnType<typeof useConsole>;
