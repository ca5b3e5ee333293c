/**
 * The console with Carbon. User Access is a data table of ten rows a page: the status is an icon
 * with an accessible name only, the workspaces are tags, and Connect and Disconnect appear in
 * Carbon's batch actions once somebody is selected. Each row has an overflow menu, drawn at the end
 * of the body, with Disconnect (or Connect) for that person alone. The selection outlives turning
 * the page. The grant dialog lists the people and has a MultiSelect. The tab that is not shown
 * stays in the page, hidden. An owner's credentials are read-only inputs.
 */
import '@carbon/styles/css/styles.min.css';
import {
  Button,
  ComposedModal,
  Content,
  Form,
  Header,
  HeaderName,
  InlineNotification,
  Link,
  ListItem,
  ModalBody,
  ModalFooter,
  ModalHeader,
  MultiSelect,
  OverflowMenu,
  OverflowMenuItem,
  Pagination,
  Select,
  SelectItem,
  SideNav,
  SideNavItems,
  SideNavLink,
  Stack,
  Tab,
  TabList,
  Table,
  TableBatchAction,
  TableBatchActions,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableHeader,
  TableRow,
  TableSelectAll,
  TableSelectRow,
  TableToolbar,
  TableToolbarContent,
  TableToolbarSearch,
  TabPanel,
  TabPanels,
  Tabs,
  Tag,
  TextInput,
  Tile,
  Toggle,
  UnorderedList,
} from '@carbon/react';
import { Link as Chain, CheckmarkFilled, CircleDash, Unlink } from '@carbon/react/icons';
import { type FormEvent, useState } from 'react';
import type { RowView } from '../../console/views';
import { FIELDS } from '../shared/console';
import { CARDS, HELP_URL, helpSentence, LINKS, roleName, statusName } from '../shared/content';
import { type Kit, mount, type PartProps } from '../shared/kit';
import { mark, NONE } from '../shared/mark';
import { boot, t } from '../shared/server';

const PAGE_SIZE = 10;

const Shell: Kit['Shell'] = ({ c, children }) => (
  <>
    <Header aria-label="Sales Actions">
      <HeaderName href="#command_center" prefix="" {...NONE}>
        Sales Actions
      </HeaderName>
    </Header>
    <SideNav aria-label={t('settings')} isFixedNav expanded>
      <SideNavItems>
        {LINKS.map(({ hash, page, label }) => (
          <SideNavLink key={page} href={`#${hash}`} isActive={page === c.page} {...NONE}>
            {label}
          </SideNavLink>
        ))}
      </SideNavItems>
    </SideNav>
    <Content>
      <Stack gap={5}>
        <h1>{c.title}</h1>
        {c.notice && (
          <InlineNotification
            kind={c.notice.ok ? 'success' : 'error'}
            title={c.notice.text}
            aria-label={t('close')}
            lowContrast
            onCloseButtonClick={() => c.say(null)}
          />
        )}
        {children}
      </Stack>
    </Content>
  </>
);

const MarketoTabs: Kit['Tabs'] = ({ c, setUp, access }) => (
  <Tabs
    selectedIndex={c.tab === 'setup' ? 0 : 1}
    onChange={({ selectedIndex }) => c.openTab(selectedIndex === 0 ? 'setup' : 'access')}
  >
    <TabList aria-label="Marketo">
      <Tab {...NONE}>{t('setUp')}</Tab>
      <Tab {...NONE}>{t('userAccess')}</Tab>
    </TabList>
    <TabPanels>
      <TabPanel>{setUp}</TabPanel>
      <TabPanel>{access}</TabPanel>
    </TabPanels>
  </Tabs>
);

function Help() {
  const [before, after] = helpSentence();
  return (
    <p>
      {before}
      <Link href={HELP_URL} target="_blank" inline {...NONE}>
        {t('connect')}
      </Link>
      {after}
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
    <Form onSubmit={submit}>
      <Stack gap={6}>
        <p>{setup.granted ? t('hasAccessHint') : t(setup.owner ? 'connected' : 'setUpIntro')}</p>
        {FIELDS.map(({ name, label }) => (
          <TextInput
            key={name}
            id={name}
            type={name === 'clientSecret' ? 'password' : 'text'}
            labelText={label}
            value={c.credentials[name]}
            onChange={(event) => c.type(name, event.target.value)}
            readOnly={setup.owner}
            disabled={setup.granted}
            autoComplete="off"
          />
        ))}
        {setup.owner ? (
          <Button
            kind="danger--tertiary"
            disabled={c.busy}
            onClick={c.disconnect}
            {...mark('disconnect')}
          >
            {t('disconnect')}
          </Button>
        ) : (
          <Button type="submit" disabled={setup.granted || c.busy} {...mark('connect')}>
            {t('connect')}
          </Button>
        )}
      </Stack>
    </Form>
  );
}

