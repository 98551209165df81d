import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openSqlite } from '../../src/adapters/store/create-sqlite-store.ts';
import { PLAYGROUND_APP } from '../../src/playground/playground-app.ts';
import { createWorkspace, type Workspace } from '../../src/playground/workspace/workspace.ts';

const SECRET = 'a-signing-secret';
const CHANNEL = 'C0BUILDS01';
const PASTED = 'q7Zk2vT9sLw4Xy8b';
const LOG = [
  `DEPLOY_TOKEN=${PASTED}`,
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - not allowed',
].join('\n');
const RUN = 'https://github.com/acme/api/actions/runs/5268079232';

let folder: string;
let workspace: Workspace;
let slack: string;
let bot: ChildProcess | null;
let errors: string;
let onPost: (thread: string) => void;
let answerDelayMs: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-process-'));
  writeFileSync(join(folder, 'connections'), '');
  errors = '';
  bot = null;
  onPost = () => undefined;
  answerDelayMs = 0;
  workspace = createWorkspace({
    port: 0,
    botToken: 'xoxb-of-the-test',
    signingSecret: SECRET,
    ...PLAYGROUND_APP,
    teamId: 'T0TEAM0001',
    onPost: ({ thread }) => onPost(thread ?? ''),
    answerDelayMs: (method) => (method === 'chat.postMessage' ? answerDelayMs : 0),
  });
  slack = (await workspace.start()).url;
});
afterEach(async () => {
  bot?.kill('SIGKILL');
  await workspace.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The built bot as a process of its own, with nothing in its environment but what is given. */
async function startBot(env: Record<string, string> = {}): Promise<string> {
  const recorder = join(import.meta.dirname, '../support/record-connections.js');
  const main = join(import.meta.dirname, '../../dist/main.js');
  const started = spawn(process.execPath, ['--import', recorder, main], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      CONNECTIONS_FILE: join(folder, 'connections'),
      SLACK_BOT_TOKEN: 'xoxb-of-the-test',
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: `${slack}/api/`,
      PORT: '0',
      ...env,
    },
  });
  bot = started;
  started.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const line = await new Promise<string>((resolve, reject) => {
    started.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    started.once('exit', (code) => reject(new Error(`ended with ${code}: ${errors}`)));
  });
  const port = /:(\d+)\/slack\/events/.exec(line)?.[1];
  const url = `http://127.0.0.1:${port}`;
  workspace.connect(`${url}/slack/events`);
  return url;
}

async function say(text: string): Promise<string> {
  const response = await fetch(`${slack}/control/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: CHANNEL, text }),
  });
  return String(((await response.json()) as { ts: unknown }).ts);
}

/** The words of the answers in a thread, once there is one. */
async function answerTo(thread: string): Promise<string> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const response = await fetch(`${slack}/control/messages?channel=${CHANNEL}`);
    const { messages } = (await response.json()) as { messages: { ts: string; thread_ts?: string }[] };
    const replies = messages.filter((one) => one.thread_ts === thread && one.ts !== thread);
    if (replies.length > 0) return JSON.stringify(replies);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no answer; the bot said: ${errors}`);
}

function connections(): ReadonlySet<string> {
  return new Set(readFileSync(join(folder, 'connections'), 'utf8').split('\n').filter(Boolean));
}

const place = (url: string) => new URL(url).host;

describe('the network guard', () => {
  it('with no provider token and no model, the bot connects to Slack alone', async () => {
    await startBot();
    expect(await answerTo(await say(LOG))).toContain('403');
    await answerTo(await say(`<@U0FAULTLNE> ${RUN}`));
    await say(`see https://evil.example.com/a.log and ${RUN}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([...connections()]).toEqual([place(slack)]);
  }, 60_000);

  it('with a provider, to Slack and to that host', async () => {
    const asked: string[] = [];
    const service: Server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', () => resolve()));
    const api = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
    try {
      await startBot({ GITHUB_TOKEN: 'a-github-token', GITHUB_API_URL: api });
      await answerTo(await say(`<@U0FAULTLNE> ${api}/acme/api/actions/runs/5268079232`));
      expect(asked.length).toBeGreaterThan(0);
      expect([...connections()].sort()).toEqual([place(slack), place(api)].sort());
    } finally {
      service.closeAllConnections();
      service.close();
    }
  }, 60_000);
});

describe('the process', () => {
  it('shows a pasted secret neither in the card, nor in its log, nor on disk', async () => {
    const url = await startBot({ LOG_LEVEL: 'trace' });
    expect(await answerTo(await say(LOG))).not.toContain(PASTED);
    await fetch(`${url}/slack/events`, { method: 'POST', body: LOG });
    const files = ['faultline.db', 'faultline.db-wal'].map((name) => readQuietly(join(folder, 'data', name)));
    expect(files.join('').length).toBeGreaterThan(1000);
    for (const told of [errors, ...files]) expect(told).not.toContain(PASTED);
    for (const word of ['@acme', SECRET, 'xoxb-of-the-test']) expect(errors).not.toContain(word);
  }, 60_000);

  it('ends what it began and leaves with 0 on SIGTERM', async () => {
    await startBot();
    const left = new Promise((resolve) => bot?.once('exit', resolve));
    let threads: string[] = [];
    const answered = new Promise<string>((resolve) => {
      onPost = (thread) => {
        // Slack's answer to this post is still on its way.
        if (threads.push(thread) === 1) bot?.kill('SIGTERM');
        resolve(thread);
      };
    });
    answerDelayMs = 1_000;
    const thread = await say(LOG);
    expect(await answered).toBe(thread);
    expect(await left).toBe(0);
    expect(threads).toEqual([thread]);
    const db = openSqlite({ path: join(folder, 'data', 'faultline.db') });
    const { rows } = await sql`select state, body from work`.execute(db);
    await db.destroy();
    expect(rows).toEqual([{ state: 'done', body: null }]);
    threads = [];
    answerDelayMs = 0;
    await startBot();
    await answerTo(await say(`${LOG}\nnpm error another line`));
    expect(threads).not.toContain(thread);
  }, 60_000);
});

describe('the process on SIGTERM', () => {
  it('waits for nobody who sends half a request', async () => {
    const { hostname, port } = new URL(await startBot());
    const left = new Promise((resolve) => bot?.once('exit', resolve));
    const half = connect(Number(port), hostname);
    half.on('error', () => undefined); // it is hung up on
    half.write('POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = Date.now();
    bot?.kill('SIGTERM');
    expect(await left).toBe(0);
    expect(Date.now() - asked).toBeLessThan(15_000);
    half.destroy();
  }, 60_000);
});

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // not every mode leaves a journal
  }
}
