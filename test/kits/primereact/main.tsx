/**
 * The console with PrimeReact. People in User Access are selected by pressing their row: there is
 * no check box, only `aria-selected` and a class. The table shows ten rows a page; the address
 * comes first, the status is a tag, the workspaces are text with commas, and whoever is connected
 * has a button with an icon in their row that is called "Disconnect" and their name. The
 * credentials and Connect or Disconnect are in a dialog that the button "Marketo" opens. The grant
 * dialog says how many people are selected, without naming them, and has a MultiSelect.
 */
import 'primereact/resources/themes/lara-light-blue/theme.css';
import 'primeicons/primeicons.css';
import { PrimeReactProvider } from 'primereact/api';
import { Button } from 'primereact/button';
import { Card } from 'primereact/card';
import { Column } from 'primereact/column';
import { DataTable } from 'primereact/datatable';
import { Dialog } from 'primereact/dialog';
import { Dropdown } from 'primereact/dropdown';
import { InputSwitch } from 'primereact/inputswitch';
import { InputText } from 'primereact/inputtext';
import { Message } from 'primereact/message';
import { MultiSelect } from 'primereact/multiselect';
import { TabPanel, TabView } from 'primereact/tabview';
import { Tag } from 'primereact/tag';
import { Toolbar } from 'primereact/toolbar';
import { type FormEvent, useState } from 'react';
import type { RowView } from '../../console/views';
import { FIELDS } from '../shared/console';
import { CARDS, HELP_URL, helpSentence, LINKS, roleName, statusName } from '../shared/content';
import { type Kit, mount, type PartProps } from '../shared/kit';
import { mark, NONE } from '../shared/mark';
import { boot, t } from '../shared/server';

const Shell: Kit['Shell'] = ({ c, children }) => (
  <PrimeReactProvider>
    <div style={{ fontFamily: 'system-ui', padding: '1rem' }}>
      <nav aria-label={t('settings')}>
        {LINKS.map(({ hash, page, label }) => (
          <a
            key={page}
            href={`#${hash}`}
            className={`p-button ${page === c.page ? '' : 'p-button-text'}`}
            {...NONE}
          >
            {label}
          </a>
        ))}
      </nav>
      <h1>{c.title}</h1>
      {c.notice && <Message severity={c.notice.ok ? 'success' : 'error'} text={c.notice.text} />}
      {children}
    </div>
  </PrimeReactProvider>
);

const MarketoTabs: Kit['Tabs'] = ({ c, setUp, access }) => (
  <TabView
    activeIndex={c.tab === 'setup' ? 0 : 1}
    onTabChange={({ index }) => c.openTab(index === 0 ? 'setup' : 'access')}
  >
    <TabPanel header={t('setUp')} pt={{ headerAction: NONE }}>
      {setUp}
    </TabPanel>
    <TabPanel header={t('userAccess')} pt={{ headerAction: NONE }}>
      {access}
    </TabPanel>
  </TabView>
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

function Switch({ label }: { readonly label: string }) {
  const [on, setOn] = useState(false);
  return (
    <p>
      <InputSwitch
        checked={on}
        onChange={({ value }) => setOn(value)}
        aria-label={label}
        {...NONE}
      />{' '}
      {label}
    </p>
  );
}

function Credentials({ c }: PartProps) {
  const { setup } = c;
  if (!setup) return <p>{t('loading')}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    c.connect();
  };
  return (
    <form onSubmit={submit}>
      <p>{setup.granted ? t('hasAccessHint') : t(setup.owner ? 'connected' : 'setUpIntro')}</p>
      {FIELDS.map(({ name, label }) => (
        <p key={name}>
          <label htmlFor={name}>{label}</label>
          <br />
          <InputText
            id={name}
            type={name === 'clientSecret' ? 'password' : 'text'}
            value={c.credentials[name]}
            onChange={(event) => c.type(name, event.target.value)}
            disabled={setup.owner || setup.granted}
            autoComplete="off"
          />
        </p>
      ))}
      {setup.owner ? (
        <Button
          type="button"
          severity="danger"
          label={t('disconnect')}
          loading={c.busy}
          onClick={c.disconnect}
          {...mark('disconnect')}
        />
      ) : (
        <Button
          type="submit"
          label={t('connect')}
          disabled={setup.granted}
          loading={c.busy}
          {...mark('connect')}
        />
      )}
    </form>
  );
}

const SetUp: Kit['SetUp'] = ({ c }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button label="Marketo" icon="pi pi-cog" outlined onClick={() => setOpen(true)} {...NONE} />
      <Dialog
        header="Marketo"
        visible={open}
        style={{ width: '30rem' }}
        onHide={() => setOpen(false)}
        ariaCloseIconLabel={t('close')}
      >
        <Credentials c={c} />
      </Dialog>
      <Switch label={t('keepConnected')} />
      <Help />
      <Card title="Salesforce">
        <p>{t('salesforceIntro')}</p>
        <Button
          size="small"
          label={t(c.other?.salesforce ? 'disconnect' : 'connect')}
          onClick={() => c.toggleOther('salesforce')}
          {...NONE}
        />
      </Card>
      <Card title="LinkedIn">
        <p>{t('linkedinIntro')}</p>
        <Button
          size="small"
          label={t('connect')}
          onClick={() => c.say(t('savedMessage'))}
          {...NONE}
        />
      </Card>
      <p>{t('calendarText')}</p>
      <Button
        text
        icon="pi pi-refresh"
        label={t('reconnectCalendar')}
        onClick={() => c.say(t('savedMessage'))}
        {...NONE}
      />
    </>
  );
};

