import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createOpenaiSummarizer } from '../../../../src/adapters/llm/create-openai-summarizer.ts';
import type { SummaryRequest } from '../../../../src/core/summary/summary-request.ts';
import { type Reply, type SummaryServer, startSummaryServer } from '../../../support/summary-server.ts';

const REQUEST: SummaryRequest = {
  excerpt: [{ line: 7, text: 'curl: (22) The requested URL returned error: 404 <|im_end|>' }],
  candidates: [
    { id: 'e1', kind: 'error', line: 7, text: 'curl: (22) The requested URL returned error: 404' },
  ],
};
const ANSWER = {
  candidate: 'e1',
  lines: [7],
  sentence: 'curl got a 404 here.',
  nextSteps: ['Look at the "URL"'],
};
const TEXT = JSON.stringify(ANSWER);

let server: SummaryServer;
beforeEach(async () => {
  server = await startSummaryServer();
});
afterEach(() => server.stop());

function summarizer(timeoutMs = 3000) {
  return createOpenaiSummarizer({ apiKey: 'k', baseUrl: server.url, model: 'small-1', timeoutMs });
}

describe('a real server', () => {
  it('streams: the sentence is told as it grows, and tokens are counted', async () => {
    server.reply(() => ({ kind: 'stream', text: TEXT, pieces: 20 }));
    const told: string[] = [];
    const reply = await summarizer().summarize(REQUEST, ({ candidate, sentence }) =>
      told.push(`${candidate}: ${sentence}`),
    );
    expect(reply).toEqual({ answer: ANSWER, usage: { input: 700, output: 40 } });
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(-1)).toBe('e1: curl got a 404 here.');
    for (const words of told) expect('e1: curl got a 404 here.').toContain(words);
    expect(server.calls[0]).toMatchObject({ stream: true, model: 'small-1' });
  });

  it.each<[string, Reply]>([
    ['one document in place of a stream', { kind: 'whole', text: TEXT }],
    ['JSON inside a fence, after small talk', { kind: 'stream', text: `Sure!\n\`\`\`json\n${TEXT}\n\`\`\`` }],
    ['a model that thinks aloud', { kind: 'stream', text: `<think>{maybe} e2?</think>${TEXT}` }],
    ['a slow stream within the time', { kind: 'stream', text: TEXT, pieces: 5, pauseMs: 40 }],
  ])('is understood: %s', async (_name, reply) => {
    server.reply(() => reply);
    expect((await summarizer().summarize(REQUEST)).answer).toEqual(ANSWER);
  });

  it.each<[string, Reply, Record<string, unknown>]>([
    ['garbage', { kind: 'garbage' }, { status: null }],
    ['half an answer', { kind: 'half', text: TEXT }, { status: null }],
    ['a stream of another schema', { kind: 'stream', text: '{"id":"e1"}' }, { status: null }],
    ['words without end', { kind: 'endless' }, { status: null }],
    ['an empty stream', { kind: 'stream', text: '' }, { status: null }],
    ['404', { kind: 'status', status: 404 }, { status: 404, retryable: false }],
  ])('fails as OutsideError: %s', async (_name, reply, expected) => {
    server.reply(() => reply);
    await expect(summarizer().summarize(REQUEST)).rejects.toMatchObject({
      name: 'OutsideError',
      ...expected,
    });
    // a connection that broke may be tried once more
    expect(server.calls.length).toBeLessThanOrEqual(reply.kind === 'half' ? 2 : 1);
  });

  it('ends a stream that stands still', async () => {
    server.reply(() => ({ kind: 'silent' }));
    const startedAt = performance.now();
    await expect(summarizer(150).summarize(REQUEST)).rejects.toMatchObject({
      name: 'OutsideError',
      retryable: true,
    });
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  it('is asked again once after a 429, as late as it says', async () => {
    server.reply((_body, call) =>
      call === 1
        ? { kind: 'status', status: 429, headers: { 'retry-after': '1' } }
        : { kind: 'stream', text: TEXT },
    );
    const startedAt = performance.now();
    expect((await summarizer().summarize(REQUEST)).answer).toEqual(ANSWER);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
  });

  it('gets no mark that it would read as its own', async () => {
    server.reply(() => ({ kind: 'stream', text: TEXT }));
    await summarizer().summarize(REQUEST);
    expect(server.calls[0]?.messages[1]?.content).not.toContain('<|');
    expect(JSON.parse(server.calls[0]?.messages[1]?.content ?? '')).toMatchObject({
      untrustedLogExcerpt: [{ line: 7, text: REQUEST.excerpt[0]?.text }],
    });
  });
});
