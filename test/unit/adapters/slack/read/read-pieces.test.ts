import { describe, expect, it } from '@jest/globals';
import { readSlackMessage } from '../../../../../src/adapters/slack/read-message.ts';
import type { MessagePiece } from '../../../../../src/core/submission/chat-message.ts';

const US = { userId: null, botId: null, appId: null, teamId: null };

function piecesOf(event: object): readonly MessagePiece[] {
  return readSlackMessage({ type: 'message', ts: '1.0', bot_id: 'B1', ...event }, US)?.pieces ?? [];
}

describe('the pieces of an alert', () => {
  it('reads an attachment in order, with its colour, links and marks', () => {
    const pieces = piecesOf({
      text: '',
      attachments: [
        {
          color: 'danger',
          pretext: 'Build *failed*',
          author_name: 'Ada',
          author_link: 'https://git.example.com/ada',
          title: 'Pipeline #7',
          title_link: 'https://git.example.com/p/7?a=1&b=2',
          text: 'on <https://git.example.com/c?a=1&amp;b=2|`c0ffee1`>',
          fields: [{ title: 'Branch', value: '<https://git.example.com/b|main>', short: true }, 'junk'],
          actions: [{ type: 'button', text: 'View', url: 'https://git.example.com/p/7' }],
          footer: 'acme/api',
          fallback: 'Pipeline #7 failed',
        },
      ],
    });
    expect(pieces.map(({ slot, label, text }) => [slot, label, text])).toEqual([
      ['pretext', null, 'Build failed'],
      ['author', null, 'Ada'],
      ['title', null, 'Pipeline #7'],
      ['text', null, 'on c0ffee1'],
      ['field', 'Branch', 'main'],
      ['button', 'View', 'View'],
      ['footer', null, 'acme/api'],
      ['fallback', null, 'Pipeline #7 failed'],
    ]);
    expect(pieces.every((piece) => piece.color === 'a30200')).toBe(true);
    expect(pieces[0]?.marked).toEqual(['failed']);
    expect(pieces[2]?.links).toEqual([{ url: 'https://git.example.com/p/7?a=1&b=2', text: 'Pipeline #7' }]);
    expect(pieces[3]?.links).toEqual([{ url: 'https://git.example.com/c?a=1&b=2', text: 'c0ffee1' }]);
    expect(pieces[3]?.marked).toEqual(['c0ffee1']);
  });

  it('reads blocks of every kind that alerts use', () => {
    const pieces = piecesOf({
      text: "This content can't be displayed.",
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Job failed & stopped' } },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: 'Build <https://ci.example.com/1|#1>' },
          fields: [
            { type: 'mrkdwn', text: '*Branch*: main' },
            { type: 'mrkdwn', text: '*Job:*\n`unit`' },
            { type: 'mrkdwn', text: '*failed*' },
          ],
          accessory: {
            type: 'button',
            text: { type: 'plain_text', text: 'Logs' },
            url: 'https://ci.example.com/l',
          },
        },
        {
          type: 'context',
          elements: [
            { type: 'image', alt_text: 'x' },
            { type: 'mrkdwn', text: 'by ada' },
          ],
        },
        {
          type: 'actions',
          elements: [
            { type: 'button', text: { type: 'plain_text', text: 'Open' }, url: 'https://ci.example.com/o' },
          ],
        },
        'junk',
      ],
    });
    expect(pieces.map(({ slot, label, text }) => [slot, label, text])).toEqual([
      ['header', null, 'Job failed & stopped'],
      ['section', null, 'Build #1'],
      ['field', 'Branch', 'main'],
      ['field', 'Job', 'unit'],
      ['field', null, 'failed'],
      ['button', 'Logs', 'Logs'],
      ['context', null, 'by ada'],
      ['button', 'Open', 'Open'],
    ]);
    expect(pieces[5]?.links).toEqual([{ url: 'https://ci.example.com/l', text: 'Logs' }]);
  });

  it('does not say twice what Slack derived from the text', () => {
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'emoji', name: 'x' },
              { type: 'text', text: ' Build ' },
              { type: 'text', text: 'failed', style: { bold: true } },
            ],
          },
        ],
      },
    ];
    expect(piecesOf({ text: ':x: Build *failed*', blocks })).toHaveLength(1);
    expect(piecesOf({ text: 'something else', blocks }).map(({ text, marked }) => [text, marked])).toEqual([
      ['something else', []],
      [':x: Build failed', ['failed']],
    ]);
  });

  it.each([
    ['good', '2eb886'],
    ['warning', 'daa038'],
    ['#A30200', 'a30200'],
    ['2EB886', '2eb886'],
    ['reddish', null],
  ])('colour %s is %s', (color, hex) => {
    expect(piecesOf({ attachments: [{ color, text: 'x' }] })[0]?.color).toBe(hex);
  });

  it('gives the colour to blocks inside an attachment and leaves stock sentences out', () => {
    const pieces = piecesOf({
      attachments: [
        {
          color: '#bb2124',
          fallback: '[no preview available]',
          blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'FAILURE' } }],
        },
      ],
    });
    expect(pieces).toEqual([
      { slot: 'section', label: null, text: 'FAILURE', links: [], marked: [], color: 'bb2124' },
    ]);
  });
});
