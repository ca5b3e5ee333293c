/**
 * The console with react-bootstrap. User Access is a table with check boxes, badges for the status
 * and for each workspace, and buttons that count ("Connect (3)"); with `view=rows` it is made of
 * plain `div` rows without roles, the status and the workspaces being text. The grant dialog lists
 * the people and has check boxes for the workspaces of all of them. An owner's credentials are
 * read-only plain text fields; whoever was granted access has a disabled Connect.
 */
import 'bootstrap/dist/css/bootstrap.min.css';
import { type FormEvent, useState } from 'react';
import {
  Alert,
  Badge,
  Button,
  Card,
  Col,
  Container,
  Form,
  ListGroup,
  Modal,
  Nav,
  Navbar,
  Row,
  Stack,
  Tab,
  Table,
  Tabs,
} from 'react-bootstrap';
import type { RowView } from '../../console/views';
import { FIELDS } from '../shared/console';
import { CARDS, HELP_URL, helpSentence, LINKS, roleName, statusName } from '../shared/content';
import { type Kit, mount, type PartProps } from '../shared/kit';
import { mark, NONE } from '../shared/mark';
import { boot, layout, t } from '../shared/server';

const Shell: Kit['Shell'] = ({ c, children }) => (
  <>
    <Navbar bg="dark" data-bs-theme="dark" className="px-3">
      <Navbar.Brand href="#command_center" {...NONE}>
        Sales Actions
      </Navbar.Brand>
      <Navbar.Text className="ms-auto">{boot.me.name}</Navbar.Text>
    </Navbar>
    <Container fluid className="py-3">
      <Row>
        <Col md={2}>
          <Nav className="flex-column" variant="pills" activeKey={c.page}>
            {LINKS.map(({ hash, page, label }) => (
              <Nav.Link key={page} eventKey={page} href={`#${hash}`} {...NONE}>
                {label}
              </Nav.Link>
            ))}
          </Nav>
        </Col>
        <Col md={10} as="main">
          <h1 className="h3">{c.title}</h1>
          {c.notice && (
            <Alert
              variant={c.notice.ok ? 'success' : 'danger'}
              dismissible
              onClose={() => c.say(null)}
            >
              {c.notice.text}
            </Alert>
          )}
          {children}
        </Col>
      </Row>
    </Container>
  </>
);

const MarketoTabs: Kit['Tabs'] = ({ c, setUp, access }) => (
  <Tabs
    activeKey={c.tab}
    onSelect={(key) => c.openTab(key === 'access' ? 'access' : 'setup')}
    className="mb-3"
    mountOnEnter
    unmountOnExit
    transition={false}
  >
    <Tab eventKey="setup" title={t('setUp')} tabAttrs={NONE}>
      {setUp}
    </Tab>
    <Tab eventKey="access" title={t('userAccess')} tabAttrs={NONE}>
      {access}
    </Tab>
  </Tabs>
);

function Help() {
  const [before, after] = helpSentence();
  return (
    <p className="text-body-secondary">
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
    c.connect();
  };
  return (
    <Form onSubmit={submit} noValidate>
      {!setup.granted && <p>{t(setup.owner ? 'connected' : 'setUpIntro')}</p>}
      {FIELDS.map(({ name, label }) => (
        <Form.Group as={Row} className="mb-3" controlId={name} key={name}>
          <Form.Label column sm={3}>
            {label}
          </Form.Label>
          <Col sm={9}>
            <Form.Control
              type={name === 'clientSecret' ? 'password' : 'text'}
              value={c.credentials[name]}
              onChange={(event) => c.type(name, event.target.value)}
              plaintext={setup.owner}
              readOnly={setup.owner}
              disabled={setup.granted}
              autoComplete="off"
            />
          </Col>
        </Form.Group>
      ))}
      {setup.owner ? (
        <Button variant="danger" disabled={c.busy} onClick={c.disconnect} {...mark('disconnect')}>
          {t('disconnect')}
        </Button>
      ) : (
        <Button
          type="submit"
          variant="success"
          disabled={setup.granted || c.busy}
          {...mark('connect')}
        >
          {t('connect')}
        </Button>
      )}
      {setup.granted && <Form.Text className="d-block">{t('hasAccessHint')}</Form.Text>}
    </Form>
  );
}

