import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { globalShortcutDelivery, messageShortcutDelivery } from '../../../../support/slack-deliveries.ts';
import { HELP_CARD } from '../../../../support/slack-recording-flows.ts';
import { eventEnvelope } from '../../../../support/slack-request.ts';
import { startTestBot, type TestBot } from '../../../../support/slack-test-bot.ts';

let bot: TestBot;

beforeEach(async () => {
  bot = await startTestBot();
});
afterEach(() => bot.stop());

describe('messages', () => {
  it('answers a mention once, though Slack tells it twice', async () => {
    const mention = { ts: '2.0', text: '<@UBOT> HTTP 403' };
    await Promise.all([
      bot.say(mention),
      bot.say({ ...mention, type: 'app_mention', channel_type: undefined }),
    ]);
    expect(bot.flows.messages).toHaveLength(1);
    expect(bot.flows.messages[0]).toMatchObject({ id: '2.0', mentionsUs: true, text: 'HTTP 403' });
  });

  it('hands over alerts of other apps, edits and direct messages', async () => {
    await bot.say({
      ts: '1.0',
      user: undefined,
      subtype: 'bot_message',
      bot_id: 'BCI',
      text: '',
      attachments: [{ text: 'failed' }],
    });
    await bot.say({
      ts: '3.0',
      subtype: 'message_changed',
      user: undefined,
      message: { ts: '1.0', bot_id: 'BCI', text: 'failed' },
    });
    await bot.say({ ts: '4.0', channel: 'D1', channel_type: 'im' });
    expect(
      bot.flows.messages.map(({ author, change, channelKind }) => [author.kind, change, channelKind]),
    ).toEqual([
      ['bot', 'new', 'channel'],
      ['bot', 'edit', 'channel'],
      ['person', 'new', 'direct'],
    ]);
  });

  it('never answers itself, whatever the form', async () => {
    await bot.say({ user: 'UBOT', bot_id: 'BBOT' });
    await bot.say({ user: undefined, bot_id: 'BBOT', subtype: 'bot_message' });
    await bot.say({ user: 'UX', bot_id: 'BX', app_id: 'A1' });
    await bot.say({
      user: undefined,
      subtype: 'message_changed',
      message: { ts: '1.0', user: 'UBOT', bot_id: 'BBOT', text: 'HTTP 403' },
    });
    expect(bot.flows.messages).toEqual([]);
  });
});

describe('/faultline', () => {
  it('acknowledges with nothing and shows the card to the asker', async () => {
    expect(await bot.command('explain http-auth-failure')).toEqual([undefined]);
    expect(bot.flows.words).toEqual(['explain http-auth-failure']);
    expect(bot.api.callsOf('response-url')[0]).toMatchObject({
      response_type: 'ephemeral',
      blocks: [{ type: 'header' }, { type: 'rich_text' }],
    });
  });

  it('opens the form, filled with what stood behind the word', async () => {
    bot.flows.commandAnswer = { kind: 'ask-for-log' };
    await bot.command('analyze npm error &lt;403&gt;\nline two');
    expect(bot.api.callsOf('views.open')[0]).toMatchObject({
      trigger_id: '1.trigger',
      view: {
        callback_id: 'paste-log',
        private_metadata: 'C1',
        blocks: [{ element: { initial_value: 'npm error <403>\nline two' } }, { block_id: 'files' }],
      },
    });
    await bot.command('analyze');
    expect(JSON.stringify(bot.api.callsOf('views.open')[1])).not.toContain('initial_value');
  });
});

describe('clicks', () => {
  it('tells the flow who clicked which card', async () => {
    expect(await bot.click({})).toEqual([undefined]);
    expect(bot.flows.clicks).toEqual([
      {
        action: { v: 1, type: 'helped', playbook: 'http-auth-failure' },
        workspace: 'T1',
        user: 'U1',
        posted: { workspace: 'T1', channel: 'C1', thread: '5.0', message: '7.0' },
      },
    ]);
    expect(bot.api.callsOf('views.open')).toEqual([]);
  });

  it('opens a window for a card, a second one from within a window', async () => {
    bot.flows.actionAnswer = { kind: 'open', card: HELP_CARD };
    await bot.click({});
    expect(bot.api.callsOf('views.open')[0]).toMatchObject({
      trigger_id: '1.trigger',
      view: { type: 'modal' },
    });
    await bot.click({ view: { id: 'V1' }, container: { type: 'view', view_id: 'V1' }, message: undefined });
    expect(bot.api.callsOf('views.push')).toHaveLength(1);
    expect(bot.flows.clicks[1]?.posted).toBeNull();
  });

  it('knows a card that only one person sees', async () => {
    await bot.click({
      container: { type: 'message', message_ts: '7.0', channel_id: 'C1', is_ephemeral: true },
    });
    expect(bot.flows.clicks[0]?.posted).toBeNull();
  });

  it('acknowledges and forgets a button that it no longer knows', async () => {
    expect(await bot.click({}, '{"v":99,"type":"dance"}')).toEqual([undefined]);
    expect(bot.flows.clicks).toEqual([]);
  });
});

