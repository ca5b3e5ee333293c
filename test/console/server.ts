/**
 * The practice console: a stand-in for an admin console that nobody can practise on.
 *
 * It serves `https://toutapp.com` on this machine only. A browser gets there with a host rule
 * (Chromium) or through the CONNECT proxy (Firefox).
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { makeCertificate } from './certificate';
import {
  ENGAGE_ASSETS,
  type EngageState,
  engagePage,
  inviteSalesUsers,
  isEngageHost,
  makeEngage,
} from './engage';
import { ASSETS, appPage, isKit, kitAsset, loginPage, practicePage } from './pages';
import { ADMIN_A, ADMIN_B } from './people';
import { makeProxy } from './proxy';
import {
  ACTIONS,
  type ConsoleOptions,
  commandSchema,
  optionsSchema,
  type Settings,
} from './requests';
import { makeState } from './scenarios';
import { apply, type Command, type ConsoleState } from './state';
import { meView, otherView, peopleView, setupView } from './views';
import { LANGUAGES, type Language, WORDS } from './words';

export { ENGAGE_HOST } from './engage';
export type { ConsoleOptions } from './requests';
export { SCENARIOS, type Scenario } from './scenarios';
export { type ConsoleState, VALID_CREDENTIALS } from './state';
export { LANGUAGES, type Language } from './words';

/** A request that changed something, or tried to. */
export interface Change {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `a`, `b`, the address of anybody else, or `nobody` when no one was signed in. */
  readonly who: string;
  readonly action: Command['action'] | 'sales-invite' | 'user-invite';
  readonly outcome: 'done' | 'refused';
  readonly detail: unknown;
}

/** A console that runs. */
export interface PracticeConsole {
  readonly origin: 'https://toutapp.com';
  readonly httpsPort: number;
  readonly proxyPort: number;
  /** A deep copy: what is done to it does not reach the console. */
  state(): ConsoleState;
  /** The same for Marketo Engage. */
  engage(): EngageState;
  /** Every change since the start or the last reset, refused ones included. */
  log(): readonly Change[];
  /** Starts over. Signed-in people stay signed in; what is left out takes its default. */
  reset(options?: ConsoleOptions): void;
  close(): Promise<void>;
}

interface Session {
  email: string;
  readonly csrf: string;
  lang: Language | null;
  holdMs: number | null;
}

const COOKIE = 'practice_session';
const START_PAGE = '/next#settings/marketo-admin';
/** More than the largest invitation; a body beyond it is no mistake worth being polite about. */
const MAX_BODY = 4_000_000;

const token = () => randomBytes(18).toString('base64url');

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function parseLang(value: string | null): Language | null {
  return LANGUAGES.find((name) => name === value) ?? null;
}

/** `hold` and `delay` are two names for the same thing. */
function parseHold(query: URLSearchParams): number | null {
  const text = query.get('hold') ?? query.get('delay');
  if (text === null || !/^\d{1,5}$/.test(text)) return null;
  return Number(text);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}

const sendJson = (response: ServerResponse, status: number, value: unknown) =>
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));

const sendPage = (response: ServerResponse, body: string) =>
  send(response, 200, 'text/html; charset=utf-8', body);

const sendNotFound = (response: ServerResponse, text: string) =>
  send(response, 404, 'text/plain; charset=utf-8', text);

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store' });
  response.end();
}

/** Resolves once the server listens; rejects with Node's own error, for example `EADDRINUSE`. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address: AddressInfo | string | null = server.address();
      if (address === null || typeof address === 'string') reject(new Error('No port.'));
      else resolve(address.port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Starts the console and its proxy, on 127.0.0.1 only. */
