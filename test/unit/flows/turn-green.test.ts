import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../../src/core/settings/channel-settings.ts';
import { createChatFlows } from '../../../src/flows/create-chat-flows.ts';
import { WHOLE_WORKSPACE } from '../../../src/flows/may-read-run.ts';
import type { PastResult, PastRun, RunHistory, RunLogOutcome } from '../../../src/flows/ports.ts';
import { type AlertTown, BROKEN, botSays, failedLog, openAlertTown } from '../../support/alert-town.ts';

const RUNS = 'https://github.com/northwind/ledger/actions/runs';
const RED = 'c0ffee2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const main = { Branch: 'main', Workflow: 'CI' };

let town: AlertTown;
let outcome: RunLogOutcome;
let history: RunHistory | null;
let asked: number;
beforeEach(async () => {
  outcome = failedLog(BROKEN, {
    branch: 'main',
    workflow: 'CI',
    commit: RED,
  });
  history = null;
  asked = 0;
  town = await openAlertTown({
    fetchFailedJobLogs: async () => ({ outcomes: [outcome], failedJobs: 1 }),
    async runHistory() {
      asked += 1;
      return history;
    },
  });
});
afterEach(() => town.close());

async function hear(...messages: Parameters<typeof botSays>[]): Promise<void> {
  const flows = createChatFlows(town.context);
  for (const message of messages) await flows.answerMessage(botSays(...message));
}

function pastRun(runId: string, result: PastResult, more: Partial<PastRun> = {}): PastRun {
  const at = { url: `${RUNS}/${runId}`, attempt: 1, branch: 'main', author: null, jobs: null };
  return { runId, result, commit: 'd'.repeat(40), startedAt: Number(runId), ...at, ...more };
}

function historyOf(sameBranch: readonly PastRun[], sameCommit: readonly PastRun[] = []): RunHistory {
  return { branch: 'main', commit: RED, defaultBranch: 'main', sameCommit, sameBranch, onDefaultBranch: [] };
}

describe('a card says that its branch is green again', () => {
  it('when a later run of the workflow passes there, with the commit that fixed it', async () => {
    await hear(
      ['CI failed', `${RUNS}/41`, main],
      ['CI passed', `${RUNS}/42`, { ...main, Commit: '9ab1c22' }],
    );
    expect(town.posted).toHaveLength(1);
    expect(town.textOf(0)).toMatch(/Green again on `main` · since 9ab1c22 .* · the run/);
    expect(town.posted[0]?.card.fallback).toMatch(/^Green again\. /);
  });

  it('as flaky when the same commit passed on another try', async () => {
    await hear(['CI failed', `${RUNS}/41`], ['CI passed', `${RUNS}/41/attempts/2`, { Commit: 'c0ffee2' }]);
    expect(town.textOf(0)).toContain('the same commit passed when it was run again: flaky, not mended');
  });

  it('by the history of the service when the message names neither workflow nor branch', async () => {
    await hear(['CI failed', `${RUNS}/41`, main]);
    history = { ...historyOf([pastRun('42', 'passed'), pastRun('41', 'failed')]), commit: '9'.repeat(40) };
    await hear(['All good: the run passed', `${RUNS}/42`]);
    expect(town.textOf(0)).toMatch(/Green again on `main` · since 9999999/);
  });

  it('also where no log could be read', async () => {
    outcome = { kind: 'expired' };
    await hear(['CI failed', `${RUNS}/41`, main], ['CI passed', `${RUNS}/42`, main]);
    expect(town.textOf(0)).toContain('Green again on `main`');
  });

  it('on every card of the branch that is still open', async () => {
    await hear(
      ['CI failed', `${RUNS}/41`, main],
      ['CI failed', `${RUNS}/42`, main],
      ['CI passed', `${RUNS}/43`, main],
    );
    expect([town.textOf(0), town.textOf(1)].map((text) => text?.includes('Green again'))).toEqual([
      true,
      true,
    ]);
  });

  it('once: later passes change nothing', async () => {
    await hear(
      ['CI failed', `${RUNS}/41`, main],
      ['CI passed', `${RUNS}/42`, { ...main, Commit: '9ab1c22' }],
      ['CI passed', `${RUNS}/43`, { ...main, Commit: 'ddddddd' }],
    );
    expect(town.textOf(0)).toContain('9ab1c22');
    expect(town.textOf(0)).not.toContain('ddddddd');
  });
});

describe('a card stays red', () => {
  it.each<[string, Parameters<typeof botSays>]>([
    ['another branch', ['CI passed', `${RUNS}/42`, { ...main, Branch: 'next' }]],
    ['another workflow', ['Nightly passed', `${RUNS}/42`, { ...main, Workflow: 'Nightly' }]],
    ['a workflow that is not named', ['The run passed', `${RUNS}/42`, { Branch: 'main' }]],
    ['an older run', ['CI passed', `${RUNS}/40`, main]],
    ['another repository', ['CI passed', `${RUNS.replace('ledger', 'other')}/42`, main]],
    ['news in another channel', ['CI passed', `${RUNS}/42`, main, { channel: 'C2' }]],
    ['another workspace', ['CI passed', `${RUNS}/42`, main, { workspace: 'T2' }]],
    [
      'the words of a person',
      ['CI passed', `${RUNS}/42`, main, { author: { kind: 'person', id: 'U1', name: null } }],
    ],
  ])('after %s', async (_what, pass) => {
    await hear(['CI failed', `${RUNS}/41`, main], pass);
    expect(town.textOf(0)).not.toContain('Green again');
  });
});

