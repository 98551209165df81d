import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SHORTCUTS, SUBSCRIPTIONS } from '../../src/adapters/slack/manifest.ts';
import { FIELD_INPUT, FORM_VIEW } from '../../src/adapters/slack/render/render-form.ts';
import { loadConfig } from '../../src/config.ts';
import { encodeFormKey } from '../../src/core/card/form.ts';
import { createFaultline, type Faultline } from '../../src/faultline.ts';
import { type SlackApi, startSlackApi } from '../support/slack-api.ts';
import {
  clickDelivery,
  commandDelivery,
  globalShortcutDelivery,
  messageShortcutDelivery,
  pasteDelivery,
} from '../support/slack-deliveries.ts';
import { eventEnvelope, postSigned } from '../support/slack-request.ts';

// Every listener, driven as Slack drives it: signed requests to the port of the whole bot.

const SECRET = 'signing-secret';
const LOG = 'npm error code E403\nnpm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui';
/** What Slack waits for an acknowledgement. */
const PATIENCE_MS = 3_000;

let api: SlackApi;
let faultline: Faultline;
let url = '';
let serial = 0;
const told = new Set<string>();

beforeAll(async () => {
  api = await startSlackApi();
  api.answer('users.conversations', { ok: true, channels: [{ id: 'C1', name: 'builds' }] });
  api.answer('users.info', { ok: true, user: { id: 'U1', is_admin: true } });
  const config = loadConfig({ LOG_LEVEL: 'silent', DATABASE_URL: 'sqlite::memory:' });
  faultline = await createFaultline(config, {
    botToken: 'xoxb-1',
    slackApiUrl: api.url,
    transport: { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' },
  });
  const { port } = await faultline.start();
  url = `http://127.0.0.1:${port}/slack/events`;
});
afterAll(async () => {
  await faultline.close();
  await api.stop();
});

/** Sends it signed; Slack must have its answer in time. */
async function send(body: string, contentType: 'application/json' | 'application/x-www-form-urlencoded') {
  const began = Date.now();
  const response = await postSigned({ url, secret: SECRET, body, contentType });
  expect(response.status).toBe(200);
  expect(Date.now() - began).toBeLessThan(PATIENCE_MS);
  return response.text();
}

async function event(event: { readonly type: string } & Readonly<Record<string, unknown>>): Promise<void> {
  serial += 1;
  told.add(event.type);
  await send(JSON.stringify({ ...eventEnvelope(event), event_id: `Ev${serial}` }), 'application/json');
}

function interact(payload: object): Promise<string> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return send(body, 'application/x-www-form-urlencoded');
}

