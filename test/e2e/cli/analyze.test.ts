import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { runCli } from './run-cli.ts';

const REFUSED = 'curl: (22) The requested URL returned error: 403\nProcess completed with exit code 22.\n';
const PASSED = 'compiled 12 files\nall 40 tests passed\n';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-analyze-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function analyzeJson(argv: readonly string[], stdin?: string): Promise<Record<string, unknown>> {
  const run = await runCli(['analyze', ...argv, '--format', 'json'], stdin === undefined ? {} : { stdin });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout);
}

describe('faultline analyze', () => {
  it.each([
    '403 Forbidden',
    '401 Unauthorized',
    'HTTP 403',
    'HTTP 401',
    'http error 403',
    'http error 401',
    'status 403',
    'status 401',
  ])('diagnoses %s alone', async (line) => {
    const analysis = await analyzeJson(['-'], `${line}\n`);
    expect(analysis).toMatchObject({ verdict: 'diagnosed', diagnosis: { id: 'http-auth-failure' } });
  });

  it.each([
    'status 4031',
    'HTTP 4010',
    'took 403 ms',
    '403 tests passed',
    'expect(res.status).toBe(403)\n ✓ refuses strangers (3 ms)',
  ])('says nothing about %s', async (line) => {
    const analysis = await analyzeJson(['-'], `${line}\n`);
    expect(analysis['diagnosis']).toBeNull();
    expect(analysis['findings']).toEqual([]);
  });

  it('prints the JSON of the contract, key by key', async () => {
    const analysis = await analyzeJson([], REFUSED);
    expect(Object.keys(analysis)).toEqual([
      'schema',
      'source',
      'verdict',
      'diagnosis',
      'findings',
      'failedRequests',
      'silent',
      'excerpt',
      'log',
      'fingerprint',
      'redactions',
      'totalMs',
    ]);
    expect(analysis).toMatchObject({
      schema: 'faultline.analysis/v1',
      source: 'stdin',
      findings: [{ evidence: [{ file: null, line: 1, text: expect.stringContaining('error: 403') }] }],
      log: { lines: 2, truncated: false },
      totalMs: expect.any(Number),
    });
  });

  it('reads a file, plain or packed, and names it as it was given', async () => {
    for (const path of [await write('build.log', REFUSED), await write('build.log.gz', gzipSync(REFUSED))]) {
      expect(await analyzeJson([path])).toMatchObject({ source: path, verdict: 'diagnosed' });
    }
  });

  it('picks from an archive the job that failed, and names its file in the evidence', async () => {
    const path = await write(
      'logs.zip',
      zipSync({
        '0_lint.txt': strToU8(PASSED),
        '1_publish.txt': strToU8(`one line before\n${REFUSED}`),
        'publish/1_Publish.txt': strToU8(REFUSED),
      }),
    );
    expect(await analyzeJson([path])).toMatchObject({
      verdict: 'diagnosed',
      findings: [{ evidence: [{ file: '1_publish.txt', line: 2 }] }],
    });
  });

  it('knows unknown and clean, and both are no error', async () => {
    const unknown = await analyzeJson(
      [],
      'error: the left gronk is out of fuel\nProcess completed with exit code 3.\n',
    );
    expect(unknown).toMatchObject({ verdict: 'unknown', diagnosis: null });
    expect(await analyzeJson([], PASSED)).toMatchObject({ verdict: 'clean', diagnosis: null, excerpt: [] });
  });

  it('prints a card for people by default', async () => {
    const { code, stdout, stderr } = await runCli(['analyze'], { stdin: REFUSED });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('http-auth-failure');
    expect(stdout).toContain('1  curl: (22) The requested URL returned error: 403');
  });

  it('uses colours on a terminal only, and not when asked for none', async () => {
    const colorMark = '\u001b[';
    const colored = await runCli(['analyze', '-'], { stdin: REFUSED, isTerminal: true });
    expect(colored.stdout).toContain(colorMark);
    const plain = [
      await runCli(['analyze', '-'], { stdin: REFUSED }),
      await runCli(['analyze', '-', '--no-color'], { stdin: REFUSED, isTerminal: true }),
      await runCli(['analyze', '-'], { stdin: REFUSED, isTerminal: true, env: { NO_COLOR: '1' } }),
    ];
    for (const { stdout } of plain) expect(stdout).not.toContain(colorMark);
  });

  it('masks secrets whatever the format', async () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const log = `curl -H "Authorization: Bearer ${secret}" https://api.example.com/x\n${REFUSED}`;
    for (const format of ['text', 'json', 'markdown', 'github']) {
      const { stdout } = await runCli(['analyze', '-', '--format', format], { stdin: log });
      expect(stdout.length).toBeGreaterThan(0);
      expect(stdout).not.toContain(secret);
    }
  });

  it('gives GitHub one annotation on stdout and the card in the job summary', async () => {
    const hostile = `::add-mask::x\n${REFUSED.replace('curl', '::error::%0A curl')}${REFUSED}`;
    const summary = await write('summary.md', '');
    const env = { GITHUB_STEP_SUMMARY: summary };
    const { stdout } = await runCli(['analyze', '-', '--format', 'github'], { stdin: hostile, env });
    expect(stdout).toMatch(/^::error title=[^\n]+::[^\n]+\n$/);
    expect(await readFile(summary, 'utf8')).toContain('http-auth-failure');
  });

  it('wants a log', async () => {
    expect(await runCli(['analyze'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('no log'),
    });
    const missing = await runCli(['analyze', join(folder, 'none.log')]);
    expect(missing).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('there is no such file'),
    });
  });
});
