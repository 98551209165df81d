import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import { type SummaryServer, startSummaryServer } from '../../support/summary-server.ts';

const LOG = 'test/fixtures/summarizer/logs/npm-publish-403.log';
const SENTENCE =
  'npm.example.com refused the PUT of @acme/ui with 403: the account is known but may not publish it.';
const ANSWER = { candidate: 'r1', lines: [9], sentence: SENTENCE, nextSteps: [] };

let server: SummaryServer;
beforeEach(async () => {
  server = await startSummaryServer();
});
afterEach(() => server.stop());

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const said = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    write: (text: string) => {
      said[name] += text;
    },
    isTerminal: false,
    columns: 100,
  });
  const stdin = (async function* () {})();
  const terminal = { stdin, stdinIsTerminal: true, stdout: output('out'), stderr: output('err'), env };
  return { code: await runCommandLine(['analyze', ...args, LOG], terminal), ...said };
}

function configured() {
  return { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: server.url, FAULTLINE_MODEL: 'small-1' };
}

describe('faultline analyze --summarize', () => {
  it('adds the checked sentence, as text and as JSON', async () => {
    server.reply(() => ({ kind: 'stream', text: JSON.stringify(ANSWER) }));
    const text = await run(['--summarize'], configured());
    expect(text.code).toBe(0);
    expect(text.out.replace(/\s+/g, ' ')).toContain(SENTENCE);
    const json = await run(['--summarize', '--format', 'json'], configured());
    expect(JSON.parse(json.out)).toMatchObject({ summary: { ...ANSWER, model: 'small-1' } });
  });

  it('says on stderr why there is none, and leaves the card as it was', async () => {
    server.reply(() => ({ kind: 'whole', text: JSON.stringify({ ...ANSWER, candidate: 'r9' }) }));
    const plain = await run([]);
    const lied = await run(['--summarize'], configured());
    expect(lied).toMatchObject({ code: 0, out: plain.out });
    expect(lied.err).toContain('did not pass the checks (unknown-candidate)');
  });

  it('without a key names what is missing and ends with 2', async () => {
    expect(await run(['--summarize'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('OPENAI_API_KEY'),
    });
    expect(await run(['--dry-run'])).toMatchObject({ code: 2, err: expect.stringContaining('--summarize') });
  });

  it('with --dry-run prints exactly what would be sent, and sends nothing', async () => {
    const dry = await run(['--summarize', '--dry-run'], configured());
    expect(server.connections()).toBe(0);
    server.reply(() => ({ kind: 'stream', text: JSON.stringify(ANSWER) }));
    await run(['--summarize'], configured());
    expect(server.calls).toEqual([JSON.parse(dry.out)]);
  });

  it('the docs show that very dry run', async () => {
    const { out, err } = await run(['--summarize', '--dry-run']);
    const docs = readFileSync('docs/summarizer.md', 'utf8');
    const [, shown = ''] = /```json\n([\s\S]*?)\n```/.exec(docs) ?? [];
    const sent = JSON.parse(out) as { messages: { content: string }[] };
    expect(JSON.parse(shown)).toEqual(JSON.parse(sent.messages[1]?.content ?? ''));
    expect(docs).toContain(sent.messages[0]?.content);
    expect(docs).toContain(err.trim());
  });
});
