import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, answerQuestion } from './routes.ts';
import type { FakeRun } from './runs.ts';

export interface FakeGitHubOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The one token that is accepted, as `Bearer` or `token`. */
  readonly token: string;
  readonly runs: readonly FakeRun[];
  /** Where `html_url` points; only for show. */
  readonly htmlUrl?: string;
}

export interface FakeGitHub {
  /** `url` is the API's base; `${url}/api/v3` is the same API at an Enterprise server's place. */
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
}

const LINK_LIFE_MS = 60_000;

/** The part of GitHub's REST API that a reader of Actions logs needs, on loopback. */
export function createFakeGitHub(options: FakeGitHubOptions): FakeGitHub {
  const links = new Map<string, { text: string; until: number }>();
  let url = '';
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://github');
    if (asked.pathname.startsWith('/storage/')) serveStorage(links, asked.pathname, { request, response });
    else send(answer(asked, request), response);
  });

  function answer(asked: URL, request: IncomingMessage): Answer {
    const login = readLogin(request, options.token);
    if (login === 'wrong') return { kind: 'refused', status: 401, message: 'Bad credentials' };
    if (request.method !== 'GET') return { kind: 'refused', status: 404, message: 'Not Found' };
    return answerQuestion({
      path: asked.pathname.startsWith('/api/v3/') ? asked.pathname.slice('/api/v3'.length) : asked.pathname,
      query: asked.searchParams,
      isSignedIn: login === 'right',
      runs: options.runs,
      htmlUrl: options.htmlUrl ?? 'https://github.com',
    });
  }

  function send(result: Answer, response: ServerResponse): void {
    if (result.kind === 'json') sendJson(response, 200, result.body);
    else if (result.kind === 'refused') sendRefusal(response, result.status, result.message);
    else {
      const key = randomBytes(12).toString('hex');
      links.set(key, { text: result.text, until: Date.now() + LINK_LIFE_MS });
      response.writeHead(302, { location: `${url}/storage/${key}` });
      response.end();
    }
  }

  return {
    async start() {
      url = `http://127.0.0.1:${await listen(server, options.port)}`;
      return { url };
    },
    async stop() {
      server.closeAllConnections();
      if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return (server.address() as AddressInfo).port;
}

function readLogin(request: IncomingMessage, token: string): 'none' | 'right' | 'wrong' {
  const given = request.headers.authorization;
  if (given === undefined) return 'none';
  return given === `Bearer ${token}` || given === `token ${token}` ? 'right' : 'wrong';
}

/** Pre-signed storage refuses a second credential and forgets its links after a minute. */
function serveStorage(
  links: ReadonlyMap<string, { text: string; until: number }>,
  path: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): void {
  const link = links.get(path.slice('/storage/'.length));
  const hasSecondCredential = request.headers.authorization !== undefined;
  const isGone = link === undefined || link.until < Date.now();
  const status = hasSecondCredential ? 400 : isGone ? 403 : 200;
  const text =
    status === 200
      ? (link?.text ?? '')
      : hasSecondCredential
        ? 'InvalidAuthenticationInfo'
        : 'AuthenticationFailed';
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}

function sendRefusal(response: ServerResponse, status: number, message: string): void {
  const documentation = 'https://docs.github.com/rest';
  sendJson(response, status, { message, documentation_url: documentation, status: String(status) });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
  });
  response.end(JSON.stringify(body));
}
