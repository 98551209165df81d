import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { openSqlite } from '../../src/adapters/store/create-sqlite-store.ts';
import { loadConfig } from '../../src/config.ts';
import { createFaultline, type Faultline } from '../../src/faultline.ts';
import { MANNERS } from '../../src/flows/manners.ts';
import { PLAYGROUND_APP } from '../../src/playground/playground-app.ts';
import { createWorkspace, type Workspace } from '../../src/playground/workspace/workspace.ts';
import { type Mood, type MoodyProxy, startMoodyProxy } from '../support/moody-proxy.ts';
import { type StormyService, startStormyGithub } from '../support/stormy-services.ts';
import { type SummaryServer, startSummaryServer } from '../support/summary-server.ts';

const SECRET = 'a-signing-secret';
/** Another failure each time: a log that was answered before gets a pointer. */
const logOf = (name: string) =>
  [
    'npm error code E403',
    `npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2f${name} - not allowed`,
  ].join('\n');
/** Of several requests, one failed the job: a model would be asked which. */
const UNCERTAIN = readFileSync('test/fixtures/summarizer/logs/maven-deploy-401.log', 'utf8');
const TRUE = {
  candidate: 'r1',
  lines: [5],
  sentence: 'nexus.example.com answered 401 when Maven tried to deploy billing-core 5.2.0.',
  nextSteps: ['Look at the credentials for nexus.example.com'],
};

const UNLIMITED = { most: Number.POSITIVE_INFINITY, withinMs: 1 };