/** The method's calls, once there is one more than before. */
async function callOf(
  method: string,
  act: () => Promise<unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  const before = api.callsOf(method).length;
  await act();
  for (let waited = 0; waited < 6_000; waited += 20) {
    const call = api.callsOf(method)[before];
    if (call) return call;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${method} was not called`);
}

const ts = () => `179${String(1_000_000 + serial)}.000100`;
const paste = (more: object) =>
  event({ type: 'message', channel: 'C1', channel_type: 'channel', user: 'U1', ts: ts(), ...more });
const post = (act: () => Promise<unknown>) => callOf('chat.postMessage', act);

describe('every listener, over signed requests', () => {
  it.each(['channel', 'group', 'im', 'mpim'])('a pasted log in a conversation of kind %s', async (kind) => {
    const channel = { channel: 'C1', group: 'G1', im: 'D1', mpim: 'G2' }[kind];
    const text = `${LOG} ${kind}`;
    const card = await post(() => paste({ channel, channel_type: kind, text: `\`\`\`${text}\`\`\`` }));
    expect(card).toMatchObject({ channel, text: expect.stringContaining('403 from npm.example.com') });
  });

  it('a reply that was also sent to the channel is answered in its thread', async () => {
    const broadcast = { subtype: 'thread_broadcast', thread_ts: '1788000000.000100', channel: 'C3' };
    const card = await post(() => paste({ ...broadcast, text: `\`\`\`${LOG} broadcast\`\`\`` }));
    expect(card).toMatchObject({ channel: 'C3', thread_ts: '1788000000.000100' });
  });

  it('a mail to the channel with a log in it', async () => {
    const mail = { id: 'F7', mode: 'email', filetype: 'email', subject: 'log', plain_text: `${LOG} mail` };
    const card = await post(() =>
      paste({ user: 'USLACKBOT', subtype: 'file_share', text: '', files: [mail], channel: 'C4' }),
    );
    expect(card).toMatchObject({ channel: 'C4', text: expect.stringContaining('403') });
  });

  it('a mention', async () => {
    const mention = { type: 'app_mention', channel: 'C1', user: 'U1', ts: ts(), text: '<@UBOT> help' };
    expect(await post(() => event(mention))).toMatchObject({ text: expect.stringContaining('Faultline') });
  });

  it('a shared and a deleted file', async () => {
    const file = { file_id: 'F1', channel_id: 'C1', user_id: 'U1', event_ts: ts() };
    expect(await callOf('files.info', () => event({ type: 'file_shared', ...file }))).toEqual({ file: 'F1' });
    await event({ type: 'file_deleted', file_id: 'F1', channel_ids: ['C1'], event_ts: ts() });
  });

  it('an opened Home tab', async () => {
    const opened = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: ts() };
    expect(await callOf('views.publish', () => event(opened))).toMatchObject({ user_id: 'U1' });
  });

  it('an invitation: one introduction, however often we are invited', async () => {
    const joined = {
      type: 'member_joined_channel',
      channel: 'C7',
      channel_type: 'C',
      team: 'T1',
      user: 'UBOT',
    };
    const introduction = await post(() => event(joined));
    expect(introduction).toMatchObject({ channel: 'C7' });
    const posts = api.callsOf('chat.postMessage').length;
    await event({ ...joined, event_ts: ts() });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(api.callsOf('chat.postMessage')).toHaveLength(posts);
  });

  it("a thread of Slack's place for assistants: prompts, and a status while a log is read", async () => {
    const assistant_thread = { user_id: 'U1', context: {}, channel_id: 'D8', thread_ts: '1.0' };
    const started = { type: 'assistant_thread_started', assistant_thread, event_ts: ts() };
    await callOf('assistant.threads.setSuggestedPrompts', () => event(started));
    const status = await callOf('assistant.threads.setStatus', () =>
      paste({ channel: 'D8', channel_type: 'im', thread_ts: '1.0', text: `\`\`\`${LOG} assistant\`\`\`` }),
    );
    expect(status).toEqual({ channel_id: 'D8', thread_ts: '1.0', status: 'is reading the log…' });
  });

  it('a command, the nearest ids of a miss as buttons', async () => {
    const command = { ...commandDelivery('explain http-auth-failur', api.responseUrl) };
    const body = new URLSearchParams(command as Record<string, string>).toString();
    const answer = await callOf('response-url', () => send(body, 'application/x-www-form-urlencoded'));
    expect(JSON.stringify(answer['blocks'])).toContain('"text":"http-auth-failure"');
  });

  it('both shortcuts', async () => {
    expect(SHORTCUTS.map(({ type }) => type)).toEqual(['message', 'global']);
    const asked = { ts: '1789000000.000100', text: `${LOG} shortcut` };
    expect(await post(() => interact(messageShortcutDelivery(asked)))).toMatchObject({ channel: 'C1' });
    expect(await callOf('views.open', () => interact(globalShortcutDelivery()))).toMatchObject({
      view: { callback_id: 'paste-log' },
    });
  });

  it('the form with a log, empty and filled in', async () => {
    expect(JSON.parse(await interact(pasteDelivery(null)))).toMatchObject({ response_action: 'errors' });
    expect(await post(() => interact(pasteDelivery(`${LOG} form`)))).toMatchObject({ channel: 'C1' });
  });

  it('a click, and the form behind one', async () => {
    const click = clickDelivery({}, '{"v":1,"type":"search-catalog"}');
    expect(await callOf('views.open', () => interact(click))).toMatchObject({ view: { type: 'modal' } });
    const form = {
      type: 'view_submission',
      user: { id: 'U1' },
      team: { id: 'T1' },
      api_app_id: 'A1',
      view: {
        id: 'V2',
        type: 'modal',
        callback_id: FORM_VIEW,
        private_metadata: encodeFormKey({ v: 1, form: 'search-catalog' }),
        state: { values: { words: { [FIELD_INPUT]: { type: 'plain_text_input', value: 'npm' } } } },
      },
    };
    expect(await interact(form)).toContain('playbooks');
  });

  it('goodbyes, last of all', async () => {
    await event({ type: 'tokens_revoked', tokens: { bot: ['UBOT'] } });
    await event({ type: 'app_uninstalled' });
    expect([...told].sort()).toEqual([...new Set(SUBSCRIPTIONS.map(({ listener }) => listener))].sort());
  });
});
