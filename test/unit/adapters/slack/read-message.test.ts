import { describe, expect, it } from '@jest/globals';
import { readSlackMessage } from '../../../../src/adapters/slack/read-message.ts';
import type { ChatMessage } from '../../../../src/core/submission/chat-message.ts';

const US = { userId: 'UBOT', botId: 'BBOT', appId: 'ABOT', teamId: 'T1' };

function read(event: object): ChatMessage {
  const message = readSlackMessage({ type: 'message', channel: 'C1', ts: '1.0', ...event }, US);
  if (message === null) throw new Error('no message was read');
  return message;
}

function typed(text: string): ChatMessage {
  return read({ user: 'U1', text });
}

function richText(...elements: readonly object[]) {
  return { type: 'rich_text', block_id: 'b', elements };
}

describe("what Slack's text becomes", () => {
  it.each([
    ['a &amp;&amp; b &lt;c&gt;', 'a && b <c>'],
    ['&amp;lt; stays once decoded', '&lt; stays once decoded'],
    ['PUT <https://npm.example.com/@acme%2fui> 403', 'PUT https://npm.example.com/@acme%2fui 403'],
    ['see <http://api.example.com|api.example.com>:443', 'see api.example.com:443'],
    ['by <mailto:ci@example.com|ci@example.com>', 'by ci@example.com'],
    ['by <mailto:ci@example.com>', 'by ci@example.com'],
    ['ask <@U2> or <@U3|jane>', 'ask @U2 or @jane'],
    ['in <#C2|builds> and <#C3>', 'in #builds and #C3'],
    ['<!here> <!subteam^S1|@ops> <!date^1746057600^{date}|1 May>', '@here @ops 1 May'],
    [':x: the build :tada:', ':x: the build :tada:'],
  ])('%j reads %j', (raw, text) => {
    expect(typed(raw).text).toBe(text);
  });

  it('takes a fence away, keeps what was in it, and knows words from code', () => {
    const message = typed('this fails:\n```\nnpm error code E403\n  at line 2\n```\nany idea?');
    expect(message.text).toBe('this fails:\nnpm error code E403\n  at line 2\nany idea?');
    expect(message.code).toEqual(['npm error code E403\n  at line 2']);
    expect(message.prose).toBe('this fails:\nany idea?');
  });

  it.each([
    ['on one line', '```fatal: Authentication failed```', 'fatal: Authentication failed'],
    ['never closed', 'look\n```\nHTTP 403', 'look\nHTTP 403'],
    ['with a language', '```bash\ncurl -f example\n```', 'curl -f example'],
    ['empty', '``````', ''],
  ])('reads a fence %s', (_name, raw, text) => {
    expect(typed(raw).text).toBe(text);
  });

  it('takes single backticks for a block when they stand around several lines', () => {
    const message = typed('`npm error code E403\nnpm error 403 Forbidden`');
    expect(message.text).toBe('npm error code E403\nnpm error 403 Forbidden');
    expect(message.prose).toBe('');
  });

  it('strips backticks around a line, and leaves those that a compiler printed', () => {
    expect(typed('`HTTP 403`').text).toBe('HTTP 403');
    expect(typed('cannot find value `foo` in this scope').text).toBe('cannot find value `foo` in this scope');
    expect(typed('cannot find value `foo` in this scope').code).toEqual(['foo']);
  });

  it('unquotes quoted lines but not the echo of npm', () => {
    expect(typed('&gt; HTTP 403\n&gt; denied').text).toBe('HTTP 403\ndenied');
    expect(typed('&gt; ui@1.0.0 build\n&gt; tsc -p .').text).toBe('> ui@1.0.0 build\n> tsc -p .');
  });

  it('straightens bent quotes in commands and data, never in prose or in code', () => {
    expect(typed('curl -H “Accept: text/plain” x').text).toBe('curl -H "Accept: text/plain" x');
    expect(typed('{“code”: 403}').text).toBe('{"code": 403}');
    expect(typed('he said “it is broken”').text).toBe('he said “it is broken”');
    expect(typed('error: ‘foo’ was not declared').text).toBe('error: ‘foo’ was not declared');
    expect(typed('```x = “y”```').text).toBe('x = “y”');
  });

  it("prefers the editor's own tree to the text that was made from it", () => {
    const message = read({
      user: 'U1',
      text: 'why?\n```  indented *not bold*\nsee <https://ci.example.com/1>```',
      blocks: [
        richText(
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'why?\n' }] },
          {
            type: 'rich_text_preformatted',
            elements: [
              { type: 'text', text: '  indented *not bold*\nsee ' },
              { type: 'link', url: 'https://ci.example.com/1' },
            ],
          },
        ),
      ],
    });
    expect(message.text).toBe('why?\n  indented *not bold*\nsee https://ci.example.com/1');
    expect(message.code).toEqual(['  indented *not bold*\nsee https://ci.example.com/1']);
    expect(message.prose).toBe('why?');
  });

  it('reads lists, quotes, emoji and mentions out of a tree', () => {
    const section = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] });
    const message = read({
      user: 'U1',
      text: '',
      blocks: [
        richText(
          { type: 'rich_text_list', style: 'ordered', elements: [section('one'), section('two')] },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
          {
            type: 'rich_text_section',
            elements: [{ type: 'emoji', name: 'x' }, { type: 'user', user_id: 'U9' }, 'not a node'],
          },
        ),
      ],
    });
    expect(message.text).toBe('1. one\n2. two\nquoted\n:x:@U9');
  });

  it('knows when it is asked by name, and leaves the name out', () => {
    const asked = typed('<@UBOT> HTTP 403');
    expect(asked.mentionsUs).toBe(true);
    expect(asked.text).toBe('HTTP 403');
    expect(typed('<@UOTHER> HTTP 403').mentionsUs).toBe(false);
  });

  it('reads a long line of marks in a blink', () => {
    const started = Date.now();
    for (const bait of ['*a', '_a ', '`', '<', '&gt; ', '```', '“ -']) typed(bait.repeat(40_000));
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});

