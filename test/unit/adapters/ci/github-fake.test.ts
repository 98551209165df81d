import { afterEach, describe, expect, it } from '@jest/globals';
import { configuredHosts, createRunLogs } from '../../../../src/adapters/ci/create-run-logs.ts';
import { readRunLink } from '../../../../src/core/alert/read-run-link.ts';
import { noProviderSettings } from '../../../../src/flows/ci-settings.ts';
import { createFakeGitHub, type FakeGitHub } from '../../../../src/playground/github/fake-github.ts';

let fake: FakeGitHub | null = null;
afterEach(() => fake?.stop());

async function ask(token: string | null) {
  fake = createFakeGitHub({
    port: 0,
    token: 'right-token',
    runs: [
      {
        owner: 'northwind',
        repo: 'ledger',
        id: 9001,
        name: 'Verify',
        headBranch: 'trunk',
        headSha: '4be9d017c3aa5512c0de77a19f0e6d2233445566',
        conclusion: 'failure',
        jobs: [
          { id: 70, name: 'lint', conclusion: 'success', log: 'fine' },
          { id: 71, name: 'unit', conclusion: 'failure', log: 'exit code 1\n' },
        ],
      },
    ],
  });
  const { url } = await fake.start();
  const settings = {
    'github-actions': { ...noProviderSettings, token, url },
  };
  const link = readRunLink(`${url}/northwind/ledger/actions/runs/9001`, configuredHosts(settings));
  if (!link) return null;
  const runLogs = createRunLogs(settings, { maxWaitMs: 0, pauseUnitMs: 1 });
  return (await runLogs.fetchFailedJobLogs(link, 1)).outcomes[0];
}

describe('GitHub over real HTTP', () => {
  it('reads the failed job log of the playground', async () => {
    const outcome = await ask('right-token');
    expect(outcome).toMatchObject({ kind: 'log', job: 'unit', run: { branch: 'trunk', workflow: 'Verify' } });
    expect(outcome?.kind === 'log' && Buffer.from(outcome.bytes).toString()).toContain('exit code 1');
  });

  it('is told that the token is wrong', async () => {
    expect(await ask('wrong-token')).toMatchObject({ kind: 'token-refused', setting: 'GITHUB_TOKEN' });
  });
});
