import { describe, expect, it } from '@jest/globals';
import { recognizeAlert } from '../../../../src/core/alert/recognize-alert.ts';
import type { ChatMessage, MessagePiece } from '../../../../src/core/submission/chat-message.ts';

const run = 'https://github.com/northwind/ledger/actions/runs/9001';

function piece(text: string, more: Partial<MessagePiece> = {}): MessagePiece {
  return { slot: 'text', label: null, text, links: [], marked: [], color: null, ...more };
}

function post(...pieces: readonly MessagePiece[]): ChatMessage {
  return {
    workspace: 'T0',
    channel: 'C0',
    channelKind: 'channel',
    id: '1.1',
    thread: null,
    broadcast: false,
    author: { kind: 'bot', id: 'B0', name: null },
    change: 'new',
    text: '',
    code: [],
    prose: '',
    mentionsUs: false,
    askedBy: null,
    external: false,
    email: false,
    unfurl: false,
    pieces,
    files: [],
  };
}

const link = piece('Open', { slot: 'button', label: 'Open', links: [{ url: run, text: 'Open' }] });

describe('recognizeAlert', () => {
  it('lets a status field decide over every other word', () => {
    const status = (value: string) => piece(value, { slot: 'field', label: 'Status' });
    expect(recognizeAlert(post(piece('Fix failing build'), status('Success'), link), new Map())).toBeNull();
    expect(recognizeAlert(post(piece('Success page'), status('Failure'), link), new Map())).not.toBeNull();
  });

  it('counts one failure among several status fields', () => {
    const fields = ['Success', 'Failed', 'Success'].map((value) =>
      piece(value, { slot: 'field', label: 'Result' }),
    );
    expect(recognizeAlert(post(...fields, link), new Map())).not.toBeNull();
  });

  it('asks the colour only when no word speaks', () => {
    const red = { color: 'd00000' };
    expect(recognizeAlert(post(piece('Verify #7', red), link), new Map())).not.toBeNull();
    expect(recognizeAlert(post(piece('Verify #7 was cancelled', red), link), new Map())).toBeNull();
    expect(recognizeAlert(post(piece('Latency is high', red)), new Map())).toBeNull();
  });

  it('takes titles of commits and requests for quotations', () => {
    const title = {
      links: [{ url: 'https://github.com/northwind/ledger/pull/5', text: 'Mend failed login' }],
    };
    expect(recognizeAlert(post(piece('Mend failed login', title), link), new Map())).toBeNull();
  });

  it('answers as a thread starter even when it names its own id as thread', () => {
    const message = post(piece('Build failed'), link);
    expect(recognizeAlert({ ...message, thread: message.id }, new Map())?.runId).toBe('9001');
    expect(recognizeAlert({ ...message, thread: '0.9' }, new Map())).toBeNull();
  });

  it('reads self-hosted servers only as configured', () => {
    const drone = { links: [{ url: 'https://ci.example.com/northwind/ledger/7', text: 'run' }] };
    const message = post(piece('Build failed', drone));
    expect(recognizeAlert(message, new Map())?.provider).toBeNull();
    expect(recognizeAlert(message, new Map([['ci.example.com', 'drone']]))).toMatchObject({
      provider: 'drone',
      repo: 'northwind/ledger',
      runId: '7',
    });
  });

  it('stays fast on long hostile text', () => {
    const baits = [
      'a/',
      '(a) ',
      'by A',
      "job '",
      'Branch: ',
      ' | ',
      'a@b/',
      '#1 (',
      ':x: ',
      'https://a/',
      '- #1 ',
      'on a',
      '\n',
    ];
    const before = performance.now();
    for (const bait of baits) {
      const text = bait.repeat(Math.ceil(40_000 / bait.length));
      recognizeAlert(post(piece(text, { marked: [text.slice(0, 100)] }), link), new Map());
    }
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
