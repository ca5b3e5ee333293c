/**
 * The console with Shoelace: custom elements whose buttons, check boxes and fields are in shadow
 * roots. The tabs are an `sl-tab-group` with both panels in the page. In User Access a person's
 * check box is labelled with their name, the status is an `sl-badge` and the workspaces are
 * `sl-tag`s. The grant dialog is an `sl-dialog` that lists the people and has an `sl-select` of
 * several workspaces. The credentials are `sl-input`s in a form that Enter submits; an owner's are
 * read-only.
 */
import '@shoelace-style/shoelace/dist/themes/light.css';
import {
  SlAlert,
  SlBadge,
  SlButton,
  SlCard,
  SlCheckbox,
  SlDialog,
  SlDivider,
  SlInput,
  SlOption,
  SlSelect,
  SlSwitch,
  SlTab,
  SlTabGroup,
  SlTabPanel,
  SlTag,
} from '@shoelace-style/shoelace/dist/react';
import type { FormEvent } from 'react';
import type { RowView } from '../../console/views';
import { FIELDS } from '../shared/console';
import { CARDS, HELP_URL, helpSentence, LINKS, roleName, statusName } from '../shared/content';
import { type Kit, mount, type PartProps } from '../shared/kit';
import { mark, NONE } from '../shared/mark';
import { boot, t } from '../shared/server';
import './style.css';

/** What a field holds; Shoelace's events carry no value themselves. */
function textOf(event: Event): string {
  const { target } = event;
  return target && 'value' in target && typeof target.value === 'string' ? target.value : '';
}

/** Whether a box is ticked. */
function isChecked({ target }: Event): boolean {
  return target !== null && 'checked' in target && target.checked === true;
}

const Shell: Kit['Shell'] = ({ c, children }) => (
  <div className="page">
    <nav aria-label={t('settings')}>
      {LINKS.map(({ hash, page, label }) => (
        <SlButton
          key={page}
          href={`#${hash}`}
          variant={page === c.page ? 'primary' : 'text'}
          {...NONE}
        >
          {label}
        </SlButton>
      ))}
    </nav>
    <main>
      <h1>{c.title}</h1>
      <SlAlert
        open={c.notice !== null}
        variant={c.notice?.ok ? 'success' : 'danger'}
        closable
        onSlHide={() => c.say(null)}
      >
        {c.notice?.text}
      </SlAlert>
      {children}
    </main>
  </div>
);

const MarketoTabs: Kit['Tabs'] = ({ c, setUp, access }) => (
  <SlTabGroup
    onSlTabShow={({ detail }) => c.openTab(detail.name === 'access' ? 'access' : 'setup')}
  >
    <SlTab slot="nav" panel="setup" active={c.tab === 'setup'} {...NONE}>
      {t('setUp')}
    </SlTab>
    <SlTab slot="nav" panel="access" active={c.tab === 'access'} {...NONE}>
      {t('userAccess')}
    </SlTab>
    <SlTabPanel name="setup">{setUp}</SlTabPanel>
    <SlTabPanel name="access">{access}</SlTabPanel>
  </SlTabGroup>
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!setup.owner && !setup.granted) c.connect();
  };
  return (
    <form onSubmit={submit}>
      <p>{setup.granted ? t('hasAccessHint') : t(setup.owner ? 'connected' : 'setUpIntro')}</p>
      {FIELDS.map(({ name, label }) => (
        <SlInput
          key={name}
          label={label}
          type={name === 'clientSecret' ? 'password' : 'text'}
          value={c.credentials[name]}
          onSlInput={(event) => c.type(name, textOf(event))}
          readonly={setup.owner}
          disabled={setup.granted}
          autocomplete="off"
        />
      ))}
      {setup.owner ? (
        <SlButton
          variant="danger"
          outline
          disabled={c.busy}
          onClick={c.disconnect}
          {...mark('disconnect')}
        >
          {t('disconnect')}
        </SlButton>
      ) : (
        <SlButton
          type="submit"
          variant="primary"
          disabled={setup.granted || c.busy}
          {...mark('connect')}
        >
          {t('connect')}
        </SlButton>
      )}
    </form>
  );
}

const SetUp: Kit['SetUp'] = ({ c }) => (
  <div className="columns">
    <div>
      <Credentials c={c} />
      <SlDivider />
      <SlSwitch {...NONE}>{t('keepConnected')}</SlSwitch>
      <Help />
    </div>
    <div>
      <SlCard>
        <h2 slot="header">Salesforce</h2>
        {t('salesforceIntro')}
        <SlButton slot="footer" onClick={() => c.toggleOther('salesforce')} {...NONE}>
          {t(c.other?.salesforce ? 'disconnect' : 'connect')}
        </SlButton>
      </SlCard>
      <SlCard>
        <h2 slot="header">LinkedIn</h2>
        {t('linkedinIntro')}
        <SlButton slot="footer" onClick={() => c.say(t('savedMessage'))} {...NONE}>
          {t('connect')}
        </SlButton>
      </SlCard>
      <SlAlert open variant="warning">
        {t('calendarText')}
        <br />
        <SlButton size="small" onClick={() => c.say(t('savedMessage'))} {...NONE}>
          {t('reconnectCalendar')}
        </SlButton>
      </SlAlert>
    </div>
  </div>
);

