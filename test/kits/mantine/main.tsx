/**
 * The console with Mantine. In User Access a person's avatar, name and address share a cell, the
 * role is a Select in the row, the status a badge and the workspaces a list; Connect and Disconnect
 * are icons with a tooltip. With `view=cards` there is a grid of cards instead of the table. The
 * grant dialog says how many people are selected, without naming them, and has a MultiSelect. An
 * owner's credentials are disabled inputs; whoever was granted access has a Connect that only says
 * it is disabled (`data-disabled`, `aria-disabled`).
 */
import '@mantine/core/styles.css';
import {
  ActionIcon,
  Alert,
  Anchor,
  AppShell,
  Avatar,
  Badge,
  Button,
  Card,
  Checkbox,
  Group,
  List,
  MantineProvider,
  Modal,
  MultiSelect,
  NavLink,
  Paper,
  PasswordInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Table,
  Tabs,
  Text,
  TextInput,
  Title,
  Tooltip,
} from '@mantine/core';
import type { FormEvent } from 'react';
import type { RowView } from '../../console/views';
import { FIELDS } from '../shared/console';
import {
  CARDS,
  HELP_URL,
  helpSentence,
  initials,
  LINKS,
  roleName,
  statusName,
} from '../shared/content';
import { type Kit, mount, type PartProps } from '../shared/kit';
import { mark, NONE } from '../shared/mark';
import { boot, layout, t } from '../shared/server';

const Shell: Kit['Shell'] = ({ c, children }) => (
  <MantineProvider>
    <AppShell header={{ height: 48 }} navbar={{ width: 220, breakpoint: 0 }} padding="md">
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between">
          <Anchor href="#command_center" {...NONE}>
            Sales Actions
          </Anchor>
          <Text size="sm">{boot.me.name}</Text>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        {LINKS.map(({ hash, page, label }) => (
          <NavLink key={page} href={`#${hash}`} label={label} active={page === c.page} {...NONE} />
        ))}
      </AppShell.Navbar>
      <AppShell.Main>
        <Title order={2} mb="md">
          {c.title}
        </Title>
        {c.notice && (
          <Alert
            mb="md"
            color={c.notice.ok ? 'green' : 'red'}
            withCloseButton
            closeButtonLabel={t('close')}
            onClose={() => c.say(null)}
          >
            {c.notice.text}
          </Alert>
        )}
        {children}
      </AppShell.Main>
    </AppShell>
  </MantineProvider>
);

const MarketoTabs: Kit['Tabs'] = ({ c, setUp, access }) => (
  <Tabs
    value={c.tab}
    onChange={(tab) => c.openTab(tab === 'access' ? 'access' : 'setup')}
    keepMounted={false}
  >
    <Tabs.List mb="md">
      <Tabs.Tab value="setup" {...NONE}>
        {t('setUp')}
      </Tabs.Tab>
      <Tabs.Tab value="access" {...NONE}>
        {t('userAccess')}
      </Tabs.Tab>
    </Tabs.List>
    <Tabs.Panel value="setup">{setUp}</Tabs.Panel>
    <Tabs.Panel value="access">{access}</Tabs.Panel>
  </Tabs>
);

function Help() {
  const [before, after] = helpSentence();
  return (
    <Text size="sm" mt="md">
      {before}
      <Anchor href={HELP_URL} target="_blank" {...NONE}>
        {t('connect')}
      </Anchor>
      {after}
    </Text>
  );
}

function Credentials({ c }: PartProps) {
  const { setup } = c;
  if (!setup) return <Text>{t('loading')}</Text>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!setup.granted) c.connect();
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={480}>
        {!setup.owner && !setup.granted && <Text>{t('setUpIntro')}</Text>}
        {FIELDS.map(({ name, label }) => {
          const Input = name === 'clientSecret' ? PasswordInput : TextInput;
          return (
            <Input
              key={name}
              label={label}
              value={c.credentials[name]}
              onChange={(event) => c.type(name, event.currentTarget.value)}
              disabled={setup.owner || setup.granted}
              autoComplete="off"
            />
          );
        })}
        <Group>
          {setup.owner ? (
            <Button color="red" loading={c.busy} onClick={c.disconnect} {...mark('disconnect')}>
              {t('disconnect')}
            </Button>
          ) : (
            <Button
              type="submit"
              loading={c.busy}
              {...(setup.granted ? { 'data-disabled': true, 'aria-disabled': true } : {})}
              {...mark('connect')}
            >
              {t('connect')}
            </Button>
          )}
        </Group>
        {setup.granted && <Text c="dimmed">{t('hasAccessHint')}</Text>}
      </Stack>
    </form>
  );
}

