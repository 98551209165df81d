import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { runCli } from './run-cli.ts';

const LOG = [
  '```',
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You may not publish "@acme/ui"',
  'npm error A complete log of this run can be found in: /home/runner/.npm/_logs/debug-0.log',
  '```',
].join('\n');
const PASTE = { type: 'message', channel: 'C1', ts: '1.0', user: 'U1', text: LOG };
const CHAT = { type: 'message', ts: '2017-05-11T15:46:08.512661', user: 'Ann', text: 'is 403 the new 404?' };
const ALERT = {
  type: 'message',
  subtype: 'bot_message',
  bot_id: 'B1',
  channel: 'C1',
  ts: '2.0',
  text: '',
  attachments: [
    {
      color: 'danger',
      text: 'acme/api: Pipeline <https://gitlab.com/acme/api/-/pipelines/1523400911|#1523400911> of branch <https://gitlab.com/acme/api/-/commits/main|main> by Ann (ann) has failed in 03:12',
      fallback: 'acme/api: Pipeline #1523400911 of branch main has failed',
    },
  ],
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-backtest-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function replay(
  lines: readonly (object | string)[],
  ...argv: string[]
): Promise<Record<string, unknown>[]> {
  const path = join(folder, 'events.jsonl');
  await writeFile(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  const run = await runCli(['backtest', path, '--format', 'json', ...argv]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('faultline backtest', () => {
  it('prints one line for each line, in order, with the keys of the contract', async () => {
    const lines = await replay([CHAT, PASTE, ALERT]);
    expect(lines).toMatchObject([
      { channel: null, ts: CHAT.ts, decision: 'ignore', diagnosis: null, alert: null },
      { channel: 'C1', ts: '1.0', decision: 'diagnose', alert: null },
      { channel: 'C1', ts: '2.0', decision: 'alert', diagnosis: null },
    ]);
    const keys = ['channel', 'ts', 'decision', 'reason', 'diagnosis', 'alert'];
    for (const line of lines) expect(Object.keys(line)).toEqual(keys);
    expect(lines[2]?.['alert']).toMatchObject({ provider: 'gitlab', repo: 'acme/api', runId: '1523400911' });
    expect(Object.keys(lines[2]?.['alert'] ?? {}).sort()).toEqual([
      'attempt',
      'author',
      'branch',
      'commit',
      'job',
      'provider',
      'repo',
      'runId',
      'runUrl',
      'workflow',
    ]);
  });

  it('says what a repeat repeats, and keeps its decision', async () => {
    const lines = await replay([PASTE, PASTE, CHAT, CHAT, ALERT, { ...ALERT, ts: '9.0' }]);
    expect(
      lines.map(({ decision, reason, ts }) => [decision, reason, ts]).filter((_, index) => index % 2),
    ).toEqual([
      ['diagnose', 'repeat of 1.0', '1.0'],
      ['ignore', `repeat of ${CHAT.ts}`, CHAT.ts],
      ['alert', 'repeat of 2.0', '9.0'],
    ]);
  });

  it('answers a line that is no message with ignore', async () => {
    const lines = await replay(['no json', '', { type: 'reaction_added', channel: 'C1', ts: '1.0' }, '[1]']);
    expect(lines.map(({ decision }) => decision)).toEqual(['ignore', 'ignore', 'ignore', 'ignore']);
    expect(lines[2]).toMatchObject({ channel: 'C1', ts: '1.0', reason: 'not a message' });
  });

  it('opens the envelope of the Events API', async () => {
    const [line] = await replay([{ type: 'event_callback', team_id: 'T1', event: PASTE }]);
    expect(line).toMatchObject({ channel: 'C1', ts: '1.0', decision: 'diagnose' });
  });

  it('never answers the bot that is ours', async () => {
    const [line] = await replay([{ ...ALERT }], '--self', 'B1');
    expect(line).toMatchObject({ decision: 'ignore' });
  });

  it('reads an export and lists every answer for people', async () => {
    const path = join(folder, 'export.zip');
    const { channel: _, ...message } = PASTE;
    const files = {
      'channels.json': strToU8(JSON.stringify([{ id: 'C7', name: 'builds' }])),
      'builds/2024-03-01.json': strToU8(JSON.stringify([CHAT, message])),
    };
    await writeFile(path, zipSync(files));
    const { code, stdout } = await runCli(['backtest', path]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^C7 1\.0 {2}diagnose {2}\S+: [^\n]+\n2 messages: 1 diagnosed, 0 alerts, 1 left alone\n$/,
    );
  });

  it('wants a path that it can read', async () => {
    expect(await runCli(['backtest', join(folder, 'none')])).toMatchObject({ code: 2, stdout: '' });
    expect(await runCli(['backtest', folder])).toMatchObject({ code: 2, stdout: '' });
  });
});