it('a card stays red, and its service is not asked, once the repository is listed no more', async () => {
  await hear(['CI failed', `${RUNS}/41`, main]);
  history = { ...historyOf([pastRun('42', 'passed'), pastRun('41', 'failed')]), commit: '9'.repeat(40) };
  const place = { workspace: 'T1', channel: WHOLE_WORKSPACE };
  await town.context.store.saveSettings(place, { ...DEFAULT_SETTINGS, repositories: ['acme/*'] });
  asked = 0;
  await hear(['All good: the run passed', `${RUNS}/42`]);
  expect(asked).toBe(0);
  expect(town.textOf(0)).not.toContain('Green again');
});

it('a card stays red when the history shows another workflow, or no pass', async () => {
  await hear(['CI failed', `${RUNS}/41`, main]);
  history = historyOf([pastRun('42', 'passed')]);
  await hear(['the run passed', `${RUNS}/42`]);
  history = historyOf([pastRun('42', 'failed'), pastRun('41', 'failed')]);
  await hear(['the run passed', `${RUNS}/42`]);
  history = historyOf([pastRun('41', 'failed'), pastRun('40', 'passed')]);
  await hear(['the run passed', `${RUNS}/40`]);
  expect(town.textOf(0)).not.toContain('Green again');
});

describe('flaky or broken, in one line', () => {
  it('is flaky when the job passed in another attempt, whatever became of that one', async () => {
    const jobs = [
      { name: 'test', result: 'passed' as const },
      { name: 'lint', result: 'failed' as const },
    ];
    history = historyOf([], [pastRun('41', 'failed', { attempt: 2 }), pastRun('41', 'failed', { jobs })]);
    await hear(['CI failed', `${RUNS}/41`, main]);
    expect(town.textOf(0)).toContain('Flaky: the same job passed');
  });

  it('began with this commit when the run before it passed', async () => {
    history = historyOf([
      pastRun('43', 'passed'),
      pastRun('41', 'failed'),
      pastRun('40', 'other'),
      pastRun('39', 'passed', { commit: `abcdef1${'0'.repeat(33)}` }),
    ]);
    await hear(['CI failed', `${RUNS}/41`, main]);
    expect(town.textOf(0)).toContain('Began with this commit: the run before it passed, on abcdef1');
  });

  it.each<[string, readonly PastRun[], readonly PastRun[]]>([
    [
      'the run before failed too',
      [pastRun('41', 'failed'), pastRun('40', 'failed'), pastRun('39', 'passed')],
      [],
    ],
    ['the history does not hold the run', [pastRun('40', 'passed')], []],
    [
      'only another job passed',
      [],
      [pastRun('41', 'failed', { jobs: [{ name: 'lint', result: 'passed' }] })],
    ],
  ])('says nothing when %s', async (_why, sameBranch, sameCommit) => {
    history = historyOf(sameBranch, sameCommit);
    await hear(['CI failed', `${RUNS}/41`, main]);
    expect(town.textOf(0)).not.toMatch(/Flaky|Began/);
  });

  it('is flaky when the workflow passed on this very commit before', async () => {
    await hear(
      ['CI passed', `${RUNS}/40`, { ...main, Commit: 'c0ffee2' }],
      ['CI failed', `${RUNS}/41`, main],
    );
    expect(town.textOf(0)).toContain('Flaky: the same job passed');
  });

  it('is broken elsewhere too when another branch showed the same cause', async () => {
    await hear(['CI failed', `${RUNS}/41`, main]);
    outcome = failedLog(BROKEN, {
      branch: 'next',
      workflow: 'CI',
      commit: 'd'.repeat(40),
    });
    await hear(['CI failed', `${RUNS}/42`, { ...main, Branch: 'next' }]);
    expect(town.textOf(1)).toContain('Broken elsewhere too: the same cause on `main`');
    expect(town.textOf(0)).not.toContain('Broken');
  });

  it('says nothing of two failures without a diagnosis: an exit code is no cause', async () => {
    outcome = failedLog('##[error]Process completed with exit code 1.', { branch: 'main', workflow: 'CI' });
    await hear(['CI failed', `${RUNS}/41`, main]);
    outcome = failedLog('##[error]Process completed with exit code 1.', { branch: 'next', workflow: 'CI' });
    await hear(['CI failed', `${RUNS}/42`, { ...main, Branch: 'next' }]);
    expect(town.textOf(1)).not.toContain('Broken');
  });

  it('says nothing when nothing was seen', async () => {
    await hear(
      ['CI passed', `${RUNS}/40`, { ...main, Commit: 'eeeeeee' }],
      ['CI failed', `${RUNS}/41`, main],
    );
    expect(town.textOf(0)).not.toMatch(/Flaky|Broken elsewhere|Began/);
  });
});