const SetUp: Kit['SetUp'] = ({ c }) => (
  <Group align="flex-start" justify="space-between">
    <div>
      <Credentials c={c} />
      <Switch mt="md" label={t('keepConnected')} {...NONE} />
      <Help />
    </div>
    <Stack w={280}>
      <Paper withBorder p="md">
        <Title order={4}>Salesforce</Title>
        <Text size="sm">{t('salesforceIntro')}</Text>
        <Button variant="light" mt="sm" onClick={() => c.toggleOther('salesforce')} {...NONE}>
          {t(c.other?.salesforce ? 'disconnect' : 'connect')}
        </Button>
      </Paper>
      <Paper withBorder p="md">
        <Title order={4}>LinkedIn</Title>
        <Text size="sm">{t('linkedinIntro')}</Text>
        <Button variant="light" mt="sm" onClick={() => c.say(t('savedMessage'))} {...NONE}>
          {t('connect')}
        </Button>
      </Paper>
      <Paper withBorder p="md">
        <Text size="sm">{t('calendarText')}</Text>
        <Button variant="subtle" onClick={() => c.say(t('savedMessage'))} {...NONE}>
          {t('reconnectCalendar')}
        </Button>
      </Paper>
    </Stack>
  </Group>
);

interface RowProps extends PartProps {
  readonly row: RowView;
}

function Tick({ c, row }: RowProps) {
  return (
    <Checkbox
      aria-label={t('selectOne', { name: row.name })}
      checked={c.selected.has(row.email)}
      onChange={(event) => c.select([row.email], event.currentTarget.checked)}
      {...mark('none', row.email)}
    />
  );
}

function Who({ row }: RowProps) {
  return (
    <Group wrap="nowrap" gap="sm">
      <Avatar>{initials(row.name)}</Avatar>
      <div>
        <Text size="sm" fw={500}>
          {row.name}
        </Text>
        <Text size="xs" c="dimmed" style={{ wordBreak: 'break-word' }}>
          {row.email}
        </Text>
      </div>
    </Group>
  );
}

function Status({ row }: RowProps) {
  return (
    <Badge color={row.connected ? 'green' : 'gray'} variant="light" miw="max-content">
      {statusName(row.connected)}
    </Badge>
  );
}

function Role({ c, row }: RowProps) {
  return (
    <Select
      w={150}
      aria-label={`${t('role')} – ${row.name}`}
      data={[
        { value: 'member', label: t('member') },
        { value: 'admin', label: t('admin') },
      ]}
      value={row.role}
      allowDeselect={false}
      disabled={row.email === boot.me.email || c.busy}
      onChange={(role) => role && role !== row.role && c.setRole(row.email, role)}
      {...mark('role', row.email)}
    />
  );
}

function Workspaces({ row }: RowProps) {
  if (row.workspaces.length === 0) return null;
  return (
    <List size="sm">
      {row.workspaces.map((name) => (
        <List.Item key={name}>{name}</List.Item>
      ))}
    </List>
  );
}

