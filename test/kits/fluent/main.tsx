/**
 * The console with Fluent UI. User Access is a DataGrid made of `div`s with roles, people being
 * selected by its check box cells or by their row; Connect and Disconnect are items of the menu
 * "Actions", which is drawn in a portal. Status, role and workspaces are text. The grant dialog has
 * a label and a multiselect Dropdown for each person. An owner's credentials are text; whoever was
 * granted access has a Connect that takes the focus and is only `aria-disabled`.
 */
import {
  Button,
  Card,
  CardFooter,
  CardHeader,
  createTableColumn,
  DataGrid,
  DataGridBody,
  DataGridCell,
  DataGridHeader,
  DataGridHeaderCell,
  DataGridRow,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Dropdown,
  Field,
  FluentProvider,
  Input,
  Link,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Option,
  Select,
  Switch,
  Tab,
  TabList,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  Title2,
  Toolbar,
  webLightTheme,
} from '@fluentui/react-components';
import type { FormEvent } from 'react';
import type { RowView } from '../../console/views';
import { FIELDS } from '../shared/console';
import { CARDS, HELP_URL, helpSentence, LINKS, roleName, statusName } from '../shared/content';
import { type Kit, mount, type PartProps } from '../shared/kit';
import { mark, NONE } from '../shared/mark';
import { boot, t } from '../shared/server';

const STACK = { display: 'flex', flexDirection: 'column', gap: 12, alignItems: 'start' } as const;

const Shell: Kit['Shell'] = ({ c, children }) => (
  <FluentProvider theme={webLightTheme} style={{ display: 'flex', gap: 32, padding: 24 }}>
    <nav aria-label={t('settings')} style={{ ...STACK, minWidth: 160 }}>
      {LINKS.map(({ hash, page, label }) => (
        <Link
          key={page}
          href={`#${hash}`}
          aria-current={page === c.page ? 'page' : undefined}
          {...NONE}
        >
          {label}
        </Link>
      ))}
    </nav>
    <main style={{ flex: 1, minWidth: 0 }}>
      <Title2 as="h1">{c.title}</Title2>
      {c.notice && (
        <MessageBar intent={c.notice.ok ? 'success' : 'error'}>
          <MessageBarBody>{c.notice.text}</MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button appearance="transparent" onClick={() => c.say(null)} {...NONE}>
                {t('close')}
              </Button>
            }
          />
        </MessageBar>
      )}
      {children}
    </main>
  </FluentProvider>
);

const MarketoTabs: Kit['Tabs'] = ({ c, setUp, access }) => (
  <>
    <TabList
      selectedValue={c.tab}
      onTabSelect={(_event, { value }) => c.openTab(value === 'access' ? 'access' : 'setup')}
    >
      <Tab value="setup" {...NONE}>
        {t('setUp')}
      </Tab>
      <Tab value="access" {...NONE}>
        {t('userAccess')}
      </Tab>
    </TabList>
    {c.tab === 'setup' ? setUp : access}
  </>
);

function Help() {
  const [before, after] = helpSentence();
  return (
    <Text block>
      {before}
      <Link href={HELP_URL} target="_blank" inline {...NONE}>
        {t('connect')}
      </Link>
      {after}
    </Text>
  );
}

function Credentials({ c }: PartProps) {
  const { setup } = c;
  if (!setup) return <Text>{t('loading')}</Text>;
  if (setup.owner) {
    return (
      <div style={STACK}>
        <Text>{t('connectedBy', { name: boot.me.name })}</Text>
        {FIELDS.map(({ name, label }) => (
          <Text key={name}>
            <b>{label}</b> {c.credentials[name]}
          </Text>
        ))}
        <Button disabled={c.busy} onClick={c.disconnect} {...mark('disconnect')}>
          {t('disconnect')}
        </Button>
      </div>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!setup.granted) c.connect();
  };
  return (
    <form onSubmit={submit} style={STACK}>
      <Text>{t(setup.granted ? 'hasAccessHint' : 'setUpIntro')}</Text>
      {FIELDS.map(({ name, label }) => (
        <Field key={name} label={label}>
          <Input
            type={name === 'clientSecret' ? 'password' : 'text'}
            value={c.credentials[name]}
            onChange={(_event, { value }) => c.type(name, value)}
            disabled={setup.granted}
            autoComplete="off"
          />
        </Field>
      ))}
      <Button
        type="submit"
        appearance="primary"
        disabled={c.busy}
        disabledFocusable={setup.granted}
        {...mark('connect')}
      >
        {t('connect')}
      </Button>
    </form>
  );
}

