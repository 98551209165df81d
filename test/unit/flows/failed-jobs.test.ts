import { afterEach, describe, expect, it } from '@jest/globals';
import { readCatalogEntries } from '../../../src/adapters/files/compiled-playbooks.ts';
import { compileCatalog } from '../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../src/core/playbook/create-catalog.ts';
import { createChatFlows } from '../../../src/flows/create-chat-flows.ts';
import type { FailedJobLogs, RunLog, RunLogOutcome } from '../../../src/flows/ports.ts';
import { type AlertTown, botSays, failedLog, openAlertTown } from '../../support/alert-town.ts';

const RUN = 'https://github.com/northwind/ledger/actions/runs/41';
const catalog = compileCatalog(createCatalog(await readCatalogEntries([])));

let town: AlertTown | undefined;
afterEach(() => town?.close());

async function answerTo(found: FailedJobLogs): Promise<string> {
  town = await openAlertTown(
    { fetchFailedJobLogs: async () => found, runHistory: async () => null },
    { catalog },
  );
  await createChatFlows(town.context).answerMessage(botSays('CI failed', RUN, { Branch: 'main' }));
  expect(town.posted).toHaveLength(1);
  return town.textOf(0) ?? '';
}

function job(name: string, log: string): RunLog {
  return { ...failedLog(`${log}\n##[error]Process completed with exit code 1.`, {}, name), jobUrl: null };
}

const refused = (path: string) =>
  `npm error code E403\nnpm error 403 403 Forbidden - PUT https://npm.example.com/${path} - You do not have permission`;
const missing = (name: string) => `src/app.ts(3,1): error TS2307: Cannot find module '${name}'`;

describe('several failed jobs of one run', () => {
  it('are one card with one cause, named with the first jobs', async () => {
    const outcomes = [18, 20, 22, 24, 25].map((version) => job(`test (${version})`, missing('left-pad')));
    const text = await answerTo({ outcomes: outcomes as unknown as [RunLogOutcome], failedJobs: 5 });
    expect(text).toContain(
      '5 jobs, one cause: `test (18)`, `test (20)`, `test (22)`, `test (24)` and 1 more',
    );
  });

  it('are grouped by cause, the one that ended first in front', async () => {
    const text = await answerTo({
      outcomes: [
        job('publish', refused('ui')),
        job('test (18)', missing('left-pad')),
        job('publish-next', refused('ui')),
        job('test (20)', missing('left-pad')),
        job('types', missing('right-pad')),
      ],
      failedJobs: 7,
    });
    expect(text).toMatch(/^403 from npm\.example\.com/);
    expect(text).toContain(
      '7 jobs, 3 causes; this one ended first: `publish`, `publish-next`; 2 logs not read',
    );
    expect(text).toMatch(/- TypeScript .*: `test \(18\)`, `test \(20\)`\n *- TypeScript .*: `types`/);
  });

  it('are answered by the first whose log can be read', async () => {
    const text = await answerTo({
      outcomes: [{ kind: 'expired' }, job('test', missing('left-pad'))],
      failedJobs: 2,
    });
    expect(text).toContain('left-pad');
    expect(text).toContain('2 jobs failed: `test`; 1 log not read');
  });

  it('one job says nothing of groups', async () => {
    expect(await answerTo({ outcomes: [job('test', missing('left-pad'))], failedJobs: 1 })).not.toMatch(
      /one cause|1 job/,
    );
  });
});

describe('a run that began no job', () => {
  it.each([
    [
      'an invalid workflow file',
      'CI ended with failure before any job began\nInvalid workflow file: .github/workflows/ci.yml#L12\nYou have an error in your yaml syntax on line 12',
      'github-workflow-invalid',
    ],
    [
      'an expression that cannot be read',
      "The workflow is not valid. .github/workflows/ci.yml (Line: 12, Col: 9): Unrecognized named-value: 'secret'",
      'github-workflow-invalid',
    ],
    ['an invalid GitLab file', 'jobs:rspec config contains unknown keys: scrpt', 'gitlab-ci-yaml-invalid'],
  ])('is diagnosed from the words of the service: %s', async (_what, detail, id) => {
    const text = await answerTo({ outcomes: [{ kind: 'no-job', detail }], failedJobs: 0 });
    expect(text).toContain(id);
    expect(text).toContain('Do this');
  });

  it('shows those words when no playbook knows them', async () => {
    const detail = 'CI ended with startup_failure before any job began';
    const text = await answerTo({ outcomes: [{ kind: 'no-job', detail }], failedJobs: 0 });
    expect(text).toMatch(/^No job began/);
    expect(text).toContain('startup_failure');
  });
});
