import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackApp, type SlackApp } from '../../../../src/adapters/slack/create-slack-app.ts';
import type { SlackSettings } from '../../../../src/adapters/slack/slack-settings.ts';
import { createOneSpeaker } from '../../../../src/adapters/slack/workspaces/speakers.ts';
import { AuthorError } from '../../../../src/core/errors.ts';
import type { Intake } from '../../../../src/flows/intake.ts';
import { createDirectIntake } from '../../../support/direct-intake.ts';
import { type SlackApi, startSlackApi } from '../../../support/slack-api.ts';
import {
  createRecordingFlows,
  createRecordingLogger,
  type RecordingFlows,
  type RecordingLogger,
} from '../../../support/slack-recording-flows.ts';
import { eventEnvelope, postSigned } from '../../../support/slack-request.ts';

const SECRET = 'not-a-real-secret';

interface Signed {
  readonly body: string;
  readonly time: string;
  readonly signature: string;
}

function sign(body: string, time: string): Signed {
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex')}`;
  return { body, time, signature };
}

function nowInSeconds(): string {
  return String(Math.floor(Date.now() / 1000));
}

describe('the app over signed HTTP', () => {
  let api: SlackApi;
  let flows: RecordingFlows;
  let logger: RecordingLogger;
  let slack: SlackApp;
  let intake: Intake;

  function settings(): SlackSettings {
    const transport = { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' } as const;
    return { botToken: 'xoxb-1', transport, slackApiUrl: api.url };
  }

  beforeEach(async () => {
    api = await startSlackApi();
    flows = createRecordingFlows();
    logger = createRecordingLogger();
    const speakers = createOneSpeaker(settings(), logger);
    intake = createDirectIntake(flows, (body, error) => slack.tellFailure(body, error));
    slack = createSlackApp({
      settings: settings(),
      speakers,
      eraseWorkspace: async () => undefined,
      flows,
      intake,
      logger,
    });
  });
  afterEach(async () => {
    await slack.stop();
    await api.stop();
  });

  async function startAt(): Promise<string> {
    const { port } = await slack.start();
    return `http://127.0.0.1:${port}`;
  }

  it('says who it is and on which port it listens', async () => {
    const { identity, port } = await slack.start();
    expect(identity).toEqual({ userId: 'UBOT', botId: 'BBOT', appId: null, teamId: 'T1' });
    expect(port).toBeGreaterThan(0);
  });

  it('answers nothing it does not know', async () => {
    const base = await startAt();
    expect((await fetch(`${base}/elsewhere`)).status).toBe(404);
  });

  it('takes a signed event and hands the message over', async () => {
    const url = `${await startAt()}/slack/events`;
    const event = {
      type: 'message',
      channel: 'C1',
      channel_type: 'channel',
      user: 'U1',
      ts: '1.0',
      text: 'HTTP 403 &amp; more',
    };
    const body = JSON.stringify(eventEnvelope(event));
    const response = await postSigned({ url, secret: SECRET, body, contentType: 'application/json' });
    expect(response.status).toBe(200);
    await until(() => flows.messages.length === 1);
    expect(flows.messages[0]).toMatchObject({
      workspace: 'T1',
      channel: 'C1',
      id: '1.0',
      text: 'HTTP 403 & more',
    });
  });

  it('refuses what was signed with another secret', async () => {
    const url = `${await startAt()}/slack/events`;
    const event = { type: 'message', channel: 'C1', user: 'U1', ts: '1.0', text: 'HTTP 403' };
    const body = JSON.stringify(eventEnvelope(event));
    const response = await postSigned({ url, secret: 'another', body, contentType: 'application/json' });
    expect(response.status).toBe(401);
    expect(flows.messages).toEqual([]);
  });

  it.each<[string, (signed: Signed) => Signed]>([
    ['is replayed after five minutes', (signed) => signed],
    ['is replayed under a new time', (signed) => ({ ...signed, time: nowInSeconds() })],
    ['was changed on its way', (signed) => ({ ...signed, body: `${signed.body} ` })],
    ['names no time', (signed) => ({ ...signed, time: '' })],
    ['comes without a signature', (signed) => ({ ...signed, signature: '' })],
  ])('refuses what %s', async (_what, forge) => {
    const url = `${await startAt()}/slack/events`;
    const event = { type: 'message', channel: 'C1', user: 'U1', ts: '1.0', text: 'HTTP 403' };
    const old = String(Number(nowInSeconds()) - 301);
    const sent = forge(sign(JSON.stringify(eventEnvelope(event)), old));
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': sent.time,
        'x-slack-signature': sent.signature,
      },
      body: sent.body,
    });
    expect(response.status).toBe(401);
    expect(flows.messages).toEqual([]);
  });

  it('refuses a body larger than Slack sends without reading it all, whoever signed it', async () => {
    const url = `${await startAt()}/slack/events`;
    const body = 'x'.repeat(5_000_000);
    const sent = await postSigned({ url, secret: SECRET, body, contentType: 'application/json' }).catch(
      () => null, // it hung up on us
    );
    expect(sent?.status ?? 413).toBe(413);
    expect(flows.messages).toEqual([]);
    expect(logger.lines.map(({ message }) => message).join()).not.toContain('xxx');
  });

  it('acknowledges a command at once and answers the asker alone', async () => {
    const url = `${await startAt()}/slack/events`;
    const body = new URLSearchParams({
      command: '/faultline',
      text: 'help',
      user_id: 'U1',
      channel_id: 'C1',
      team_id: 'T1',
      trigger_id: '1.trigger',
      response_url: api.responseUrl,
    }).toString();
    const response = await postSigned({
      url,
      secret: SECRET,
      body,
      contentType: 'application/x-www-form-urlencoded',
    });
    expect(response.status).toBe(200);
    await until(() => api.callsOf('response-url').length === 1);
    expect(flows.words).toEqual(['help']);
    expect(api.callsOf('response-url')[0]).toMatchObject({
      response_type: 'ephemeral',
      text: 'What Faultline does',
    });
  });

  it('says which variable is wrong when Slack refuses the token', async () => {
    api.refuse('auth.test', 'invalid_auth');
    const error = await slack.start().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AuthorError);
    expect(String(error)).toMatch(
      /SLACK_BOT_TOKEN: Slack refused the token: invalid_auth .*OAuth & Permissions/,
    );
  });

  it('says the same of the app token in Socket Mode', async () => {
    api.refuse('apps.connections.open', 'invalid_auth');
    const socket: SlackSettings = { ...settings(), transport: { kind: 'socket', appToken: 'xapp-1' } };
    const app = createSlackApp({
      settings: socket,
      speakers: createOneSpeaker(socket, logger),
      eraseWorkspace: async () => undefined,
      flows,
      intake,
      logger,
    });
    const error = await app.start().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AuthorError);
    expect(String(error)).toMatch(/SLACK_APP_TOKEN: Slack refused the token/);
  });

  it('can be stopped before it started, and twice', async () => {
    await slack.stop();
    await slack.start();
    await slack.stop();
    await expect(slack.stop()).resolves.toBeUndefined();
  });
});

async function until(isDone: () => boolean): Promise<void> {
  const deadline = Date.now() + 3_000;
  while (!isDone()) {
    if (Date.now() > deadline) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