let folder: string;
let workspace: Workspace;
let github: StormyService;
let model: SummaryServer;
let proxies: { slack: MoodyProxy; github: MoodyProxy; model: MoodyProxy };
let slack: string;
let bot: string;
let faultline: Faultline;
let db: Kysely<unknown>;
let posts: number;
/** One a test: what one person says in a row there belongs together. */
let channel: string;
let tests = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-outages-'));
  workspace = createWorkspace({
    port: 0,
    botToken: 'xoxb-1',
    signingSecret: SECRET,
    ...PLAYGROUND_APP,
    teamId: 'T0TEAM0001',
    moreChannels: Array.from({ length: 20 }, (_, index) => `team-${index}`),
    retryDelaysMs: [500, 1_000, 2_000],
    onPost: () => {
      posts += 1;
    },
  });
  slack = (await workspace.start()).url;
  github = await startStormyGithub(0, logOf('run'));
  model = await startSummaryServer();
  model.reply(() => ({ kind: 'stream', text: JSON.stringify(TRUE) }));
  proxies = {
    slack: await startMoodyProxy(slack),
    github: await startMoodyProxy(github.origin),
    model: await startMoodyProxy(new URL(model.url).origin),
  };
  const path = join(folder, 'faultline.db');
  const config = loadConfig({
    DATABASE_URL: `sqlite:${path}`,
    LOG_LEVEL: 'silent',
    GITHUB_TOKEN: 'a-token',
    GITHUB_API_URL: `${proxies.github.origin}/api/v3`,
    OPENAI_API_KEY: 'a-key',
    OPENAI_BASE_URL: `${proxies.model.origin}/v1`,
    FAULTLINE_MODEL: 'small-1',
  });
  faultline = await createFaultline(
    config,
    {
      botToken: 'xoxb-1',
      slackApiUrl: `${proxies.slack.origin}/api/`,
      transport: { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' },
    },
    { ...MANNERS, rates: { person: UNLIMITED, channel: UNLIMITED, workspace: UNLIMITED } },
  );
  bot = `http://127.0.0.1:${(await faultline.start()).port}`;
  workspace.connect(`${bot}/slack/events`);
  db = openSqlite({ path });
}, 60_000);
beforeEach(() => {
  posts = 0;
  channel = `C1${String(tests).padStart(8, '0')}`;
  tests += 1;
});
afterEach(() => {
  for (const proxy of Object.values(proxies)) proxy.become('well');
});
afterAll(async () => {
  await faultline.close();
  await db.destroy();
  await workspace.stop();
  await github.stop();
  await model.stop();
  for (const proxy of Object.values(proxies)) await proxy.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function say(text: string, thread?: string): Promise<string> {
  const response = await fetch(`${slack}/control/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel, text, ...(thread === undefined ? {} : { thread_ts: thread }) }),
  });
  return String(((await response.json()) as { ts: unknown }).ts);
}

async function answersTo(thread: string): Promise<string> {
  const response = await fetch(`${slack}/control/messages?channel=${channel}`);
  const { messages } = (await response.json()) as { messages: { ts: string; thread_ts?: string }[] };
  return JSON.stringify(messages.filter((one) => one.thread_ts === thread && one.ts !== thread));
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isTrue()); waited += 25) {
    if (waited > 30_000) throw new Error('waited too long');
    await sleep(25);
  }
}

async function work(): Promise<{ state: string; body: string | null }[]> {
  const { rows } = await sql<{
    state: string;
    body: string | null;
  }>`select state, body from work where channel = ${channel}`.execute(db);
  return rows;
}

const isDone = async () => {
  const rows = await work();
  return rows.length > 0 && rows.every(({ state }) => state === 'done');
};

describe('Slack', () => {
  it.each<Mood>(['down', 'failing', 'nonsense', 'deaf', 'slow'])(
    '%s while a card is posted: the card comes once, and no event is refused',
    async (mood) => {
      proxies.slack.become(mood);
      const thread = await say(logOf(mood));
      await until(() => proxies.slack.asked() > 0);
      expect((await fetch(`${bot}/healthz`)).status).toBe(200);
      await sleep(mood === 'slow' ? 0 : 200);
      proxies.slack.become('well');
      await until(async () => posts > 0 && (await isDone()));
      expect(await answersTo(thread)).toContain('npm.example.com');
      await sleep(300);
      expect(posts).toBe(1);
      expect(await work()).toEqual([{ state: 'done', body: null }]);
    },
    60_000,
  );
});

describe('a CI service', () => {
  it.each<Mood>(['down', 'nonsense'])(
    '%s: the thread is told, and asked again later it gets its card',
    async (mood) => {
      proxies.github.become(mood);
      const run = `${proxies.github.origin}/acme/api/actions/runs/${mood === 'down' ? 1 : 2}`;
      const thread = await say(`<@U0FAULTLNE> ${run}`);
      await until(async () => posts > 0 && (await isDone()));
      const told = await answersTo(thread);
      expect(told).toContain(new URL(run).host);
      expect(told).toContain('cannot be reached');
      expect(posts).toBe(1);
      proxies.github.become('well');
      await say('<@U0FAULTLNE> and now?', thread);
      await until(async () => posts > 1 && (await isDone()));
      expect(await answersTo(thread)).toContain('npm.example.com');
      await say('<@U0FAULTLNE> once more', thread);
      await until(async () => posts > 2 && (await isDone()));
      expect(await answersTo(thread)).toContain('Answered before');
    },
    60_000,
  );
});

describe('the language model', () => {
  it.each<Mood>(['down', 'failing', 'nonsense'])(
    '%s: the card stands at once, and stays as it is',
    async (mood) => {
      proxies.model.become(mood);
      const thread = await say(`\`\`\`\n${UNCERTAIN}\n\`\`\``);
      await until(async () => posts > 0 && (await isDone()));
      await until(() => proxies.model.asked() > 0);
      await sleep(500);
      const told = await answersTo(thread);
      expect(told).toContain('nexus.example.com');
      expect(told).not.toContain('Summarised by');
      expect(posts).toBe(1);
    },
    60_000,
  );

  it('slow: the text is erased and the channel goes on meanwhile; the sentence is added later', async () => {
    proxies.model.become('slow');
    const thread = await say(`\`\`\`\n${UNCERTAIN}\n\`\`\``);
    await until(() => proxies.model.asked() > 0);
    expect(await work()).toEqual([{ state: 'done', body: null }]);
    expect(await answersTo(thread)).not.toContain('Summarised by');
    await until(async () => (await answersTo(thread)).includes('Summarised by small-1'));
    expect(posts).toBe(1);
  }, 60_000);
});