function RowDisconnect({ c, row }: PartProps & { readonly row: RowView }) {
  if (!row.connected) return null;
  return (
    <Button
      icon="pi pi-times"
      rounded
      text
      severity="danger"
      aria-label={`${t('disconnect')} ${row.name}`}
      disabled={c.busy}
      onClick={() => c.revoke([row])}
      {...mark('revoke', row.email)}
    />
  );
}

function AccessTable({ c }: PartProps) {
  return (
    <DataTable
      value={[...(c.people ?? [])]}
      dataKey="email"
      loading={c.people === null}
      selectionMode="multiple"
      metaKeySelection={false}
      selection={[...c.chosen]}
      onSelectionChange={({ value }) => c.selectOnly(value.map(({ email }) => email))}
      paginator
      rows={10}
      emptyMessage={t('noUsers')}
      pt={{ paginator: { nextPageButton: NONE, prevPageButton: NONE } }}
    >
      <Column field="email" header={t('emailColumn')} />
      <Column field="name" header={t('name')} />
      <Column
        header={t('status')}
        body={(row: RowView) => (
          <Tag
            severity={row.connected ? 'success' : 'secondary'}
            value={statusName(row.connected)}
          />
        )}
      />
      <Column header={t('role')} body={(row: RowView) => roleName(row.role)} />
      {c.workspaces && (
        <Column header={t('workspace')} body={(row: RowView) => row.workspaces.join(', ')} />
      )}
      <Column body={(row: RowView) => <RowDisconnect c={c} row={row} />} />
    </DataTable>
  );
}

const UserAccess: Kit['UserAccess'] = ({ c }) => {
  const off = c.chosen.length === 0 || c.busy;
  return (
    <>
      <p>{t('userAccessIntro')}</p>
      <Toolbar
        start={
          <>
            <Button
              label={t('connect')}
              icon="pi pi-link"
              disabled={off}
              onClick={() => c.openGrant(c.chosen)}
              {...mark('grant-open')}
            />
            <Button
              label={t('disconnect')}
              icon="pi pi-ban"
              severity="danger"
              outlined
              disabled={off}
              onClick={() => c.revoke(c.chosen)}
              {...mark('revoke')}
            />
          </>
        }
        end={
          <InputText
            type="search"
            placeholder={t('filter')}
            value={c.filter}
            onChange={(event) => c.setFilter(event.target.value)}
            {...NONE}
          />
        }
      />
      <AccessTable c={c} />
      <Switch label={t('notifyDisconnect')} />
      <Help />
    </>
  );
};

const GrantDialog: Kit['GrantDialog'] = ({ c }) => {
  const rows = c.granting?.rows ?? [];
  return (
    <Dialog
      header={t('grantTitle')}
      visible={c.granting !== null}
      style={{ width: '32rem' }}
      onHide={c.closeGrant}
      ariaCloseIconLabel={t('close')}
      footer={
        <>
          <Button text label={t('cancel')} onClick={c.closeGrant} {...NONE} />
          <Button label={t('connect')} loading={c.busy} onClick={c.grant} {...mark('grant')} />
        </>
      }
    >
      <p>{t('selected', { count: rows.length })}</p>
      {c.workspaces && (
        <>
          <label htmlFor="workspaces">{t('workspace')}</label>
          <br />
          <MultiSelect
            inputId="workspaces"
            display="chip"
            options={[...c.workspaces]}
            value={c.granting?.workspaces[rows[0]?.email ?? ''] ?? []}
            onChange={({ value }) => c.choose(value)}
            placeholder={t('workspace')}
            {...NONE}
          />
          <p>
            <small>{t('grantWorkspaces')}</small>
          </p>
        </>
      )}
    </Dialog>
  );
};

const UserManagement: Kit['UserManagement'] = ({ c }) => (
  <DataTable value={[...(c.people ?? [])]} dataKey="email" paginator rows={10}>
    <Column field="name" header={t('name')} />
    <Column field="email" header={t('emailColumn')} />
    <Column field="team" header={t('team')} />
    <Column
      header={t('role')}
      body={(row: RowView) => (
        <Dropdown
          value={row.role}
          options={[
            { value: 'member', label: t('member') },
            { value: 'admin', label: t('admin') },
          ]}
          ariaLabel={`${t('role')} – ${row.name}`}
          disabled={row.email === boot.me.email || c.busy}
          onChange={({ value }) => c.setRole(row.email, value)}
          {...mark('role', row.email)}
        />
      )}
    />
  </DataTable>
);

const Connection: Kit['Connection'] = ({ c, what }) => (
  <Card subTitle={t(what === 'mail' ? 'emailIntro' : 'salesforceIntro')}>
    <p>
      <Tag value={statusName(c.other?.[what] ?? false)} />
    </p>
    <Button
      label={t(c.other?.[what] ? 'disconnect' : 'connect')}
      loading={c.busy}
      onClick={() => c.toggleOther(what)}
      {...NONE}
    />
  </Card>
);

const CommandCenter: Kit['CommandCenter'] = ({ c }) => (
  <>
    {CARDS.map(({ text, button }) => (
      <Card
        key={text}
        footer={
          <>
            <Button outlined label={t(button)} onClick={() => c.say(t(button))} {...NONE} />{' '}
            <a href="#relationships" {...NONE}>
              {t('viewAll')}
            </a>
          </>
        }
      >
        {t(text)}
      </Card>
    ))}
  </>
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