function SideCards({ c }: PartProps) {
  return (
    <Stack gap={3}>
      <Card>
        <Card.Header as="h2" className="h6">
          Salesforce
        </Card.Header>
        <Card.Body>
          <Card.Text>{t('salesforceIntro')}</Card.Text>
          <Button
            variant="outline-primary"
            size="sm"
            onClick={() => c.toggleOther('salesforce')}
            {...NONE}
          >
            {t(c.other?.salesforce ? 'disconnect' : 'connect')}
          </Button>
        </Card.Body>
      </Card>
      <Card>
        <Card.Header as="h2" className="h6">
          LinkedIn
        </Card.Header>
        <Card.Body>
          <Card.Text>{t('linkedinIntro')}</Card.Text>
          <Button
            variant="outline-primary"
            size="sm"
            onClick={() => c.say(t('savedMessage'))}
            {...NONE}
          >
            {t('connect')}
          </Button>
        </Card.Body>
      </Card>
      <Alert variant="warning" className="mb-0">
        <p>{t('calendarText')}</p>
        <Button variant="warning" size="sm" onClick={() => c.say(t('savedMessage'))} {...NONE}>
          {t('reconnectCalendar')}
        </Button>
      </Alert>
    </Stack>
  );
}

const SetUp: Kit['SetUp'] = ({ c }) => (
  <Row>
    <Col md={8}>
      <Credentials c={c} />
      <hr />
      <Form.Check type="switch" id="keep" label={t('keepConnected')} {...NONE} />
      <Help />
    </Col>
    <Col md={4}>
      <SideCards c={c} />
    </Col>
  </Row>
);

function Tick({ c, row }: PartProps & { readonly row: RowView }) {
  return (
    <Form.Check
      aria-label={t('selectOne', { name: row.name })}
      checked={c.selected.has(row.email)}
      onChange={(event) => c.select([row.email], event.target.checked)}
      {...mark('none', row.email)}
    />
  );
}