describe('the paste form', () => {
  it('closes at once and answers where it was opened from', async () => {
    expect(await bot.submit('HTTP 403')).toEqual([undefined]);
    expect(bot.flows.pastes).toEqual([
      {
        workspace: 'T1',
        channel: 'C1',
        user: 'U1',
        text: 'HTTP 403',
        files: [],
        hidden: [],
        external: false,
      },
    ]);
  });

  it.each([null, '', ' \n '])('stays open on %j and says why', async (text) => {
    expect(await bot.submit(text)).toEqual([
      { response_action: 'errors', errors: { log: expect.stringContaining('Paste') } },
    ]);
    expect(bot.flows.pastes).toEqual([]);
  });
});

describe('the files of the form', () => {
  it('are handed over as pointers, with or without words', async () => {
    const file = {
      id: 'F1',
      name: 'build.log',
      size: 9,
      filetype: 'text',
      url_private: 'https://files.slack.com/1',
    };
    expect(await bot.submit(null, [file])).toEqual([undefined]);
    expect(bot.flows.pastes[0]).toMatchObject({ text: '', files: [{ id: 'F1', name: 'build.log' }] });
  });
});

describe('shortcuts', () => {
  it('hands over the message that somebody asked about, whoever wrote it', async () => {
    await bot.deliver(messageShortcutDelivery({ bot_id: 'BCI', user: undefined, text: 'HTTP 403' }));
    expect(bot.flows.messages[0]).toMatchObject({
      workspace: 'T1',
      channel: 'C1',
      id: '1.0',
      askedBy: 'U9',
      author: { kind: 'bot' },
      text: 'HTTP 403',
    });
  });

  it('opens the form from anywhere; its answer is a direct message', async () => {
    await bot.deliver(globalShortcutDelivery());
    expect(bot.api.callsOf('views.open')[0]).toMatchObject({
      trigger_id: '3.trigger',
      view: { callback_id: 'paste-log' },
    });
  });
});

describe('a channel that organisations share', () => {
  const doors = async () => {
    await bot.command('why');
    await bot.submit('HTTP 403');
    await bot.deliver(messageShortcutDelivery({ text: 'HTTP 403' }));
    return [bot.flows.commands[0], bot.flows.pastes[0], bot.flows.messages[0]].map((one) => one?.external);
  };

  it('is known as such at every door that does not say it, and asked about once', async () => {
    bot.api.answer('conversations.info', { ok: true, channel: { id: 'C1', is_ext_shared: true } });
    expect(await doors()).toEqual([true, true, true]);
    expect(bot.api.callsOf('conversations.info')).toEqual([{ channel: 'C1' }]);
  });

  it('is one of ours where Slack says so', async () => {
    bot.api.answer('conversations.info', { ok: true, channel: { id: 'C1', is_ext_shared: false } });
    expect(await doors()).toEqual([false, false, false]);
  });

  it('is taken for a shared one where Slack does not tell', async () => {
    bot.api.refuse('conversations.info', 'channel_not_found');
    expect(await doors()).toEqual([true, true, true]);
  });
});

describe('arrivals', () => {
  it('introduces us where we were invited, and greets nobody else', async () => {
    const joined = { type: 'member_joined_channel', channel: 'C7', channel_type: 'C', team: 'T1' };
    await bot.deliver(eventEnvelope({ ...joined, user: 'UBOT' }));
    await bot.deliver(eventEnvelope({ ...joined, user: 'U1' }));
    expect(bot.flows.introductions).toEqual([{ workspace: 'T1', channel: 'C7' }]);
  });

  it('suggests what to begin with where Slack has a place for assistants', async () => {
    const assistant_thread = { user_id: 'U1', context: {}, channel_id: 'D1', thread_ts: '1.0' };
    await bot.deliver(eventEnvelope({ type: 'assistant_thread_started', assistant_thread, event_ts: '1.0' }));
    expect(bot.api.callsOf('assistant.threads.setSuggestedPrompts')[0]).toMatchObject({
      channel_id: 'D1',
      thread_ts: '1.0',
      prompts: expect.stringContaining('"message":"help"'),
    });
  });
});
