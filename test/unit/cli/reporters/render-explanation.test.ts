import { describe, expect, it } from '@jest/globals';
import { runCli } from '../../../e2e/cli/run-cli.ts';

const TWO_CAUSES = [
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/x',
  'curl: (6) Could not resolve host: api.example.com',
  'Process completed with exit code 1.',
].join('\n');

describe('faultline analyze --explain', () => {
  it('names signals, lines, scores, and what tells the runner-up apart', async () => {
    const { code, stdout } = await runCli(['analyze', '-', '--explain'], { stdin: TWO_CAUSES });
    expect(code).toBe(0);
    expect(stdout).toMatch(/1\. npm-registry-auth: fits best, score [\d.]+, confidence 0\.\d+/);
    expect(stdout).toMatch(/line 2 holds “.*403 Forbidden/);
    expect(stdout).toMatch(/\+\d\.\d\d {2}line 2 holds .*weight [\d.]+, place [\d.]+/);
    expect(stdout).toMatch(/http-auth-failure: fits, and the more specific npm-registry-auth stands for it/);
    expect(stdout).toMatch(/The runner-up is dns-resolution-failure, [\d.]+ behind\./);
    expect(stdout).toContain('would speak for dns-resolution-failure');
  }, 60_000);

  it('carries what was considered in fields of the JSON', async () => {
    const { stdout } = await runCli(['analyze', '-', '--explain', '--format', 'json'], { stdin: TWO_CAUSES });
    const { considered, runnerUp } = JSON.parse(stdout);
    expect(considered[0]).toMatchObject({ id: 'npm-registry-auth', outcome: 'fits', vetoes: [] });
    expect(runnerUp).toMatchObject({ id: 'dns-resolution-failure', onlyWinner: { line: 2 } });
  }, 60_000);

  it('keeps a log’s words inside an indented block in Markdown, and JSON to the contract unless asked', async () => {
    const run = (format: string) =>
      runCli(['analyze', '-', '--explain', '--format', format], { stdin: TWO_CAUSES });
    expect((await run('markdown')).stdout).toMatch(/\n {4}1\. npm-registry-auth/);
    const plain = await runCli(['analyze', '-', '--format', 'json'], { stdin: TWO_CAUSES });
    expect(JSON.parse(plain.stdout)).not.toHaveProperty('considered');
  }, 60_000);

  it('says so when nothing was considered', async () => {
    const { stdout } = await runCli(['analyze', '-', '--explain'], { stdin: 'all good\n' });
    expect(stdout).toContain('no playbook was considered, the verdict is clean');
  }, 60_000);
});