const SetUp: Kit['SetUp'] = ({ c }) => (
  <div style={{ ...STACK, paddingTop: 16 }}>
    <Credentials c={c} />
    <Switch label={t('keepConnected')} {...NONE} />
    <Help />
    <Card>
      <CardHeader header={<h2>Salesforce</h2>} description={t('salesforceIntro')} />
      <CardFooter>
        <Button onClick={() => c.toggleOther('salesforce')} {...NONE}>
          {t(c.other?.salesforce ? 'disconnect' : 'connect')}
        </Button>
      </CardFooter>
    </Card>
    <Card>
      <CardHeader header={<h2>LinkedIn</h2>} description={t('linkedinIntro')} />
      <CardFooter>
        <Button onClick={() => c.say(t('savedMessage'))} {...NONE}>
          {t('connect')}
        </Button>
      </CardFooter>
    </Card>
    <Text>{t('calendarText')}</Text>
    <Button appearance="subtle" onClick={() => c.say(t('savedMessage'))} {...NONE}>
      {t('reconnectCalendar')}
    </Button>
  </div>
);

const column = (columnId: string, label: string, text: (row: RowView) => string) =>
  createTableColumn<RowView>({
    columnId,
    renderHeaderCell: () => label,
    renderCell: (row) => text(row),
  });

const COLUMNS = [
  column('name', t('name'), (row) => row.name),
  column('status', t('status'), (row) => statusName(row.connected)),
  column('email', t('emailColumn'), (row) => row.email),
  column('role', t('role'), (row) => roleName(row.role)),
];

const WORKSPACE = column('workspace', t('workspace'), (row) => row.workspaces.join(', '));

function AccessGrid({ c }: PartProps) {
  return (
    <DataGrid
      items={[...(c.people ?? [])]}
      columns={c.workspaces ? [...COLUMNS, WORKSPACE] : COLUMNS}
      getRowId={(row: RowView) => row.email}
      selectionMode="multiselect"
      selectedItems={c.selected}
      onSelectionChange={(_event, { selectedItems }) =>
        c.selectOnly([...selectedItems].map((email) => `${email}`))
      }
    >
      <DataGridHeader>
        <DataGridRow
          selectionCell={{ checkboxIndicator: { 'aria-label': t('selectPage'), ...NONE } }}
        >
          {({ renderHeaderCell }) => <DataGridHeaderCell>{renderHeaderCell()}</DataGridHeaderCell>}
        </DataGridRow>
      </DataGridHeader>
      <DataGridBody<RowView>>
        {({ item, rowId }) => (
          <DataGridRow<RowView>
            key={rowId}
            selectionCell={{
              checkboxIndicator: {
                'aria-label': t('selectOne', { name: item.name }),
                ...mark('none', item.email),
              },
            }}
          >
            {({ renderCell }) => (
              <DataGridCell style={{ overflowWrap: 'anywhere' }}>{renderCell(item)}</DataGridCell>
            )}
          </DataGridRow>
        )}
      </DataGridBody>
    </DataGrid>
  );
}

