import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakePipeline } from './pipelines.ts';
import { answerGitlab, type GitlabAnswer } from './routes.ts';

export interface FakeGitLabOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The one token that is accepted, as `Authorization: Bearer` or `PRIVATE-TOKEN`. */
  readonly token: string;
  readonly pipelines: readonly FakePipeline[];
}

export interface FakeGitLab {
  /** `url` is the instance's address: of its API, and of the pages that `web_url` names. */
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
}

/** The part of GitLab's REST API that a reader of job logs needs, on loopback. */
export function createFakeGitLab(options: FakeGitLabOptions): FakeGitLab {
  let url = '';
  const server = createServer((request, response) => send(answer(request), response));

  function answer(request: IncomingMessage): GitlabAnswer {
    const asked = new URL(request.url ?? '/', 'http://gitlab');
    const login = readLogin(request, options.token);
    if (login === 'wrong') return { kind: 'refused', status: 401, message: '401 Unauthorized' };
    if (request.method !== 'GET') return { kind: 'refused', status: 404, message: '404 Not Found' };
    return answerGitlab({
      path: asked.pathname,
      query: asked.searchParams,
      isSignedIn: login === 'right',
      pipelines: options.pipelines,
      webUrl: url,
    });
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
  const given = request.headers.authorization?.replace('Bearer ', '') ?? request.headers['private-token'];
  if (given === undefined) return 'none';
  return given === token ? 'right' : 'wrong';
}

function send(answer: GitlabAnswer, response: ServerResponse): void {
  if (answer.kind === 'trace') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(answer.text);
    return;
  }
  const [status, body] =
    answer.kind === 'json' ? [200, answer.body] : [answer.status, { message: answer.message }];
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