function AccessRow({ c, row }: PartProps & { readonly row: RowView }) {
  return (
    <tr>
      <td>
        <SlCheckbox
          checked={c.selected.has(row.email)}
          onSlChange={(event) => c.select([row.email], isChecked(event))}
          {...mark('none', row.email)}
        >
          {row.name}
        </SlCheckbox>
      </td>
      <td>{roleName(row.role)}</td>
      <td>{row.email}</td>
      {c.workspaces && (
        <td>
          {row.workspaces.map((name) => (
            <SlTag key={name} size="small">
              {name}
            </SlTag>
          ))}
        </td>
      )}
      <td>
        <SlBadge variant={row.connected ? 'success' : 'neutral'} pill>
          {statusName(row.connected)}
        </SlBadge>
      </td>
    </tr>
  );
}

function AccessTable({ c }: PartProps) {
  const emails = c.people?.map(({ email }) => email) ?? [];
  return (
    <table>
      <thead>
        <tr>
          <th>
            <SlCheckbox
              checked={emails.length > 0 && emails.every((email) => c.selected.has(email))}
              onSlChange={(event) => c.select(emails, isChecked(event))}
              {...NONE}
            >
              {t('name')}
            </SlCheckbox>
          </th>
          <th>{t('role')}</th>
          <th>{t('emailColumn')}</th>
          {c.workspaces && <th>{t('workspace')}</th>}
          <th>{t('status')}</th>
        </tr>
      </thead>
      <tbody>
        {c.people?.map((row) => (
          <AccessRow key={row.email} c={c} row={row} />
        ))}
      </tbody>
    </table>
  );
}

const UserAccess: Kit['UserAccess'] = ({ c }) => {
  const off = c.chosen.length === 0 || c.busy;
  return (
    <>
      <div className="toolbar">
        <SlButton
          variant="primary"
          disabled={off}
          onClick={() => c.openGrant(c.chosen)}
          {...mark('grant-open')}
        >
          {t('connect')}
        </SlButton>
        <SlButton disabled={off} onClick={() => c.revoke(c.chosen)} {...mark('revoke')}>
          {t('disconnect')}
        </SlButton>
        <SlInput
          type="search"
          placeholder={t('filter')}
          value={c.filter}
          onSlInput={(event) => c.setFilter(textOf(event))}
          {...NONE}
        />
      </div>
      <AccessTable c={c} />
      <SlSwitch {...NONE}>{t('notifyDisconnect')}</SlSwitch>
      <Help />
    </>
  );
};

const GrantDialog: Kit['GrantDialog'] = ({ c }) => {
  const { granting, workspaces } = c;
  const chosen = granting?.workspaces[granting.rows[0]?.email ?? ''] ?? [];
  return (
    <SlDialog
      label={t('grantTitle')}
      open={granting !== null}
      onSlRequestClose={(event) => {
        // The dialog stays what the state says it is.
        event.preventDefault();
        c.closeGrant();
      }}
    >
      <p>{t('grantIntro')}</p>
      <ul>
        {granting?.rows.map((row) => (
          <li key={row.email}>
            {row.name} – {row.email}
          </li>
        ))}
      </ul>
      {workspaces && (
        <SlSelect
          label={t('workspace')}
          helpText={t('grantWorkspaces')}
          multiple
          clearable
          hoist
          // A value must not have a space in it.
          value={chosen.map((name) => `${workspaces.indexOf(name)}`)}
          onSlChange={({ target }) => {
            const value = target && 'value' in target ? target.value : [];
            const names = Array.isArray(value) ? value.map((i) => workspaces[Number(i)]) : [];
            c.choose(names.filter((name) => name !== undefined));
          }}
          {...NONE}
        >
          {workspaces.map((name, i) => (
            <SlOption key={name} value={`${i}`}>
              {name}
            </SlOption>
          ))}
        </SlSelect>
      )}
      <SlButton slot="footer" onClick={c.closeGrant} {...NONE}>
        {t('cancel')}
      </SlButton>
      <SlButton
        slot="footer"
        variant="primary"
        loading={c.busy}
        onClick={c.grant}
        {...mark('grant')}
      >
        {t('connect')}
      </SlButton>
    </SlDialog>
  );
};

const UserManagement: Kit['UserManagement'] = ({ c }) => (
  <table>
    <thead>
      <tr>
        <th>{t('name')}</th>
        <th>{t('emailColumn')}</th>
        <th>{t('role')}</th>
      </tr>
    </thead>
    <tbody>
      {c.people?.map((row) => (
        <tr key={row.email}>
          <td>{row.name}</td>
          <td>{row.email}</td>
          <td>
            <SlSelect
              size="small"
              value={row.role}
              disabled={row.email === boot.me.email || c.busy}
              onSlChange={(event) => c.setRole(row.email, textOf(event))}
              {...mark('role', row.email)}
            >
              <SlOption value="member">{t('member')}</SlOption>
              <SlOption value="admin">{t('admin')}</SlOption>
            </SlSelect>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Connection: Kit['Connection'] = ({ c, what }) => (
  <>
    <p>{t(what === 'mail' ? 'emailIntro' : 'salesforceIntro')}</p>
    <p>
      <SlBadge>{statusName(c.other?.[what] ?? false)}</SlBadge>
    </p>
    <SlButton loading={c.busy} onClick={() => c.toggleOther(what)} {...NONE}>
      {t(c.other?.[what] ? 'disconnect' : 'connect')}
    </SlButton>
  </>
);

const CommandCenter: Kit['CommandCenter'] = ({ c }) => (
  <div className="columns">
    {CARDS.map(({ text, button }) => (
      <SlCard key={text}>
        {t(text)}
        <div slot="footer">
          <SlButton onClick={() => c.say(t(button))} {...NONE}>
            {t(button)}
          </SlButton>
          <SlButton variant="text" href="#relationships" {...NONE}>
            {t('viewAll')}
          </SlButton>
        </div>
      </SlCard>
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