export async function startConsole(options: ConsoleOptions = {}): Promise<PracticeConsole> {
  let settings: Settings = optionsSchema.parse(options);
  let state = makeState(settings.scenario, settings.users, Date.now());
  let engage = makeEngage();
  let log: Change[] = [];
  const sessions = new Map<string, Session>();

  function reset(next: ConsoleOptions = {}): void {
    settings = { ...optionsSchema.parse(next), port: settings.port };
    state = makeState(settings.scenario, settings.users, Date.now());
    engage = makeEngage();
    log = [];
  }

  function whoIs(email: string | undefined): string {
    if (email === undefined) return 'nobody';
    return email === ADMIN_A.email ? 'a' : email === ADMIN_B.email ? 'b' : email;
  }

  function record(
    email: string | undefined,
    action: Change['action'],
    outcome: Change['outcome'],
    detail: unknown,
  ): void {
    log.push({ id: log.length + 1, at: Date.now(), who: whoIs(email), action, outcome, detail });
  }

  function sessionOf(request: IncomingMessage): Session | undefined {
    const cookies = (request.headers.cookie ?? '').split(/;\s*/);
    const mine = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`));
    const session = mine === undefined ? undefined : sessions.get(mine.slice(COOKIE.length + 1));
    return session && meView(state, session.email) ? session : undefined;
  }

  async function change(request: IncomingMessage, response: ServerResponse, name: string) {
    const action = ACTIONS.find((known) => known === name);
    if (!action) return sendJson(response, 404, { ok: false, reason: 'unknown-action' });
    const session = sessionOf(request);
    const body = await readJson(request);
    const refuse = (status: number, reason: string) => {
      record(session?.email, action, 'refused', { reason });
      sendJson(response, status, { ok: false, reason });
    };
    if (!session) return refuse(401, 'signed-out');
    if (request.headers['x-csrf-token'] !== session.csrf) return refuse(403, 'csrf');
    const parsed = commandSchema.safeParse({ ...z.looseObject({}).catch({}).parse(body), action });
    if (!parsed.success) return refuse(400, 'malformed');
    const result = apply(state, session.email, parsed.data, Date.now());
    if (result.outcome === 'refused') return refuse(409, result.reason);
    state = result.state;
    record(session.email, action, 'done', result.detail);
    sendJson(response, 200, { ok: true, detail: result.detail });
  }

  async function data(request: IncomingMessage, response: ServerResponse, url: URL) {
    const session = sessionOf(request);
    if (!session) return sendJson(response, 401, { ok: false, reason: 'signed-out' });
    // A silent refresh is not held: nobody looks at a spinner for it.
    if (!url.searchParams.has('silent')) await wait(session.holdMs ?? settings.delayMs);
    const me = meView(state, session.email);
    if (url.pathname === '/api/other') return sendJson(response, 200, otherView(state));
    if (!me?.admin) return sendJson(response, 403, { ok: false, reason: 'not-an-admin' });
    if (url.pathname === '/api/setup') {
      return sendJson(response, 200, setupView(state, session.email));
    }
    if (url.pathname === '/api/people') {
      const page = Number.parseInt(url.searchParams.get('page') ?? '0', 10) || 0;
      const filter = url.searchParams.get('q') ?? '';
      return sendJson(response, 200, peopleView(state, page, filter, settings.pageSize));
    }
    sendJson(response, 404, { ok: false, reason: 'unknown' });
  }

  function login(response: ServerResponse, url: URL): void {
    const query = new URLSearchParams(url.searchParams);
    query.delete('as');
    const as = url.searchParams.get('as');
    const lang = parseLang(query.get('lang'));
    const email = as === 'a' ? ADMIN_A.email : as === 'b' ? ADMIN_B.email : as;
    if (email === null || !meView(state, email)) {
      sendPage(response, loginPage(state, lang ?? settings.lang, query.toString()));
      return;
    }
    const id = token();
    sessions.set(id, { email, csrf: token(), lang, holdMs: parseHold(query) });
    response.setHeader('set-cookie', `${COOKIE}=${id}; Path=/; Secure; HttpOnly; SameSite=Lax`);
    const kept = query.toString();
    redirect(response, kept === '' ? START_PAGE : START_PAGE.replace('#', `?${kept}#`));
  }

  function app(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const session = sessionOf(request);
    const me = session ? meView(state, session.email) : null;
    if (!session || !me) {
      redirect(response, `/login${url.search}`);
      return;
    }
    const kit = url.searchParams.get('kit');
    if (kit !== null && !isKit(kit)) {
      sendNotFound(response, 'There is no such kit here: please run `npm run build:kits`.\n');
      return;
    }
    session.lang = parseLang(url.searchParams.get('lang')) ?? session.lang;
    session.holdMs = parseHold(url.searchParams) ?? session.holdMs;
    const lang = session.lang ?? settings.lang;
    const instant = url.searchParams.get('instant') === '1' && me.admin;
    const setup = instant ? setupView(state, me.email) : null;
    sendPage(response, appPage({ lang, words: WORDS[lang], me, setup }, session.csrf, kit));
  }

  async function practiceReset(request: IncomingMessage, response: ServerResponse) {
    const parsed = optionsSchema.safeParse((await readJson(request)) ?? {});
    if (!parsed.success) {
      return sendJson(response, 400, { ok: false, reason: z.prettifyError(parsed.error) });
    }
    reset(parsed.data);
    sendJson(response, 200, { ok: true, settings });
  }

  /** Marketo Engage, in which somebody is always signed in. */
  async function answerEngage(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const asset = ENGAGE_ASSETS.get(url.pathname);
    if (asset) return send(response, 200, asset.type, asset.body);
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /':
        return sendPage(
          response,
          engagePage(parseLang(url.searchParams.get('lang')) ?? settings.lang),
        );
      case 'GET /api/engage':
        return sendJson(response, 200, engage);
      case 'POST /api/user-invite':
        record(ADMIN_A.email, 'user-invite', 'done', {});
        return sendJson(response, 200, { ok: true });
      case 'POST /api/sales-invite': {
        const result = inviteSalesUsers(engage, await readJson(request));
        const isDone = result.outcome === 'done';
        if (isDone) engage = result.state;
        const detail = isDone ? result.detail : { reason: result.reason };
        record(ADMIN_A.email, 'sales-invite', result.outcome, detail);
        return sendJson(response, isDone ? 200 : 409, { ok: isDone });
      }
      default:
        sendNotFound(response, 'Not found.\n');
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'https://toutapp.com');
    if (isEngageHost(request.headers.host)) return answerEngage(request, response, url);
    const route = `${request.method === 'HEAD' ? 'GET' : request.method} ${url.pathname}`;
    const asset = ASSETS.get(url.pathname) ?? kitAsset(url.pathname);
    if (asset) return send(response, 200, asset.type, asset.body);
    if (route.startsWith('POST /api/')) {
      return change(request, response, url.pathname.slice('/api/'.length));
    }
    if (route.startsWith('GET /api/')) return data(request, response, url);
    switch (route) {
      case 'GET /':
        return redirect(response, '/next#command_center');
      case 'GET /login':
        return login(response, url);
      case 'GET /logout': {
        response.setHeader('set-cookie', `${COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly`);
        return redirect(response, '/login');
      }
      case 'GET /next':
        return app(request, response, url);
      case 'GET /practice':
        return sendPage(response, practicePage());
      case 'GET /practice/log':
        return sendJson(response, 200, log);
      case 'GET /practice/state':
        return sendJson(response, 200, state);
      case 'GET /practice/settings':
        return sendJson(response, 200, settings);
      case 'POST /practice/reset':
        return practiceReset(request, response);
      default:
        sendNotFound(response, 'Not found.\n');
    }
  }

  const https = createServer(await makeCertificate(), (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('The practice console failed:', error);
      if (!response.headersSent) sendJson(response, 500, { ok: false, reason: 'error' });
      else response.destroy();
    });
  });
  const httpsPort = await listen(https, settings.port);
  settings = { ...settings, port: httpsPort };
  const proxy = makeProxy(httpsPort);
  const proxyPort = await listen(proxy.server, 0).catch(async (error: unknown) => {
    await stop(https);
    throw error;
  });

  return {
    origin: 'https://toutapp.com',
    httpsPort,
    proxyPort,
    state: () => structuredClone(state),
    engage: () => structuredClone(engage),
    log: () => structuredClone(log),
    reset,
    async close() {
      proxy.dropTunnels();
      await Promise.all([stop(proxy.server), stop(https)]);
    },
  };
}
