import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRandom } from './random-numbers.ts';
import { decodeSlackForm } from './slack-form.ts';

/** A server of one service on loopback that asks for patience now and then. */
export interface StormyService {
  readonly origin: string;
  /** How often it answered 429. */
  refusals(): number;
  stop(): Promise<void>;
}

export interface PostedMessage {
  readonly channel: string;
  readonly thread: string | null;
  readonly text: string;
}

export interface StormySlack extends StormyService {
  readonly posts: readonly PostedMessage[];
}

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** `every`: one request of so many is answered 429 with `retry-after: 1`, chosen by a fixed seed. */
async function startService(every: number, answer: Answer): Promise<StormyService> {
  const random = createRandom(7);
  let refused = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (every > 0 && random() < 1 / every) {
      refused += 1;
      response.writeHead(429, { 'retry-after': '1', 'content-type': 'application/json' });
      response.end('{"ok":false,"error":"ratelimited","message":"slow down"}');
      return;
    }
    answer(request, body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refusals: () => refused,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export async function startStormySlack(every: number): Promise<StormySlack> {
  const posts: PostedMessage[] = [];
  const service = await startService(every, (request, body, response) => {
    const method = (request.url ?? '').replace('/api/', '');
    const sent = decodeSlackForm(body, request.headers['content-type'] ?? '');
    const ts = `1900000000.${String(posts.length).padStart(6, '0')}`;
    if (method === 'chat.postMessage') {
      const { channel, thread_ts, text } = sent as Record<string, string | undefined>;
      posts.push({ channel: channel ?? '', thread: thread_ts ?? null, text: text ?? '' });
    }
    const who = { user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1' };
    json(response, { ok: true, ...(method === 'auth.test' ? who : { ts, channel: 'C1', messages: [] }) });
  });
  return { ...service, posts };
}

/** GitHub's API with a failed run for any id: one job, one log. */
export function startStormyGithub(every: number, log: string): Promise<StormyService> {
  return startService(every, (request, _body, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    // /api/v3/repos/northwind/ledger/actions/runs/41
    const run = /\/actions\/runs\/(\d+)(?:\/attempts\/\d+)?$/.exec(path)?.[1];
    // /api/v3/repos/northwind/ledger/actions/runs/41/jobs
    const jobs = /\/actions\/runs\/(\d+)(?:\/attempts\/\d+)?\/jobs$/.exec(path)?.[1];
    if (run) json(response, runOf(run));
    else if (jobs) json(response, { total_count: 1, jobs: [jobOf(jobs)] });
    else if (path.endsWith('/logs')) response.writeHead(200, { 'content-type': 'text/plain' }).end(log);
    else response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
  });
}

function runOf(id: string): object {
  const run_attempt = 1;
  const state = { status: 'completed', conclusion: 'failure', head_branch: 'main', head_sha: 'c'.repeat(40) };
  return { id: Number(id), name: 'CI', run_attempt, ...state };
}

function jobOf(run: string): object {
  const state = { status: 'completed', conclusion: 'failure', completed_at: '2026-03-01T10:00:41Z' };
  return { id: Number(run) + 1, run_id: Number(run), name: 'test', html_url: null, steps: [], ...state };
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
