import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestWorkspace, type TestWorkspace } from '../../support/playground-workspace.ts';

const BUILDS = 'C0BUILDS01';

let town: TestWorkspace;
beforeEach(async () => {
  town = await startTestWorkspace();
});
afterEach(() => town.stop());

const button = { type: 'button', action_id: 'ack', value: 'v1', text: { type: 'plain_text', text: 'OK' } };
const feedback = {
  type: 'feedback_buttons',
  action_id: 'rate',
  positive_button: { text: { type: 'plain_text', text: 'Helped' }, value: 'yes' },
  negative_button: { text: { type: 'plain_text', text: 'Wrong' }, value: 'no' },
};
const modal = {
  type: 'modal',
  callback_id: 'note',
  title: { type: 'plain_text', text: 'A note' },
  submit: { type: 'plain_text', text: 'Save' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'words',
      label: { type: 'plain_text', text: 'Words' },
      element: { type: 'plain_text_input', action_id: 'text' },
    },
    {
      type: 'input',
      block_id: 'kind',
      optional: true,
      label: { type: 'plain_text', text: 'Kind' },
      element: {
        type: 'static_select',
        action_id: 'pick',
        options: [{ text: { type: 'plain_text', text: 'One' }, value: '1' }],
      },
    },
  ],
};

const openModal = async () => {
  await town.control('commands', { channel: BUILDS, text: '/helper' });
  const { trigger_id } = town.bot.received.at(-1)?.content ?? { trigger_id: '' };
  return { trigger_id, answer: await town.api('views.open', { trigger_id, view: modal }) };
};

describe('slash commands', () => {
  it('carry the fields of a form and show the answer to the asker only', async () => {
    town.bot.answer(() => ({ body: { response_type: 'ephemeral', text: 'just you' } }));
    await town.control('commands', { channel: BUILDS, text: '/helper explain  this' });
    const got = town.bot.received[0];
    expect(got?.isSigned).toBe(true);
    expect(got?.content).toMatchObject({
      command: '/helper',
      text: 'explain  this',
      channel_id: BUILDS,
      user_name: 'mara',
    });
    const seen = await town.look(`messages?channel=${BUILDS}`);
    expect(seen.messages).toHaveLength(0);
    expect(seen.ephemerals[0]).toMatchObject({ text: 'just you', seen_by: 'U0MARA0001' });
  });

  it('can be answered later, five times', async () => {
    await town.control('commands', { channel: BUILDS, text: '/helper' });
    const url = town.bot.received[0]?.content.response_url ?? '';
    const send = (body: unknown) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    for (let time = 1; time <= 5; time += 1) {
      expect((await send({ response_type: 'in_channel', text: `answer ${time}` })).status).toBe(200);
    }
    expect(await (await send({ text: 'too much' })).json()).toMatchObject({ error: 'used_url' });
    const { messages } = await town.look(`messages?channel=${BUILDS}`);
    expect(messages.map((one) => one.text)).toContain('answer 5');
  });

  it('say so when nobody acknowledges, and when the command is unknown', async () => {
    await town.bot.stop();
    const answer = await town.control('commands', { channel: BUILDS, text: '/helper' });
    expect(answer).toEqual({ ok: false, error: 'dispatch_failed' });
    const { ephemerals } = await town.look(`messages?channel=${BUILDS}`);
    expect(ephemerals[0].text).toContain('dispatch_failed');
    expect(await town.control('commands', { channel: BUILDS, text: '/nobody' })).toMatchObject({
      error: 'unknown_command',
    });
  });
});