const SetUp: Kit['SetUp'] = ({ c }) => (
  <Stack gap={6}>
    <Credentials c={c} />
    <Toggle id="keep" labelText={t('keepConnected')} labelA="" labelB="" {...NONE} />
    <Help />
    <Tile>
      <h2>Salesforce</h2>
      <p>{t('salesforceIntro')}</p>
      <Button kind="tertiary" size="sm" onClick={() => c.toggleOther('salesforce')} {...NONE}>
        {t(c.other?.salesforce ? 'disconnect' : 'connect')}
      </Button>
    </Tile>
    <Tile>
      <h2>LinkedIn</h2>
      <p>{t('linkedinIntro')}</p>
      <Button kind="tertiary" size="sm" onClick={() => c.say(t('savedMessage'))} {...NONE}>
        {t('connect')}
      </Button>
    </Tile>
    <Tile>
      <p>{t('calendarText')}</p>
      <Button kind="ghost" size="sm" onClick={() => c.say(t('savedMessage'))} {...NONE}>
        {t('reconnectCalendar')}
      </Button>
    </Tile>
  </Stack>
);

interface RowProps extends PartProps {
  readonly row: RowView;
}

function More({ c, row }: RowProps) {
  return (
    <OverflowMenu
      size="sm"
      flipped
      iconDescription={t('moreActions', { name: row.name })}
      aria-label={t('moreActions', { name: row.name })}
      {...mark('none', row.email)}
    >
      {row.connected ? (
        <OverflowMenuItem
          itemText={t('disconnect')}
          isDelete
          disabled={c.busy}
          onClick={() => c.revoke([row])}
          {...mark('revoke', row.email)}
        />
      ) : (
        <OverflowMenuItem
          itemText={t('connect')}
          disabled={c.busy}
          onClick={() => c.openGrant([row])}
          {...mark('grant-open', row.email)}
        />
      )}
    </OverflowMenu>
  );
}

function AccessRow({ c, row }: RowProps) {
  const selected = c.selected.has(row.email);
  const Icon = row.connected ? CheckmarkFilled : CircleDash;
  return (
    <TableRow isSelected={selected}>
      <TableSelectRow
        id={`select-${row.email}`}
        name={`select-${row.email}`}
        aria-label={t('selectOne', { name: row.name })}
        checked={selected}
        onSelect={() => c.select([row.email], !selected)}
      />
      <TableCell>
        <Icon aria-label={statusName(row.connected)} />
      </TableCell>
      <TableCell>{row.name}</TableCell>
      <TableCell>{row.email}</TableCell>
      {c.workspaces && (
        <TableCell>
          {row.workspaces.map((name) => (
            <Tag key={name} size="sm" type="cool-gray">
              {name}
            </Tag>
          ))}
        </TableCell>
      )}
      <TableCell>{roleName(row.role)}</TableCell>
      <TableCell className="cds--table-column-menu">
        <More c={c} row={row} />
      </TableCell>
    </TableRow>
  );
}

function BatchActions({ c }: PartProps) {
  return (
    <TableBatchActions
      shouldShowBatchActions={c.selected.size > 0}
      totalSelected={c.selected.size}
      totalCount={c.people?.length ?? 0}
      onCancel={() => c.selectOnly([])}
      translateWithId={(id, state) =>
        id === 'carbon.table.batch.cancel'
          ? t('cancel')
          : t('selected', { count: state?.totalSelected ?? 0 })
      }
    >
      <TableBatchAction
        renderIcon={Chain}
        disabled={c.busy}
        onClick={() => c.openGrant(c.chosen)}
        {...mark('grant-open')}
      >
        {t('connect')}
      </TableBatchAction>
      <TableBatchAction
        renderIcon={Unlink}
        disabled={c.busy}
        onClick={() => c.revoke(c.chosen)}
        {...mark('revoke')}
      >
        {t('disconnect')}
      </TableBatchAction>
    </TableBatchActions>
  );
}

