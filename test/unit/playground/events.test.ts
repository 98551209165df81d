import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestWorkspace, type TestWorkspace } from '../../support/playground-workspace.ts';

const BUILDS = 'C0BUILDS01';

let town: TestWorkspace;
beforeEach(async () => {
  town = await startTestWorkspace();
});
afterEach(() => town.stop());

describe('events', () => {
  it('arrive signed, in an envelope, as Slack would store the words', async () => {
    const text = 'if (a < b && c > d) see https://ci.example.com/x?a=1&b=2';
    await town.control('messages', { channel: BUILDS, text: `${text}\nsecond line` });
    const got = await town.bot.waitFor((one) => one.content.type === 'message');
    expect(got.isSigned).toBe(true);
    expect(got.content.text).toBe(
      'if (a &lt; b &amp;&amp; c &gt; d) see <https://ci.example.com/x?a=1&amp;b=2>\nsecond line',
    );
    expect(got.content).toMatchObject({ channel: BUILDS, channel_type: 'channel', user: 'U0MARA0001' });
    expect(JSON.parse(got.body)).toMatchObject({
      type: 'event_callback',
      team_id: 'T0TEAM0001',
      api_app_id: 'A0APP00001',
      event_id: expect.stringMatching(/^Ev/),
      authorizations: [{ is_bot: true, user_id: 'U0BOT00001' }],
    });
  });

  it('turn a code fence into preformatted rich text with unescaped words', async () => {
    await town.control('messages', { channel: BUILDS, text: 'look:\n```\nnpm ERR! <401> & out\n```' });
    const { content } = await town.bot.waitFor((one) => one.content.type === 'message');
    expect(content.blocks[0]?.elements).toEqual([
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'look:' }] },
      {
        type: 'rich_text_preformatted',
        border: 0,
        elements: [{ type: 'text', text: 'npm ERR! <401> & out' }],
      },
    ]);
  });

  it('send a mention beside the message, but not for a fenced @name', async () => {
    await town.control('messages', { channel: BUILDS, text: '@helper what is this?' });
    const mention = await town.bot.waitFor((one) => one.content.type === 'app_mention');
    expect(mention.content.text).toBe('<@U0BOT00001> what is this?');
    await town.control('messages', { channel: BUILDS, text: '```\n@helper/core@1.0\n```' });
    await town.workspace.settled();
    expect(town.bot.received.filter((one) => one.content.type === 'app_mention')).toHaveLength(1);
  });

  it('call a direct message im, without a mention', async () => {
    await town.control('messages', { channel: 'D0BOT00001', text: 'hi @helper' });
    await town.workspace.settled();
    expect(town.bot.received.map((one) => [one.content.type, one.content.channel_type])).toEqual([
      ['message', 'im'],
    ]);
  });

  it('tell of edits and deletions with both states', async () => {
    const { ts } = await town.control('messages', { channel: BUILDS, text: 'befor' });
    await town.control('edit', { channel: BUILDS, ts, text: 'before' });
    const edit = await town.bot.waitFor((one) => one.content.subtype === 'message_changed');
    expect(edit.content.message.text).toBe('before');
    expect(edit.content.previous_message.text).toBe('befor');
    expect(edit.content.user).toBeUndefined();
    await town.control('delete', { channel: BUILDS, ts });
    const gone = await town.bot.waitFor((one) => one.content.subtype === 'message_deleted');
    expect(gone.content).toMatchObject({ deleted_ts: ts, previous_message: { text: 'before' } });
  });

  it("replay another app's post as it was captured", async () => {
    const message = {
      subtype: 'bot_message',
      bot_id: 'B0CI',
      username: 'CI',
      attachments: [{ color: '#CB2431', title: 'Build #7' }],
    };
    await town.control('app-messages', { channel: BUILDS, message });
    const { content } = await town.bot.waitFor((one) => one.content.bot_id === 'B0CI');
    expect(content).toMatchObject({
      subtype: 'bot_message',
      text: '',
      attachments: [{ id: 1, color: 'CB2431' }],
    });
  });

  it('are redelivered three times, with number and reason, until a 2xx', async () => {
    town.bot.answer(() => ({ status: 500 }));
    await town.control('messages', { channel: BUILDS, text: 'hello' });
    await town.workspace.settled();
    const nums = town.bot.received.map((one) => one.headers['x-slack-retry-num']);
    expect(nums).toEqual([undefined, '1', '2', '3']);
    expect(town.bot.received[3]?.headers['x-slack-retry-reason']).toBe('http_error');
    const ids = new Set(town.bot.received.map((one) => JSON.parse(one.body).event_id));
    expect(ids.size).toBe(1);
  });

  it('are redelivered after a timeout and stop at the first success', async () => {
    await town.stop();
    town = await startTestWorkspace({ ackTimeoutMs: 60 });
    town.bot.answer((one) => ({ delayMs: one.headers['x-slack-retry-num'] === undefined ? 200 : 0 }));
    await town.control('messages', { channel: BUILDS, text: 'slow' });
    await town.workspace.settled();
    expect(town.bot.received.map((one) => one.headers['x-slack-retry-reason'])).toEqual([
      undefined,
      'http_timeout',
    ]);
  });

  it('show in the traffic list, beside the Web API calls', async () => {
    await town.control('messages', { channel: BUILDS, text: 'hello' });
    await town.workspace.settled();
    await town.api('chat.postMessage', { channel: BUILDS, text: 'answer' });
    const { traffic } = await town.look('traffic');
    const lines = traffic.map((one) => [one['direction'], one['name'], one['status']]);
    expect(lines).toContainEqual(['to-bot', 'event message', 200]);
    expect(lines).toContainEqual(['from-bot', 'chat.postMessage', 200]);
    expect(JSON.stringify(traffic)).not.toContain('xoxb-playground');
  });
});
