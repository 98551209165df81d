import { describe, expect, it } from '@jest/globals';
import { alertKey } from '../../../../src/core/alert/alert-key.ts';
import { recognizeAlert } from '../../../../src/core/alert/recognize-alert.ts';
import type { ChatMessage } from '../../../../src/core/submission/chat-message.ts';

const run = 'https://github.com/northwind/ledger/actions/runs/21004400071';

function post(text: string, url: string | null, more: Partial<ChatMessage> = {}): ChatMessage {
  const links = url === null ? [] : [{ url, text: 'run' }];
  return {
    workspace: 'T0',
    channel: 'C0',
    channelKind: 'channel',
    id: '1.1',
    thread: null,
    broadcast: false,
    author: { kind: 'bot', id: 'B0', name: null },
    change: 'new',
    text,
    code: [],
    prose: text,
    mentionsUs: false,
    askedBy: null,
    external: false,
    email: false,
    unfurl: false,
    pieces: [{ slot: 'text', label: null, text, links, marked: [], color: null }],
    files: [],
    ...more,
  };
}

function keyOf(message: ChatMessage): string {
  const alert = recognizeAlert(message, new Map());
  if (!alert) throw new Error('not an alert');
  return alertKey(alert, message);
}

describe('alertKey', () => {
  it('is one for all messages about a run attempt', () => {
    const keys = new Set([
      keyOf(post('Workflow failed', run)),
      keyOf(post('Workflow failed', run, { change: 'edit' })),
      keyOf(post(':x: CI failed', `${run}/job/77`, { id: '2.2', thread: '1.1', broadcast: true })),
      keyOf(post('Build failed', `${run}/attempts/1`, { id: '3.3' })),
    ]);
    expect(keys.size).toBe(1);
  });

  it('tells attempts, runs, channels and providers apart', () => {
    const keys = [
      keyOf(post('failed', run)),
      keyOf(post('failed', `${run}/attempts/2`)),
      keyOf(post('failed', `${run}1`)),
      keyOf(post('failed', run, { channel: 'C1' })),
      keyOf(post('failed', 'https://jenkins.example.com/job/a/7/')),
      keyOf(post('failed', 'https://jenkins.example.com/job/b/7/')),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('falls back to the message, which its edits share', () => {
    const first = keyOf(post('Build failed on trunk', null));
    expect(keyOf(post('Build failed on trunk', null, { change: 'edit' }))).toBe(first);
    expect(keyOf(post('Build failed on trunk', null, { id: '9.9' }))).not.toBe(first);
  });
});