describe('who wrote it, and what happened', () => {
  it.each([
    ['a person', { user: 'U1' }, { kind: 'person', id: 'U1' }],
    [
      'an app',
      { user: 'U2', bot_id: 'B2', bot_profile: { id: 'B2', name: 'CI' } },
      { kind: 'bot', id: 'B2', name: 'CI' },
    ],
    [
      'a webhook',
      { subtype: 'bot_message', bot_id: 'B3', username: 'Deploys' },
      { kind: 'bot', name: 'Deploys' },
    ],
    ['us, by bot id', { bot_id: 'BBOT', subtype: 'bot_message' }, { kind: 'self' }],
    ['us, by user id', { user: 'UBOT' }, { kind: 'self' }],
    ['us, by app id', { user: 'UX', bot_id: 'BX', app_id: 'ABOT' }, { kind: 'self' }],
    ['Slackbot', { user: 'USLACKBOT' }, { kind: 'system' }],
    ['a join', { user: 'U1', subtype: 'channel_join' }, { kind: 'system' }],
  ])('%s', (_name, event, author) => {
    expect(read({ text: 'x', ...event }).author).toMatchObject(author);
  });

  it('gives an edit as the new state under the id of the message', () => {
    const message = read({
      subtype: 'message_changed',
      ts: '9.0',
      message: { type: 'message', user: 'U1', text: 'HTTP 403', ts: '5.0', thread_ts: '4.0' },
      previous_message: { type: 'message', user: 'U1', text: 'old', ts: '5.0' },
    });
    expect(message).toMatchObject({ change: 'edit', id: '5.0', thread: '4.0', text: 'HTTP 403' });
    expect(message.author).toMatchObject({ kind: 'person', id: 'U1' });
  });

  it('sees an edit of our own message as ours', () => {
    const message = read({
      subtype: 'message_changed',
      message: { user: 'UBOT', bot_id: 'BBOT', text: 'card', ts: '5.0' },
    });
    expect(message.author.kind).toBe('self');
  });

  it('has other events for other things, and broadcasts', () => {
    expect(read({ subtype: 'message_deleted', deleted_ts: '3.0' })).toMatchObject({
      change: 'deleted',
      id: '3.0',
    });
    expect(read({ subtype: 'channel_topic', user: 'U1' }).change).toBe('other');
    const broadcast = read({ subtype: 'thread_broadcast', bot_id: 'B2', thread_ts: '0.5', text: 'failed' });
    expect(broadcast).toMatchObject({ broadcast: true, thread: '0.5', change: 'new' });
  });

  it.each([
    [{ channel_type: 'im' }, 'direct'],
    [{ channel_type: 'group' }, 'private'],
    [{ channel_type: 'mpim' }, 'group'],
    [{ type: 'app_mention' }, 'channel'],
    [{ channel: 'D1' }, 'direct'],
    [{ channel: 'G1' }, null],
  ])('%j is in a %s', (event, kind) => {
    expect(read({ user: 'U1', text: 'x', ...event }).channelKind).toBe(kind);
  });

  it('tells unfurls and shares from cards', () => {
    const unfurled = {
      user: 'U1',
      text: 'see link',
      attachments: [{ from_url: 'https://ci.example.com/1', title: 'Run failed' }],
    };
    expect(read(unfurled).unfurl).toBe(true);
    const card = {
      bot_id: 'B2',
      attachments: [{ title: 'Run failed' }, { from_url: 'https://ci.example.com/1', title: 'y' }],
    };
    expect(read(card)).toMatchObject({ unfurl: false });
    expect(read(card).pieces.map((piece) => piece.text)).toEqual(['Run failed']);
  });

  it('reads files', () => {
    const file = {
      id: 'F1',
      name: 'build.log',
      size: 12,
      filetype: 'text',
      url_private_download: 'https://files.example.com/1',
    };
    expect(read({ user: 'U1', subtype: 'file_share', files: [file, 'junk'] }).files).toEqual([
      {
        id: 'F1',
        name: 'build.log',
        bytes: 12,
        type: 'text',
        url: 'https://files.example.com/1',
        snippet: false,
      },
    ]);
  });

  it.each([null, 7, 'text', {}, { type: 'reaction_added', ts: '1.0' }, { type: 'message' }])(
    '%j is no message',
    (event) => {
      expect(readSlackMessage(event, US)).toBeNull();
    },
  );
});
