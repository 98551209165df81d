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
    expect(stdout).toMatch(/1\. npm-registry-auth: score [\d.]+, confidence 0\.\d+/);
    expect(stdout).toMatch(/line 2 holds “.*403 Forbidden/);
    expect(stdout).toMatch(/The runner-up is dns-resolution-failure, [\d.]+ behind\./);
    expect(stdout).toContain('would speak for dns-resolution-failure');
  }, 60_000);

  it('keeps a log’s words inside an indented block in Markdown, and leaves JSON alone', async () => {
    const run = (format: string) =>
      runCli(['analyze', '-', '--explain', '--format', format], { stdin: TWO_CAUSES });
    expect((await run('markdown')).stdout).toMatch(/\n {4}1\. npm-registry-auth/);
    expect(JSON.parse((await run('json')).stdout)).toMatchObject({ verdict: 'diagnosed' });
  }, 60_000);

  it('says so when nothing was considered', async () => {
    const { stdout } = await runCli(['analyze', '-', '--explain'], { stdin: 'all good\n' });
    expect(stdout).toContain('no playbook was considered, the verdict is clean');
  }, 60_000);
});