function AccessTable({ c }: PartProps) {
  const [page, setPage] = useState(1);
  const people = c.people ?? [];
  const shown = people.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const emails = shown.map(({ email }) => email);
  const all = emails.length > 0 && emails.every((email) => c.selected.has(email));
  return (
    <>
      <TableContainer description={t('userAccessIntro')}>
        <TableToolbar aria-label={t('actions')}>
          <BatchActions c={c} />
          <TableToolbarContent>
            <TableToolbarSearch
              persistent
              placeholder={t('filter')}
              labelText={t('filter')}
              onChange={(_event, value) => {
                c.setFilter(value ?? '');
                setPage(1);
              }}
              {...NONE}
            />
          </TableToolbarContent>
        </TableToolbar>
        <Table aria-label={t('userAccess')}>
          <TableHead>
            <TableRow>
              <TableSelectAll
                id="select-page"
                name="select-page"
                aria-label={t('selectPage')}
                checked={all}
                onSelect={() => c.select(emails, !all)}
              />
              <TableHeader>{t('status')}</TableHeader>
              <TableHeader>{t('name')}</TableHeader>
              <TableHeader>{t('emailColumn')}</TableHeader>
              {c.workspaces && <TableHeader>{t('workspace')}</TableHeader>}
              <TableHeader>{t('role')}</TableHeader>
              <TableHeader />
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map((row) => (
              <AccessRow key={row.email} c={c} row={row} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <Pagination
        page={page}
        pageSize={PAGE_SIZE}
        pageSizes={[PAGE_SIZE]}
        totalItems={people.length}
        forwardText={t('next')}
        backwardText={t('previous')}
        itemRangeText={(from, to, total) => t('range', { from, to, total })}
        onChange={(turned) => setPage(turned.page)}
      />
    </>
  );
}

const UserAccess: Kit['UserAccess'] = ({ c }) => (
  <Stack gap={5}>
    <AccessTable c={c} />
    <Toggle id="notify" labelText={t('notifyDisconnect')} labelA="" labelB="" {...NONE} />
    <Help />
  </Stack>
);

const GrantDialog: Kit['GrantDialog'] = ({ c }) => {
  const rows = c.granting?.rows ?? [];
  return (
    <ComposedModal open={c.granting !== null} size="sm" onClose={c.closeGrant}>
      <ModalHeader title={t('grantTitle')} iconDescription={t('close')} />
      <ModalBody>
        <Stack gap={5}>
          <p>{t('grantIntro')}</p>
          <UnorderedList>
            {rows.map((row) => (
              <ListItem key={row.email}>
                {row.name} ({row.email})
              </ListItem>
            ))}
          </UnorderedList>
          {c.granting && c.workspaces && (
            <MultiSelect
              id="workspaces"
              titleText={t('workspace')}
              label={t('workspace')}
              helperText={t('grantWorkspaces')}
              items={[...c.workspaces]}
              itemToString={(name) => name ?? ''}
              onChange={({ selectedItems }) => c.choose(selectedItems ?? [])}
            />
          )}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button kind="secondary" onClick={c.closeGrant} {...NONE}>
          {t('cancel')}
        </Button>
        <Button disabled={c.busy} onClick={c.grant} {...mark('grant')}>
          {t('connect')}
        </Button>
      </ModalFooter>
    </ComposedModal>
  );
};

const UserManagement: Kit['UserManagement'] = ({ c }) => (
  <TableContainer description={t('userManagementIntro')}>
    <Table aria-label={t('userManagement')}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('name')}</TableHeader>
          <TableHeader>{t('emailColumn')}</TableHeader>
          <TableHeader>{t('team')}</TableHeader>
          <TableHeader>{t('role')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {c.people?.map((row) => (
          <TableRow key={row.email}>
            <TableCell>{row.name}</TableCell>
            <TableCell>{row.email}</TableCell>
            <TableCell>{row.team}</TableCell>
            <TableCell>
              <Select
                id={`role-${row.email}`}
                labelText={`${t('role')} – ${row.name}`}
                hideLabel
                inline
                size="sm"
                value={row.role}
                disabled={row.email === boot.me.email || c.busy}
                onChange={(event) => c.setRole(row.email, event.target.value)}
                {...mark('role', row.email)}
              >
                <SelectItem value="member" text={t('member')} />
                <SelectItem value="admin" text={t('admin')} />
              </Select>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </TableContainer>
);

const Connection: Kit['Connection'] = ({ c, what }) => (
  <Stack gap={5}>
    <p>{t(what === 'mail' ? 'emailIntro' : 'salesforceIntro')}</p>
    <p>{statusName(c.other?.[what] ?? false)}</p>
    <Button
      kind={c.other?.[what] ? 'danger--tertiary' : 'primary'}
      disabled={c.busy}
      onClick={() => c.toggleOther(what)}
      {...NONE}
    >
      {t(c.other?.[what] ? 'disconnect' : 'connect')}
    </Button>
  </Stack>
);

const CommandCenter: Kit['CommandCenter'] = ({ c }) => (
  <Stack gap={5}>
    {CARDS.map(({ text, button }) => (
      <Tile key={text}>
        <p>{t(text)}</p>
        <Button kind="tertiary" size="sm" onClick={() => c.say(t(button))} {...NONE}>
          {t(button)}
        </Button>
        <Link href="#relationships" {...NONE}>
          {t('viewAll')}
        </Link>
      </Tile>
    ))}
  </Stack>
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
