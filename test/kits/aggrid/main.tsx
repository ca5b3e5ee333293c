/**
 * The console with AG Grid, and elements of the browser's own for the rest. The grid of User Access
 * holds everybody but draws only the rows in view; the check box and the name are pinned to the
 * left, so that each row is in two parts (which is why this is version 34: in 36 a row is one
 * element); its header selects everybody, drawn or not. Status and role are text, the workspaces
 * text with commas. The grant dialog is a `dialog` that lists the people and has one native
 * `select` for all of them. An owner's credentials are a description list; whoever was granted
 * access has a disabled Connect.
 */
import {
  AllCommunityModule,
  type ColDef,
  ModuleRegistry,
  type RowSelectionOptions,
  themeQuartz,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type FormEvent, useEffect, useMemo, useRef } from 'react';
import type { RowView } from '../../console/views';
import { FIELDS } from '../shared/console';
import { CARDS, HELP_URL, helpSentence, LINKS, roleName, statusName } from '../shared/content';
import { type Kit, mount, type PartProps } from '../shared/kit';
import { mark, NONE } from '../shared/mark';
import { boot, t } from '../shared/server';
import './style.css';

ModuleRegistry.registerModules([AllCommunityModule]);

const Shell: Kit['Shell'] = ({ c, children }) => (
  <div className="page">
    <nav aria-label={t('settings')}>
      {LINKS.map(({ hash, page, label }) => (
        <a
          key={page}
          href={`#${hash}`}
          aria-current={page === c.page ? 'page' : undefined}
          {...NONE}
        >
          {label}
        </a>
      ))}
    </nav>
    <main>
      <h1>{c.title}</h1>
      {c.notice && (
        <p role="status" className={c.notice.ok ? 'notice' : 'notice error'}>
          {c.notice.text}
          <button type="button" onClick={() => c.say(null)} {...NONE}>
            {t('close')}
          </button>
        </p>
      )}
      {children}
    </main>
  </div>
);

const MarketoTabs: Kit['Tabs'] = ({ c, setUp, access }) => (
  <>
    <div role="tablist" className="tabs">
      <button
        type="button"
        role="tab"
        aria-selected={c.tab === 'setup'}
        onClick={() => c.openTab('setup')}
        {...NONE}
      >
        {t('setUp')}
      </button>
      <button
        type="button"
        role="tab"
        aria-selected={c.tab === 'access'}
        onClick={() => c.openTab('access')}
        {...NONE}
      >
        {t('userAccess')}
      </button>
    </div>
    <div role="tabpanel">{c.tab === 'setup' ? setUp : access}</div>
  </>
);

function Help() {
  const [before, after] = helpSentence();
  return (
    <p>
      {before}
      <a href={HELP_URL} target="_blank" rel="noreferrer" {...NONE}>
        {t('connect')}
      </a>
      {after}
    </p>
  );
}

