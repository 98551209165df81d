import { describe, expect, it } from '@jest/globals';
import { readDelivery } from '../../../../../src/adapters/slack/read-delivery.ts';
import { readSlackMessage } from '../../../../../src/adapters/slack/read-message.ts';
import type { ChatMessage } from '../../../../../src/core/submission/chat-message.ts';

const US = { userId: 'UBOT', botId: 'BBOT', appId: 'ABOT', teamId: 'T1' };

function read(event: object): ChatMessage {
  const message = readSlackMessage({ type: 'message', channel: 'C1', ts: '1.0', ...event }, US);
  if (message === null) throw new Error('no message was read');
  return message;
}

function preformatted(text: string) {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

describe('a forwarded message', () => {
  it('is read as what was forwarded, with its blocks and files', () => {
    const message = read({
      user: 'U1',
      text: 'who knows this?',
      attachments: [
        {
          is_share: true,
          is_msg_unfurl: true,
          from_url: 'https://acme.slack.example.com/archives/C2/p1',
          text: 'npm error code E403',
          message_blocks: [{ message: { blocks: [preformatted('npm error code E403\n  at line 2')] } }],
          files: [
            {
              id: 'F9',
              name: 'build.log',
              size: 5,
              filetype: 'text',
              url_private: 'https://f.example.com/9',
            },
          ],
        },
      ],
    });
    expect(message.unfurl).toBe(false);
    expect(message.code).toEqual(['npm error code E403\n  at line 2']);
    expect(message.prose).toBe('who knows this?');
    expect(message.files.map(({ id }) => id)).toEqual(['F9']);
  });

  it('without blocks is read from its text', () => {
    const forwarded = { is_share: true, text: '```\nHTTP 403 &amp; more\n```' };
    expect(read({ user: 'U1', attachments: [forwarded] }).code).toEqual(['HTTP 403 & more']);
  });

  it("is none when Slack unfolds a link, or when a bot's post shares it", () => {
    const link = {
      is_msg_unfurl: true,
      from_url: 'https://acme.slack.example.com/archives/C2/p1',
      text: 'HTTP 403',
    };
    expect(read({ user: 'U1', text: 'see there', attachments: [link] })).toMatchObject({
      text: 'see there',
      unfurl: true,
    });
    const shared = { is_share: true, text: 'HTTP 403' };
    expect(read({ bot_id: 'B2', attachments: [shared] })).toMatchObject({ text: '', unfurl: true });
  });
});

describe('a mail to a channel', () => {
  const MAIL = {
    id: 'F2',
    mode: 'email',
    filetype: 'email',
    subject: '[acme/ui] Run failed: CI - main',
    plain_text: 'CI failed\r\nsee https://ci.example.com/acme/ui/runs/4',
    url_private: 'https://files.example.com/2',
  };

  it('is read as its subject, words and links, and is nobody here', () => {
    const message = read({ user: 'USLACKBOT', subtype: 'file_share', files: [MAIL] });
    expect(message.author.kind).toBe('bot');
    expect(message.email).toBe(true);
    expect(message.text).toBe('CI failed\nsee https://ci.example.com/acme/ui/runs/4');
    expect(message.pieces.map(({ slot, text }) => [slot, text.split('\r\n')[0]])).toEqual([
      ['title', '[acme/ui] Run failed: CI - main'],
      ['text', 'CI failed'],
    ]);
    expect(message.pieces[1]?.links).toEqual([
      { url: 'https://ci.example.com/acme/ui/runs/4', text: 'https://ci.example.com/acme/ui/runs/4' },
    ]);
    expect(message.files).toEqual([]);
  });

  it('that a person drops into a channel is theirs', () => {
    expect(read({ user: 'U1', subtype: 'file_share', files: [MAIL] }).author.kind).toBe('person');
  });
});

describe('files', () => {
  it('that are gone, hidden or kept elsewhere are not there', () => {
    const files = ['tombstone', 'hidden_by_limit', 'external'].map((mode) => ({ id: `F${mode}`, mode }));
    expect(read({ user: 'U1', subtype: 'file_share', files }).files).toEqual([]);
  });

  it('tell a snippet from an upload, and one that must be asked for', () => {
    const files = [
      {
        id: 'F1',
        mode: 'snippet',
        filetype: 'shell',
        name: 'Untitled',
        url_private: 'https://f.example.com/1',
      },
      { id: 'F2', file_access: 'check_file_info' },
    ];
    expect(read({ user: 'U1', files }).files).toMatchObject([
      { snippet: true, url: 'https://f.example.com/1' },
      { snippet: false, url: '' },
    ]);
  });

  it.each([
    ['file_shared', 'file'],
    ['file_deleted', 'deleted'],
  ])('%s is a message of its own kind', (type, change) => {
    const event = { type, file_id: 'F7', channel_id: 'C3', user_id: 'U1', event_ts: '9.0' };
    expect(readSlackMessage(event, US)).toMatchObject({ change, channel: 'C3', files: [{ id: 'F7' }] });
  });

  it('that we uploaded ourselves are ours', () => {
    const event = { type: 'file_shared', file_id: 'F7', channel_id: 'C3', user_id: 'UBOT', event_ts: '9.0' };
    expect(readSlackMessage(event, US)?.author.kind).toBe('self');
  });
});

describe('a delivery', () => {
  const event = { type: 'message', channel: 'C1', user: 'U1', ts: '1.0', text: 'x' };

  it('tells whether strangers read along', () => {
    expect(readDelivery({ event, is_ext_shared_channel: true }, US)?.external).toBe(true);
    expect(readDelivery({ event }, US)?.external).toBe(false);
  });

  it('is nothing without a message in it', () => {
    expect(readDelivery({ event: { type: 'team_join' } }, US)).toBeNull();
    expect(readDelivery(null, US)).toBeNull();
  });

  it('of a parent that leaves a gravestone is a deletion', () => {
    const message = { ts: '4.0', subtype: 'tombstone', text: 'This message was deleted.' };
    const tombstone = { type: 'message', subtype: 'message_changed', channel: 'C1', ts: '5.0', message };
    expect(readDelivery({ event: tombstone }, US)).toMatchObject({ change: 'deleted', id: '4.0' });
  });
});