function AccessTable({ c }: PartProps) {
  const people = c.people ?? [];
  return (
    <Table hover>
      <thead>
        <tr>
          <th>
            <Form.Check
              aria-label={t('selectPage')}
              checked={people.length > 0 && people.every(({ email }) => c.selected.has(email))}
              onChange={(event) =>
                c.select(
                  people.map(({ email }) => email),
                  event.target.checked,
                )
              }
              {...NONE}
            />
          </th>
          <th>{t('name')}</th>
          <th>{t('emailColumn')}</th>
          <th>{t('role')}</th>
          <th>{t('status')}</th>
          {c.workspaces && <th>{t('workspace')}</th>}
        </tr>
      </thead>
      <tbody>
        {people.map((row) => (
          <tr key={row.email} className={c.selected.has(row.email) ? 'table-active' : ''}>
            <td>
              <Tick c={c} row={row} />
            </td>
            <td>{row.name}</td>
            <td className="text-break">{row.email}</td>
            <td className="text-nowrap">{roleName(row.role)}</td>
            <td>
              <Badge bg={row.connected ? 'success' : 'secondary'}>
                {statusName(row.connected)}
              </Badge>
            </td>
            {c.workspaces && (
              <td>
                {row.workspaces.map((name) => (
                  <Badge pill bg="info" className="me-1" key={name}>
                    {name}
                  </Badge>
                ))}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function AccessRows({ c }: PartProps) {
  return (
    <Container fluid>
      <Row className="fw-bold border-bottom py-2">
        <Col xs={1} />
        <Col>{t('name')}</Col>
        <Col>{t('status')}</Col>
        <Col xs={4}>{t('emailColumn')}</Col>
        {c.workspaces && <Col>{t('workspace')}</Col>}
        <Col>{t('role')}</Col>
      </Row>
      {c.people?.map((row) => (
        <Row key={row.email} className="border-bottom py-2">
          <Col xs={1}>
            <Tick c={c} row={row} />
          </Col>
          <Col>{row.name}</Col>
          <Col>{statusName(row.connected)}</Col>
          <Col xs={4} className="text-break">
            {row.email}
          </Col>
          {c.workspaces && <Col>{row.workspaces.join(', ')}</Col>}
          <Col>{roleName(row.role)}</Col>
        </Row>
      ))}
    </Container>
  );
}

const UserAccess: Kit['UserAccess'] = ({ c }) => {
  const [notify, setNotify] = useState(false);
  const count = c.chosen.length;
  const counted = count === 0 ? '' : ` (${count})`;
  return (
    <>
      <p>{t('userAccessIntro')}</p>
      <Stack direction="horizontal" gap={2} className="mb-3">
        <Button
          disabled={count === 0 || c.busy}
          onClick={() => c.openGrant(c.chosen)}
          {...mark('grant-open')}
        >
          {t('connect')}
          {counted}
        </Button>
        <Button
          variant="outline-danger"
          disabled={count === 0 || c.busy}
          onClick={() => c.revoke(c.chosen)}
          {...mark('revoke')}
        >
          {t('disconnect')}
          {counted}
        </Button>
        <Form.Control
          type="search"
          className="ms-auto w-25"
          placeholder={t('filter')}
          aria-label={t('filter')}
          value={c.filter}
          onChange={(event) => c.setFilter(event.target.value)}
          {...NONE}
        />
      </Stack>
      {!c.people && <p>{t('loading')}</p>}
      {layout === 'rows' ? <AccessRows c={c} /> : <AccessTable c={c} />}
      <Form.Check
        type="switch"
        id="notify"
        className="my-3"
        label={t('notifyDisconnect')}
        checked={notify}
        onChange={(event) => setNotify(event.target.checked)}
        {...NONE}
      />
      <Help />
    </>
  );
};

const GrantDialog: Kit['GrantDialog'] = ({ c }) => {
  const rows = c.granting?.rows ?? [];
  const chosen = c.granting?.workspaces[rows[0]?.email ?? ''] ?? [];
  return (
    <Modal show={c.granting !== null} onHide={c.closeGrant} aria-labelledby="grant-title">
      <Modal.Header>
        <Modal.Title id="grant-title">{t('grantTitle')}</Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <p>{t('grantIntro')}</p>
        <ListGroup className="mb-3">
          {rows.map((row) => (
            <ListGroup.Item key={row.email} className="text-break">
              {row.name} <span className="text-body-secondary">{row.email}</span>
            </ListGroup.Item>
          ))}
        </ListGroup>
        {c.workspaces && (
          <fieldset>
            <legend className="h6">{t('workspace')}</legend>
            {c.workspaces.map((name) => (
              <Form.Check
                key={name}
                id={`workspace-${name}`}
                label={name}
                checked={chosen.includes(name)}
                onChange={(event) =>
                  c.choose(
                    event.target.checked
                      ? [...chosen, name]
                      : chosen.filter((other) => other !== name),
                  )
                }
                {...NONE}
              />
            ))}
            <Form.Text>{t('grantWorkspaces')}</Form.Text>
          </fieldset>
        )}
      </Modal.Body>
      <Modal.Footer>
        <Button variant="secondary" onClick={c.closeGrant} {...NONE}>
          {t('cancel')}
        </Button>
        <Button disabled={c.busy} onClick={c.grant} {...mark('grant')}>
          {t('connect')}
        </Button>
      </Modal.Footer>
    </Modal>
  );
};

const UserManagement: Kit['UserManagement'] = ({ c }) => (
  <>
    <p>{t('userManagementIntro')}</p>
    <Table hover>
      <thead>
        <tr>
          <th>{t('name')}</th>
          <th>{t('emailColumn')}</th>
          <th>{t('team')}</th>
          <th>{t('role')}</th>
        </tr>
      </thead>
      <tbody>
        {c.people?.map((row) => (
          <tr key={row.email}>
            <td>{row.name}</td>
            <td className="text-break">{row.email}</td>
            <td>{row.team}</td>
            <td>
              <Form.Select
                size="sm"
                aria-label={`${t('role')} – ${row.name}`}
                value={row.role}
                disabled={row.email === boot.me.email || c.busy}
                onChange={(event) => c.setRole(row.email, event.target.value)}
                {...mark('role', row.email)}
              >
                <option value="member">{t('member')}</option>
                <option value="admin">{t('admin')}</option>
              </Form.Select>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  </>
);

const Connection: Kit['Connection'] = ({ c, what }) => (
  <>
    <p>{t(what === 'mail' ? 'emailIntro' : 'salesforceIntro')}</p>
    <p>{statusName(c.other?.[what] ?? false)}</p>
    <Button
      variant={c.other?.[what] ? 'danger' : 'success'}
      disabled={c.busy}
      onClick={() => c.toggleOther(what)}
      {...NONE}
    >
      {t(c.other?.[what] ? 'disconnect' : 'connect')}
    </Button>
  </>
);

const CommandCenter: Kit['CommandCenter'] = ({ c }) => (
  <Row xs={1} md={2} className="g-3">
    {CARDS.map(({ text, button }) => (
      <Col key={text}>
        <Card body>
          <Card.Text>{t(text)}</Card.Text>
          <Button variant="outline-secondary" onClick={() => c.say(t(button))} {...NONE}>
            {t(button)}
          </Button>{' '}
          <a href="#relationships" {...NONE}>
            {t('viewAll')}
          </a>
        </Card>
      </Col>
    ))}
  </Row>
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