function AccessTable({ c }: PartProps) {
  const emails = c.people?.map(({ email }) => email) ?? [];
  const all = emails.length > 0 && emails.every((email) => c.selected.has(email));
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Checkbox
              aria-label={t('selectPage')}
              checked={all}
              indeterminate={!all && c.selected.size > 0}
              onChange={(event) => c.select(emails, event.currentTarget.checked)}
              {...NONE}
            />
          </Table.Th>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('status')}</Table.Th>
          {c.workspaces && <Table.Th>{t('workspace')}</Table.Th>}
          <Table.Th>{t('role')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {c.people?.map((row) => (
          <Table.Tr key={row.email}>
            <Table.Td>
              <Tick c={c} row={row} />
            </Table.Td>
            <Table.Td>
              <Who c={c} row={row} />
            </Table.Td>
            <Table.Td>
              <Status c={c} row={row} />
            </Table.Td>
            {c.workspaces && (
              <Table.Td>
                <Workspaces c={c} row={row} />
              </Table.Td>
            )}
            <Table.Td>
              <Role c={c} row={row} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function AccessCards({ c }: PartProps) {
  return (
    <SimpleGrid cols={3}>
      {c.people?.map((row) => (
        <Card key={row.email} withBorder>
          <Group justify="space-between" align="flex-start" wrap="nowrap">
            <Who c={c} row={row} />
            <Tick c={c} row={row} />
          </Group>
          <Group mt="sm" justify="space-between">
            <Status c={c} row={row} />
            <Text size="sm">{roleName(row.role)}</Text>
          </Group>
          <Workspaces c={c} row={row} />
        </Card>
      ))}
    </SimpleGrid>
  );
}

const PATHS = {
  connect: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  disconnect: 'M16 14l3-3a4 4 0 0 0-6-6M8 10l-3 3a4 4 0 0 0 6 6M3 3l18 18',
};

function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}

const UserAccess: Kit['UserAccess'] = ({ c }) => {
  const off = c.chosen.length === 0 || c.busy;
  return (
    <>
      <Group mb="md">
        <Tooltip label={t('connect')}>
          <ActionIcon
            size="lg"
            aria-label={t('connect')}
            disabled={off}
            onClick={() => c.openGrant(c.chosen)}
            {...mark('grant-open')}
          >
            <Icon name="connect" />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('disconnect')}>
          <ActionIcon
            size="lg"
            color="red"
            variant="light"
            aria-label={t('disconnect')}
            disabled={off}
            onClick={() => c.revoke(c.chosen)}
            {...mark('revoke')}
          >
            <Icon name="disconnect" />
          </ActionIcon>
        </Tooltip>
        <TextInput
          flex={1}
          placeholder={t('filter')}
          aria-label={t('filter')}
          value={c.filter}
          onChange={(event) => c.setFilter(event.currentTarget.value)}
          {...NONE}
        />
        <Switch label={t('notifyDisconnect')} {...NONE} />
      </Group>
      {!c.people && <Text>{t('loading')}</Text>}
      {layout === 'cards' ? <AccessCards c={c} /> : <AccessTable c={c} />}
      <Help />
    </>
  );
};

const GrantDialog: Kit['GrantDialog'] = ({ c }) => {
  const rows = c.granting?.rows ?? [];
  const chosen = c.granting?.workspaces[rows[0]?.email ?? ''] ?? [];
  return (
    <Modal
      opened={c.granting !== null}
      onClose={c.closeGrant}
      title={t('grantTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Text>{t('selected', { count: rows.length })}</Text>
        {c.workspaces && (
          <MultiSelect
            label={t('workspace')}
            description={t('grantWorkspaces')}
            data={[...c.workspaces]}
            value={[...chosen]}
            onChange={(names) => c.choose(names)}
            {...NONE}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={c.closeGrant} {...NONE}>
            {t('cancel')}
          </Button>
          <Button loading={c.busy} onClick={c.grant} {...mark('grant')}>
            {t('connect')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};

const UserManagement: Kit['UserManagement'] = ({ c }) => (
  <Table>
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{t('name')}</Table.Th>
        <Table.Th>{t('team')}</Table.Th>
        <Table.Th>{t('role')}</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {c.people?.map((row) => (
        <Table.Tr key={row.email}>
          <Table.Td>
            <Who c={c} row={row} />
          </Table.Td>
          <Table.Td>{row.team}</Table.Td>
          <Table.Td>
            <Role c={c} row={row} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

const Connection: Kit['Connection'] = ({ c, what }) => (
  <Stack align="flex-start">
    <Text>{t(what === 'mail' ? 'emailIntro' : 'salesforceIntro')}</Text>
    <Badge color={c.other?.[what] ? 'green' : 'gray'}>{statusName(c.other?.[what] ?? false)}</Badge>
    <Button loading={c.busy} onClick={() => c.toggleOther(what)} {...NONE}>
      {t(c.other?.[what] ? 'disconnect' : 'connect')}
    </Button>
  </Stack>
);

const CommandCenter: Kit['CommandCenter'] = ({ c }) => (
  <SimpleGrid cols={2}>
    {CARDS.map(({ text, button }) => (
      <Card key={text} withBorder>
        <Text mb="sm">{t(text)}</Text>
        <Group>
          <Button variant="default" onClick={() => c.say(t(button))} {...NONE}>
            {t(button)}
          </Button>
          <Anchor href="#relationships" {...NONE}>
            {t('viewAll')}
          </Anchor>
        </Group>
      </Card>
    ))}
  </SimpleGrid>
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
