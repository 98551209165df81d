import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { startTestWorkspace, type TestWorkspace } from '../../support/playground-workspace.ts';

const BUILDS = 'C0BUILDS01';

let town: TestWorkspace;
beforeEach(async () => {
  town = await startTestWorkspace();
});
afterEach(() => town.stop());

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('the Web API', () => {
  it('serves the official client', async () => {
    const client = new WebClient('xoxb-playground', { slackApiUrl: `${town.url}/api/` });
    const who = await client.auth.test();
    expect(who).toMatchObject({ ok: true, bot_id: 'B0BOT00001', user_id: 'U0BOT00001' });
    const posted = await client.chat.postMessage({
      channel: BUILDS,
      text: 'hello',
      blocks: [section('*hello*')],
    });
    const replies = await client.conversations.replies({ channel: BUILDS, ts: posted.ts ?? '' });
    expect(replies.messages?.[0]).toMatchObject({
      text: 'hello',
      bot_id: 'B0BOT00001',
      app_id: 'A0APP00001',
    });
  });

  it.each([
    ['auth.test', {}, 'wrong', 'invalid_auth'],
    ['auth.test', {}, '', 'not_authed'],
    ['chat.destroyEverything', {}, 'xoxb-playground', 'unknown_method'],
    ['constructor', {}, 'xoxb-playground', 'unknown_method'],
    ['chat.postMessage', { channel: 'C404', text: 'x' }, 'xoxb-playground', 'channel_not_found'],
    ['chat.postMessage', { channel: BUILDS }, 'xoxb-playground', 'no_text'],
    ['chat.postMessage', { channel: BUILDS, text: 'x'.repeat(40_001) }, 'xoxb-playground', 'msg_too_long'],
    [
      'chat.postMessage',
      { channel: BUILDS, text: 'x', blocks: 'no json' },
      'xoxb-playground',
      'invalid_blocks_format',
    ],
    ['chat.update', { channel: BUILDS, ts: '1.0', text: 'x' }, 'xoxb-playground', 'message_not_found'],
    ['views.open', { trigger_id: 'made.up', view: {} }, 'xoxb-playground', 'invalid_trigger_id'],
  ])('%s refuses with its code', async (method, args, token, code) => {
    expect(await town.api(method, args, token)).toMatchObject({ ok: false, error: code });
  });

  it.each([
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), '/blocks'],
    ['a long section', [section('x'.repeat(3_001))], '/blocks/0/text/text'],
    [
      'a long header',
      [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
      '/blocks/0/text/text',
    ],
    ['an unknown block', [{ type: 'confetti' }], '/blocks/0/type'],
    [
      'two equal block ids',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      '/blocks/1/block_id',
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: Array(11).fill({ type: 'mrkdwn', text: 'x' }) }],
      '/blocks/0/fields',
    ],
    [
      'an empty rich text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: '' }] }],
        },
      ],
      '/blocks/0/elements/0/elements/0/text',
    ],
    [
      'a long button value',
      [
        {
          type: 'actions',
          elements: [{ type: 'button', text: { type: 'plain_text', text: 'x' }, value: 'v'.repeat(2_001) }],
        },
      ],
      '/blocks/0/elements/0/value',
    ],
  ])('refuses %s and says where', async (_name, blocks, pointer) => {
    const answer = await town.api('chat.postMessage', { channel: BUILDS, text: 'x', blocks });
    expect(answer.error).toBe('invalid_blocks');
    expect(answer.response_metadata.messages[0]).toContain(`[json-pointer:${pointer}]`);
  });

  it('accepts blocks at their limits', async () => {
    const blocks = Array.from({ length: 50 }, () => section('x'.repeat(3_000)));
    expect(await town.api('chat.postMessage', { channel: BUILDS, text: 'x', blocks })).toMatchObject({
      ok: true,
    });
  });

  it('normalises what it stores: links, ids, colours, derived rich text', async () => {
    const attachments = [
      { color: 'danger', title: 'Build failed', actions: [{ type: 'button', text: 'View' }] },
    ];
    const posted = await town.api('chat.postMessage', {
      channel: BUILDS,
      text: 'see https://ci.example.com/1, or <https://ci.example.com/2|two>',
      attachments,
    });
    expect(posted.message.text).toBe('see <https://ci.example.com/1>, or <https://ci.example.com/2|two>');
    expect(posted.message.blocks[0]['type']).toBe('rich_text');
    expect(posted.message.attachments[0]).toMatchObject({ id: 1, color: 'a30200', actions: [{ id: '1' }] });
  });

  it('threads replies, counts them and lists history without them', async () => {
    const root = await town.api('chat.postMessage', { channel: BUILDS, text: 'root' });
    const reply = await town.api('chat.postMessage', { channel: BUILDS, text: 'one', thread_ts: root.ts });
    await town.api('chat.postMessage', { channel: BUILDS, text: 'two', thread_ts: reply.ts });
    const history = await town.api('conversations.history', { channel: BUILDS });
    expect(history.messages).toHaveLength(1);
    expect(history.messages[0]).toMatchObject({ text: 'root', reply_count: 2 });
    const replies = await town.api('conversations.replies', { channel: BUILDS, ts: root.ts });
    expect(replies.messages.map((one) => one.text)).toEqual(['root', 'one', 'two']);
  });

  it('updates, reacts and deletes, but only its own messages', async () => {
    const mine = await town.api('chat.postMessage', { channel: BUILDS, text: 'draft' });
    await town.api('chat.update', { channel: BUILDS, ts: mine.ts, text: 'final' });
    await town.api('reactions.add', { channel: BUILDS, timestamp: mine.ts, name: 'eyes' });
    const again = await town.api('reactions.add', { channel: BUILDS, timestamp: mine.ts, name: 'eyes' });
    expect(again.error).toBe('already_reacted');
    const { messages } = await town.look(`messages?channel=${BUILDS}`);
    expect(messages[0]).toMatchObject({ text: 'final', reactions: [{ name: 'eyes', count: 1 }] });
    const theirs = await town.control('messages', { channel: BUILDS, text: 'hands off' });
    const refused = await town.api('chat.delete', { channel: BUILDS, ts: theirs.ts });
    expect(refused.error).toBe('cant_delete_message');
    await town.api('chat.delete', { channel: BUILDS, ts: mine.ts });
    expect((await town.look(`messages?channel=${BUILDS}`)).messages).toHaveLength(1);
  });

  it('keeps out other sites', async () => {
    const foreign = await fetch(`${town.url}/control/reset`, {
      method: 'POST',
      headers: { origin: 'https://evil.example.com' },
    });
    expect(foreign.status).toBe(403);
  });
});
