import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackApp, type SlackApp } from '../../../../../src/adapters/slack/create-slack-app.ts';
import type { SlackTransport } from '../../../../../src/adapters/slack/slack-settings.ts';
import { createOneSpeaker } from '../../../../../src/adapters/slack/workspaces/speakers.ts';
import { createSqliteStore } from '../../../../../src/adapters/store/create-sqlite-store.ts';
import { OutsideError } from '../../../../../src/core/errors.ts';
import { createIntake, type Intake } from '../../../../../src/flows/intake.ts';
import type { Store } from '../../../../../src/flows/ports.ts';
import { type SlackApi, startSlackApi } from '../../../../support/slack-api.ts';
import {
  createRecordingFlows,
  createRecordingLogger,
  type RecordingLogger,
} from '../../../../support/slack-recording-flows.ts';
import { eventEnvelope, postSigned } from '../../../../support/slack-request.ts';
import { type SocketServer, startSocketServer } from '../../../../support/slack-socket.ts';

const SECRET = 'not-a-real-secret';
const TOKEN = ['ghp', 'x7Kd02LmQp94Zr8sTv1WyBn6Jc3Hf5Ga0eUi'].join('_');
const EVENT = { type: 'message', channel: 'C1', channel_type: 'channel', user: 'U1', ts: '1.0' };
const AWAY = new OutsideError({ provider: 'database', operation: 'accept work', retryable: true }, null);

let api: SlackApi;
let store: Store;
let logger: RecordingLogger;
let intake: Intake;
let slack: SlackApp;

beforeEach(async () => {
  api = await startSlackApi();
  store = await createSqliteStore({ path: ':memory:' });
  logger = createRecordingLogger();
  intake = createIntake({ work: store.work, flows: createRecordingFlows(), clock: Date.now });
});
afterEach(async () => {
  await slack.stop();
  await store.close();
  await api.stop();
});

async function take() {
  return store.work.take({ lease: 'a', at: Date.now(), until: Date.now() + 1_000 });
}

function createApp(transport: SlackTransport, door: Intake): SlackApp {
  const settings = { botToken: 'xoxb-1', transport, slackApiUrl: api.url };
  return createSlackApp({
    settings,
    speakers: createOneSpeaker(settings, logger),
    eraseWorkspace: async () => undefined,
    flows: createRecordingFlows(),
    intake: door,
    logger,
  });
}

describe('over HTTP', () => {
  async function start(door: Intake): Promise<string> {
    const transport = { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' } as const;
    slack = createApp(transport, door);
    return `http://127.0.0.1:${(await slack.start()).port}/slack/events`;
  }

  function send(url: string, event: object): Promise<Response> {
    const body = JSON.stringify(eventEnvelope(event));
    return postSigned({ url, secret: SECRET, body, contentType: 'application/json' });
  }

  it('has the message in the store when it answers 200: redacted, and with nothing of the payload', async () => {
    const url = await start(intake);
    const response = await send(url, { ...EVENT, text: `HTTP 403 ${TOKEN}`, client_msg_id: 'not-kept' });
    expect(response.status).toBe(200);
    const item = await take();
    expect(item).toMatchObject({ key: 'T1:C1:message:1.0', workspace: 'T1', channel: 'C1' });
    expect(item?.body).toContain('HTTP 403 [hidden:github-token]');
    expect(item?.body).not.toContain(TOKEN);
    expect(item?.body).not.toMatch(/not-kept|event_callback|authorizations|api_app_id/);
  });

  it('stores one item for a message, its mention and every repetition of them', async () => {
    const url = await start(intake);
    const mention = { ...EVENT, text: '<@UBOT> HTTP 403' };
    const { channel_type: _kind, ...asMention } = { ...mention, type: 'app_mention' };
    for (const event of [mention, asMention, mention, asMention])
      expect((await send(url, event)).status).toBe(200);
    expect(await store.work.counts()).toEqual({ waiting: 1, underWay: 0, setAside: 0 });
  });

  it('stores nothing of what we said ourselves', async () => {
    const url = await start(intake);
    expect((await send(url, { ...EVENT, user: 'UBOT', bot_id: 'BBOT', text: 'HTTP 403' })).status).toBe(200);
    expect(await take()).toBeNull();
  });

  it('answers 500 when the store is down, so that Slack sends it again, and takes it then', async () => {
    let isDown = true;
    const url = await start({
      ...intake,
      acceptMessage: (message, delivery) =>
        isDown ? Promise.reject(AWAY) : intake.acceptMessage(message, delivery),
    });
    expect((await send(url, { ...EVENT, text: 'HTTP 403' })).status).toBe(500);
    expect(logger.lines).toContainEqual({
      level: 'error',
      data: { operation: 'accept work' },
      message: 'an event was not stored: Slack sends it again',
    });
    expect(JSON.stringify(logger.lines)).not.toContain('HTTP 403');
    isDown = false;
    expect((await send(url, { ...EVENT, text: 'HTTP 403' })).status).toBe(200);
    expect((await take())?.key).toBe('T1:C1:message:1.0');
  });

  it('does not acknowledge what is not stored within the time that Slack gives', async () => {
    const url = await start({ ...intake, acceptMessage: () => new Promise(() => undefined) });
    const startedAt = Date.now();
    expect((await send(url, { ...EVENT, text: 'HTTP 403' })).status).toBe(500);
    expect(Date.now() - startedAt).toBeLessThan(3_000);
  });

  it('stores before it acknowledges also when Slack no longer knows our token', async () => {
    const url = await start(intake);
    api.refuse('auth.test', 'invalid_auth');
    expect((await send(url, { ...EVENT, text: 'HTTP 403' })).status).toBe(200);
    expect(await take()).not.toBeNull();
  });
});

describe('over Socket Mode', () => {
  let socket: SocketServer;

  beforeEach(async () => {
    socket = await startSocketServer(api);
  });
  afterEach(async () => {
    await slack.stop(); // before its socket breaks, and it connects again
    await socket.stop();
  });

  async function start(door: Intake): Promise<void> {
    const transport = { kind: 'socket', appToken: 'xapp-1' } as const;
    slack = createApp(transport, door);
    await slack.start();
  }

  it('acknowledges what is stored, and one item whatever the connection brings twice', async () => {
    await start(intake);
    const payload = eventEnvelope({ ...EVENT, text: 'HTTP 403' });
    socket.send('envelope-1', payload);
    await socket.untilAcked('envelope-1');
    socket.send('envelope-2', payload);
    await socket.untilAcked('envelope-2');
    expect(await store.work.counts()).toMatchObject({ waiting: 1 });
  });

  it('stays silent when the store is down', async () => {
    await start({ ...intake, acceptMessage: () => Promise.reject(AWAY) });
    socket.send('envelope-1', eventEnvelope({ ...EVENT, text: 'HTTP 403' }));
    await socket.untilQuiet(300);
    expect(socket.acked).toEqual([]);
  });
});
