import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';
import { createFaultline, type Faultline } from '../../src/faultline.ts';
import { PLAYGROUND_APP } from '../../src/playground/playground-app.ts';
import { createWorkspace, type Workspace } from '../../src/playground/workspace/workspace.ts';
import { type MoodySocket, type SocketMood, startMoodySocket } from '../support/moody-socket.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { postSigned } from '../support/slack-request.ts';

const SECRET = 'a-signing-secret';
const CHANNEL = 'C0BUILDS01';

let server: PostgresServer;
let database: MoodySocket;
let workspace: Workspace;
let faultline: Faultline;
let slack: string;
let bot: string;
let posts: string[];
let onPost: () => void;

beforeAll(async () => {
  server = await startPostgres();
  const place = new URL(await server.createPlace());
  database = await startMoodySocket(Number(place.port));
  place.port = String(database.port);
  posts = [];
  onPost = () => undefined;
  workspace = createWorkspace({
    port: 0,
    botToken: 'xoxb-1',
    signingSecret: SECRET,
    ...PLAYGROUND_APP,
    teamId: 'T0TEAM0001',
    retryDelaysMs: [1_000, 2_000, 4_000],
    onPost({ thread }) {
      posts.push(thread ?? '');
      onPost();
    },
  });
  slack = (await workspace.start()).url;
  faultline = await createFaultline(
    loadConfig({ DATABASE_URL: place.href, LOG_LEVEL: 'silent', FAULTLINE_LEASE_MS: '1500' }),
    {
      botToken: 'xoxb-1',
      slackApiUrl: `${slack}/api/`,
      transport: { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' },
    },
  );
  bot = `http://127.0.0.1:${(await faultline.start()).port}`;
  workspace.connect(`${bot}/slack/events`);
}, 60_000);
afterEach(() => {
  onPost = () => undefined;
  database.become('well');
});
afterAll(async () => {
  await faultline.close();
  await workspace.stop();
  await database.stop();
  await server.stop();
});

/** Another failure each time: a log that was answered before gets a pointer. */
async function say(name: string): Promise<string> {
  const log = `npm error code E403\nnpm error 403 403 Forbidden - PUT https://npm.example.com/${name} - not allowed`;
  const response = await fetch(`${slack}/control/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: CHANNEL, text: `<@U0FAULTLNE> ${log}` }),
  });
  return String(((await response.json()) as { ts: unknown }).ts);
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isTrue()); waited += 25) {
    if (waited > 30_000) throw new Error('waited too long');
    await sleep(25);
  }
}

async function isReady(): Promise<boolean> {
  return (await fetch(`${bot}/readyz`)).status === 200;
}

describe('a database', () => {
  it.each<SocketMood>(['down', 'silent', 'nonsense'])(
    '%s: nothing is acknowledged that is not stored, and when it is back every card comes once',
    async (mood) => {
      await until(isReady);
      database.become(mood);
      const began = Date.now();
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: 'T0TEAM0001',
        event_id: `Ev${mood}`,
        event: {
          type: 'message',
          channel: CHANNEL,
          channel_type: 'channel',
          user: 'U1',
          ts: '1.0',
          text: 'HTTP 403',
        },
      });
      const url = `${bot}/slack/events`;
      const answer = await postSigned({ url, secret: SECRET, body, contentType: 'application/json' });
      expect(answer.status).toBe(500);
      expect(Date.now() - began).toBeLessThan(3_000);
      const thread = await say(mood);
      expect((await fetch(`${bot}/healthz`)).status).toBe(200);
      await until(async () => !(await isReady()));
      expect(posts).not.toContain(thread);
      database.become('well');
      await until(() => posts.includes(thread));
      await until(isReady);
      await sleep(500);
      expect(posts.filter((one) => one === thread)).toHaveLength(1);
    },
    90_000,
  );

  it('gone between a post and the note of it: the post is looked for, not made again', async () => {
    await until(isReady);
    onPost = () => database.become('down');
    const thread = await say('between');
    await until(() => posts.includes(thread));
    await sleep(1_000);
    onPost = () => undefined;
    database.become('well');
    const after = await say('after');
    await until(() => posts.includes(after));
    expect(posts.filter((one) => one === thread)).toHaveLength(1);
  }, 90_000);
});