function Credentials({ c }: PartProps) {
  const { setup } = c;
  if (!setup) return <p>{t('loading')}</p>;
  if (setup.owner) {
    return (
      <section>
        <p>{t('connectedBy', { name: boot.me.name })}</p>
        <dl>
          {FIELDS.map(({ name, label }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd>{c.credentials[name]}</dd>
            </div>
          ))}
        </dl>
        <button type="button" disabled={c.busy} onClick={c.disconnect} {...mark('disconnect')}>
          {t('disconnect')}
        </button>
      </section>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    c.connect();
  };
  return (
    <form onSubmit={submit}>
      <p>{t(setup.granted ? 'hasAccessHint' : 'setUpIntro')}</p>
      {FIELDS.map(({ name, label }) => (
        <label key={name}>
          {label}
          <input
            type={name === 'clientSecret' ? 'password' : 'text'}
            value={c.credentials[name]}
            onChange={(event) => c.type(name, event.target.value)}
            disabled={setup.granted}
            autoComplete="off"
          />
        </label>
      ))}
      <button type="submit" disabled={setup.granted || c.busy} {...mark('connect')}>
        {t('connect')}
      </button>
    </form>
  );
}

const SetUp: Kit['SetUp'] = ({ c }) => (
  <div className="columns">
    <div>
      <Credentials c={c} />
      <label>
        <input type="checkbox" {...NONE} /> {t('keepConnected')}
      </label>
      <Help />
    </div>
    <aside>
      <section className="card">
        <h2>Salesforce</h2>
        <p>{t('salesforceIntro')}</p>
        <button type="button" onClick={() => c.toggleOther('salesforce')} {...NONE}>
          {t(c.other?.salesforce ? 'disconnect' : 'connect')}
        </button>
      </section>
      <section className="card">
        <h2>LinkedIn</h2>
        <p>{t('linkedinIntro')}</p>
        <button type="button" onClick={() => c.say(t('savedMessage'))} {...NONE}>
          {t('connect')}
        </button>
      </section>
      <p>{t('calendarText')}</p>
      <button type="button" onClick={() => c.say(t('savedMessage'))} {...NONE}>
        {t('reconnectCalendar')}
      </button>
    </aside>
  </div>
);

const COLUMNS: ColDef<RowView>[] = [
  { field: 'name', headerName: t('name'), pinned: 'left', width: 200 },
  {
    colId: 'status',
    headerName: t('status'),
    valueGetter: ({ data }) => data && statusName(data.connected),
    width: 150,
  },
  {
    colId: 'role',
    headerName: t('role'),
    valueGetter: ({ data }) => data && roleName(data.role),
    width: 120,
  },
  { field: 'email', headerName: t('emailColumn'), flex: 1, minWidth: 250 },
];

const WORKSPACE: ColDef<RowView> = {
  colId: 'workspace',
  headerName: t('workspace'),
  valueGetter: ({ data }) => data?.workspaces.join(', '),
  width: 160,
};

const SELECTION: RowSelectionOptions<RowView> = {
  mode: 'multiRow',
  checkboxes: true,
  headerCheckbox: true,
  selectAll: 'filtered',
};

function AccessGrid({ c }: PartProps) {
  const grid = useRef<AgGridReact<RowView>>(null);
  const nobody = c.selected.size === 0;
  const columns = useMemo(() => (c.workspaces ? [...COLUMNS, WORKSPACE] : COLUMNS), [c.workspaces]);
  const rows = useMemo(() => (c.people ? [...c.people] : null), [c.people]);
  useEffect(() => {
    if (nobody) grid.current?.api?.deselectAll();
  }, [nobody]);
  return (
    <div style={{ height: 420 }}>
      <AgGridReact<RowView>
        ref={grid}
        theme={themeQuartz}
        rowData={rows}
        columnDefs={columns}
        getRowId={({ data }) => data.email}
        rowSelection={SELECTION}
        selectionColumnDef={{ pinned: 'left' }}
        onSelectionChanged={({ api }) => c.selectOnly(api.getSelectedRows().map((r) => r.email))}
      />
    </div>
  );
}

const UserAccess: Kit['UserAccess'] = ({ c }) => {
  const off = c.chosen.length === 0 || c.busy;
  return (
    <>
      <p>{t('userAccessIntro')}</p>
      <div className="toolbar">
        <button
          type="button"
          disabled={off}
          onClick={() => c.openGrant(c.chosen)}
          {...mark('grant-open')}
        >
          {t('connect')}
        </button>
        <button type="button" disabled={off} onClick={() => c.revoke(c.chosen)} {...mark('revoke')}>
          {t('disconnect')}
        </button>
        <span>{t('selected', { count: c.chosen.length })}</span>
        <input
          type="search"
          placeholder={t('filter')}
          aria-label={t('filter')}
          value={c.filter}
          onChange={(event) => c.setFilter(event.target.value)}
          {...NONE}
        />
      </div>
      <AccessGrid c={c} />
      <label>
        <input type="checkbox" {...NONE} /> {t('notifyDisconnect')}
      </label>
      <Help />
    </>
  );
};

const GrantDialog: Kit['GrantDialog'] = ({ c }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = c.granting !== null;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    c.grant();
  };
  return (
    <dialog ref={dialog} onClose={c.closeGrant} aria-labelledby="grant-title">
      <form onSubmit={submit}>
        <h2 id="grant-title">{t('grantTitle')}</h2>
        <p>{t('grantIntro')}</p>
        <ul>
          {c.granting?.rows.map((row) => (
            <li key={row.email}>
              {row.name} <small>{row.email}</small>
            </li>
          ))}
        </ul>
        {open && c.workspaces && (
          <label>
            {t('workspace')}
            <select
              onChange={({ target }) => c.choose(target.value === '' ? [] : [target.value])}
              {...NONE}
            >
              <option value="" />
              {c.workspaces.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        <menu>
          <button type="button" onClick={c.closeGrant} {...NONE}>
            {t('cancel')}
          </button>
          <button type="submit" disabled={c.busy} {...mark('grant')}>
            {t('connect')}
          </button>
        </menu>
      </form>
    </dialog>
  );
};

function Role({ c, row }: PartProps & { readonly row: RowView }) {
  return (
    <select
      aria-label={`${t('role')} – ${row.name}`}
      value={row.role}
      disabled={row.email === boot.me.email || c.busy}
      onChange={(event) => c.setRole(row.email, event.target.value)}
      {...mark('role', row.email)}
    >
      <option value="member">{t('member')}</option>
      <option value="admin">{t('admin')}</option>
    </select>
  );
}

const UserManagement: Kit['UserManagement'] = ({ c }) => {
  const rows = useMemo(() => (c.people ? [...c.people] : null), [c.people]);
  const columns: ColDef<RowView>[] = [
    { field: 'name', headerName: t('name') },
    { field: 'email', headerName: t('emailColumn'), flex: 1 },
    { field: 'team', headerName: t('team') },
    {
      colId: 'role',
      headerName: t('role'),
      cellRenderer: ({ data }: { readonly data: RowView }) => <Role c={c} row={data} />,
    },
  ];
  return (
    <div style={{ height: 480 }}>
      <AgGridReact<RowView>
        theme={themeQuartz}
        rowData={rows}
        columnDefs={columns}
        getRowId={({ data }) => data.email}
      />
    </div>
  );
};

const Connection: Kit['Connection'] = ({ c, what }) => (
  <>
    <p>{t(what === 'mail' ? 'emailIntro' : 'salesforceIntro')}</p>
    <p>{statusName(c.other?.[what] ?? false)}</p>
    <button type="button" disabled={c.busy} onClick={() => c.toggleOther(what)} {...NONE}>
      {t(c.other?.[what] ? 'disconnect' : 'connect')}
    </button>
  </>
);

const CommandCenter: Kit['CommandCenter'] = ({ c }) => (
  <div className="columns">
    {CARDS.map(({ text, button }) => (
      <section className="card" key={text}>
        <p>{t(text)}</p>
        <button type="button" onClick={() => c.say(t(button))} {...NONE}>
          {t(button)}
        </button>{' '}
        <a href="#relationships" {...NONE}>
          {t('viewAll')}
        </a>
      </section>
    ))}
  </div>
);

mount({
  Shell,
  Tabs: MarketoTabs,
  SetUp,
  UserAccess,
  GrantDialog,
  UserManagement,
  Connection,
  CommandCenter,
});