const UserAccess: Kit['UserAccess'] = ({ c }) => {
  const off = c.chosen.length === 0 || c.busy;
  return (
    <>
      <Toolbar aria-label={t('actions')}>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <MenuButton appearance="primary" {...NONE}>
              {t('actions')}
            </MenuButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem
                disabled={off}
                onClick={() => c.openGrant(c.chosen)}
                {...mark('grant-open')}
              >
                {t('connect')}
              </MenuItem>
              <MenuItem disabled={off} onClick={() => c.revoke(c.chosen)} {...mark('revoke')}>
                {t('disconnect')}
              </MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
        <Input
          type="search"
          placeholder={t('filter')}
          aria-label={t('filter')}
          value={c.filter}
          onChange={(_event, { value }) => c.setFilter(value)}
          {...NONE}
        />
        <Text>{t('selected', { count: c.chosen.length })}</Text>
      </Toolbar>
      <AccessGrid c={c} />
      <Switch label={t('notifyDisconnect')} {...NONE} />
      <Help />
    </>
  );
};

const GrantDialog: Kit['GrantDialog'] = ({ c }) => (
  <Dialog open={c.granting !== null} onOpenChange={(_event, { open }) => open || c.closeGrant()}>
    <DialogSurface>
      <DialogBody>
        <DialogTitle>{t('grantTitle')}</DialogTitle>
        <DialogContent>
          <Text block>{t('grantIntro')}</Text>
          {c.granting?.rows.map(({ email, name }) => (
            <Field key={email} label={`${name} (${email})`}>
              {c.workspaces && (
                <Dropdown
                  multiselect
                  placeholder={t('workspace')}
                  selectedOptions={[...(c.granting?.workspaces[email] ?? [])]}
                  onOptionSelect={(_event, { selectedOptions }) => c.choose(selectedOptions, email)}
                  {...mark('none', email)}
                >
                  {c.workspaces.map((workspace) => (
                    <Option key={workspace}>{workspace}</Option>
                  ))}
                </Dropdown>
              )}
            </Field>
          ))}
        </DialogContent>
        <DialogActions>
          <Button onClick={c.closeGrant} {...NONE}>
            {t('cancel')}
          </Button>
          <Button appearance="primary" disabled={c.busy} onClick={c.grant} {...mark('grant')}>
            {t('connect')}
          </Button>
        </DialogActions>
      </DialogBody>
    </DialogSurface>
  </Dialog>
);

const UserManagement: Kit['UserManagement'] = ({ c }) => (
  <Table>
    <TableHeader>
      <TableRow>
        <TableHeaderCell>{t('name')}</TableHeaderCell>
        <TableHeaderCell>{t('emailColumn')}</TableHeaderCell>
        <TableHeaderCell>{t('role')}</TableHeaderCell>
        <TableHeaderCell>{t('team')}</TableHeaderCell>
      </TableRow>
    </TableHeader>
    <TableBody>
      {c.people?.map((row) => (
        <TableRow key={row.email}>
          <TableCell>{row.name}</TableCell>
          <TableCell>{row.email}</TableCell>
          <TableCell>
            <Select
              aria-label={`${t('role')} – ${row.name}`}
              value={row.role}
              disabled={row.email === boot.me.email || c.busy}
              onChange={(_event, { value }) => c.setRole(row.email, value)}
              {...mark('role', row.email)}
            >
              <option value="member">{t('member')}</option>
              <option value="admin">{t('admin')}</option>
            </Select>
          </TableCell>
          <TableCell>{row.team}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const Connection: Kit['Connection'] = ({ c, what }) => (
  <div style={STACK}>
    <Text>{t(what === 'mail' ? 'emailIntro' : 'salesforceIntro')}</Text>
    <Text>{statusName(c.other?.[what] ?? false)}</Text>
    <Button disabled={c.busy} onClick={() => c.toggleOther(what)} {...NONE}>
      {t(c.other?.[what] ? 'disconnect' : 'connect')}
    </Button>
  </div>
);

const CommandCenter: Kit['CommandCenter'] = ({ c }) => (
  <div style={STACK}>
    {CARDS.map(({ text, button }) => (
      <Card key={text}>
        <Text>{t(text)}</Text>
        <CardFooter>
          <Button onClick={() => c.say(t(button))} {...NONE}>
            {t(button)}
          </Button>
          <Link href="#relationships" {...NONE}>
            {t('viewAll')}
          </Link>
        </CardFooter>
      </Card>
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