describe('buttons', () => {
  it('reach the bot with their message, and replace it through response_url', async () => {
    const blocks = [{ type: 'actions', block_id: 'row', elements: [button] }];
    const { ts } = await town.api('chat.postMessage', { channel: BUILDS, text: 'sure?', blocks });
    const pressed = await town.control('actions', { channel: BUILDS, ts, action_id: 'ack', block_id: 'row' });
    expect(pressed.ok).toBe(true);
    const { content } = await town.bot.waitFor((one) => one.content.type === 'block_actions');
    expect(content).toMatchObject({
      container: { type: 'message', message_ts: ts, channel_id: BUILDS },
      message: { text: 'sure?' },
      actions: [{ type: 'button', action_id: 'ack', block_id: 'row', value: 'v1' }],
    });
    await fetch(content.response_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ replace_original: true, text: 'done' }),
    });
    expect((await town.look(`messages?channel=${BUILDS}`)).messages[0].text).toBe('done');
  });

  it('tell which of two feedback buttons it was', async () => {
    const blocks = [{ type: 'context_actions', block_id: 'fb', elements: [feedback] }];
    const { ts } = await town.api('chat.postMessage', { channel: BUILDS, text: 'x', blocks });
    await town.control('actions', { channel: BUILDS, ts, action_id: 'rate', value: 'no' });
    const { content } = await town.bot.waitFor((one) => one.content.type === 'block_actions');
    expect(content.actions[0]).toMatchObject({
      type: 'feedback_buttons',
      value: 'no',
      text: { text: 'Wrong' },
    });
  });

  it('of other apps lead nowhere', async () => {
    const message = { bot_id: 'B0CI', blocks: [{ type: 'actions', elements: [button] }] };
    const { ts } = await town.control('app-messages', { channel: BUILDS, message });
    const answer = await town.control('actions', { channel: BUILDS, ts, action_id: 'ack' });
    expect(answer.error).toBe('not_our_message');
  });
});

describe('modals', () => {
  it('open once per trigger', async () => {
    const { trigger_id, answer } = await openModal();
    expect(answer.view).toMatchObject({ callback_id: 'note', title: { text: 'A note' } });
    expect(await town.api('views.open', { trigger_id, view: modal })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
  });

  it('do not open after the trigger expired', async () => {
    await town.stop();
    town = await startTestWorkspace({ triggerLifeMs: -1 });
    expect((await openModal()).answer.error).toBe('expired_trigger_id');
  });

  it('refuse a long title and inputs without a submit button', async () => {
    await town.control('commands', { channel: BUILDS, text: '/helper' });
    const { trigger_id } = town.bot.received[0]?.content ?? { trigger_id: '' };
    const { submit: _submit, ...rest } = modal;
    const view = { ...rest, title: { type: 'plain_text', text: 'x'.repeat(25) } };
    const answer = await town.api('views.open', { trigger_id, view });
    expect(answer.error).toBe('invalid_arguments');
    expect(answer.response_metadata.messages.join()).toMatch(/title\/text.*submit is required/);
  });

  it('ask for required words, pass on errors, then submit the state and close', async () => {
    await openModal();
    expect(await town.control('view/submit', { values: {} })).toMatchObject({
      errors: { words: 'This is a required field' },
    });
    const values = { words: { text: 'hello' }, kind: { pick: '1' } };
    town.bot.answer(() => ({ body: { response_action: 'errors', errors: { words: 'too short' } } }));
    expect(await town.control('view/submit', { values })).toMatchObject({ errors: { words: 'too short' } });
    town.bot.answer(() => ({}));
    expect(await town.control('view/submit', { values })).toEqual({ ok: true });
    expect((await town.look('view')).view).toBeNull();
    expect(town.bot.received.at(-1)?.content.view.state.values).toEqual({
      words: { text: { type: 'plain_text_input', value: 'hello' } },
      kind: {
        pick: {
          type: 'static_select',
          selected_option: { text: { type: 'plain_text', text: 'One' }, value: '1' },
        },
      },
    });
  });

  it('can be replaced by the answer to a submission', async () => {
    await openModal();
    const next = { ...modal, callback_id: 'second' };
    town.bot.answer(() => ({ body: { response_action: 'update', view: next } }));
    await town.control('view/submit', { values: { words: { text: 'hello' } } });
    expect((await town.look('view')).view?.callback_id).toBe('second');
  });

  it('tell of closing', async () => {
    await openModal();
    await town.control('view/close', {});
    expect(town.bot.received.at(-1)?.content).toMatchObject({
      type: 'view_closed',
      view: { callback_id: 'note' },
    });
  });
});

describe('shortcuts and the home tab', () => {
  it('reach the bot', async () => {
    const { ts } = await town.control('messages', { channel: BUILDS, text: 'a log' });
    await town.control('shortcuts', { callback_id: 'everywhere' });
    await town.control('shortcuts', { callback_id: 'explain', channel: BUILDS, ts });
    expect(town.bot.received.at(-2)?.content).toMatchObject({ type: 'shortcut', callback_id: 'everywhere' });
    expect(town.bot.received.at(-1)?.content).toMatchObject({
      type: 'message_action',
      message: { text: 'a log' },
    });
    await town.control('home', {});
    const opened = await town.bot.waitFor((one) => one.content.type === 'app_home_opened');
    expect(opened.content.tab).toBe('home');
  });
});
