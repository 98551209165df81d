import { expect, it } from '@jest/globals';
import type { Store } from '../../src/flows/ports.ts';
import type { FailedRun, PassedRun, RunStream } from '../../src/flows/run-records.ts';

const STREAM: RunStream = {
  workspace: 'T1',
  provider: 'github-actions',
  host: 'github.com',
  repo: 'northwind/ledger',
  branch: 'main',
  workflow: 'CI',
};
const FAILED: FailedRun = {
  ...STREAM,
  posted: { workspace: 'T1', channel: 'C1', thread: '1.0', message: '1.1' },
  commit: 'c0ffee2',
  job: 'test',
  runId: '9001',
  attempt: 2,
  fingerprint: 'v1:abc',
  failedAt: 1_893_456_000_123,
};
const PASSED: PassedRun = {
  ...STREAM,
  commit: '9ab1c22',
  runUrl: 'https://github.com/northwind/ledger/actions/runs/9002',
  passedAt: 1_893_456_100_000,
};

function failedAs(message: string, more: Partial<FailedRun>): FailedRun {
  return { ...FAILED, posted: { ...FAILED.posted, message }, ...more };
}

/** What every store keeps to about the runs it was told of. */
export function describeRunRecords(current: () => Store): void {
  it('shows the open failures of one repository, newest first', async () => {
    const store = current();
    await store.recordFailedRun(FAILED);
    await store.recordFailedRun(failedAs('1.2', { failedAt: FAILED.failedAt + 1, branch: 'next' }));
    await store.recordFailedRun(failedAs('1.3', { repo: 'northwind/other' }));
    await store.recordFailedRun(failedAs('1.4', { host: 'git.example.com' }));
    await store.recordFailedRun(
      failedAs('1.5', { workspace: 'T2', posted: { ...FAILED.posted, workspace: 'T2' } }),
    );
    const open = await store.openFailures(STREAM);
    expect(open.map(({ posted }) => posted.message)).toEqual(['1.2', '1.1']);
    expect(open[1]).toEqual(FAILED);
  });

  it('keeps a failure of which little is known', async () => {
    const unknown = { repo: null, branch: null, workflow: null, commit: null, job: null, fingerprint: null };
    const bare = failedAs('1.1', { ...unknown, runId: null, attempt: null, provider: 'jenkins' });
    await current().recordFailedRun(bare);
    expect(await current().openFailures(bare)).toEqual([bare]);
  });

  it('lets one of many callers close a failure', async () => {
    const store = current();
    await store.recordFailedRun(FAILED);
    const closers = Array.from({ length: 5 }, () => store.closeFailure(FAILED.posted, 7));
    expect((await Promise.all(closers)).filter(Boolean)).toHaveLength(1);
    expect(await store.openFailures(STREAM)).toEqual([]);
    expect(await store.closeFailure({ ...FAILED.posted, message: '9.9' }, 7)).toBe(false);
  });

  it('tells on which branches a cause was found', async () => {
    const store = current();
    await store.recordFailedRun(FAILED);
    await store.recordFailedRun(failedAs('1.2', { branch: 'next' }));
    await store.recordFailedRun(failedAs('1.3', { branch: 'next' }));
    await store.recordFailedRun(failedAs('1.4', { branch: 'old', failedAt: 1 }));
    await store.recordFailedRun(failedAs('1.5', { branch: 'elsewhere', repo: 'northwind/other' }));
    await store.recordFailedRun(failedAs('1.6', { branch: 'another', fingerprint: 'v1:def' }));
    await store.recordFailedRun(failedAs('1.7', { branch: null }));
    const cause = { stream: STREAM, fingerprint: 'v1:abc', since: 1000 };
    expect(await store.branchesWithCause(cause)).toEqual(['main', 'next']);
  });

  it('keeps the latest pass of a stream', async () => {
    const store = current();
    expect(await store.lastPass(STREAM)).toBeNull();
    await store.recordPassedRun(PASSED);
    await store.recordPassedRun({ ...PASSED, commit: 'aaaaaaa', passedAt: PASSED.passedAt - 1 });
    expect(await store.lastPass(STREAM)).toEqual(PASSED);
    await store.recordPassedRun({ ...PASSED, commit: 'bbbbbbb', passedAt: PASSED.passedAt + 1 });
    expect(await store.lastPass(STREAM)).toMatchObject({ commit: 'bbbbbbb' });
    expect(await store.lastPass({ ...STREAM, branch: 'next' })).toBeNull();
  });
  it('purges runs by their age', async () => {
    const store = current();
    await store.recordFailedRun(FAILED);
    await store.recordFailedRun(failedAs('1.2', { failedAt: FAILED.failedAt + 10 }));
    await store.recordPassedRun(PASSED);
    await store.recordPassedRun({ ...PASSED, branch: 'next', passedAt: FAILED.failedAt });
    const before = FAILED.failedAt + 5;
    expect(await store.retention.purge(before)).toEqual({ failed_runs: 1, passed_runs: 1 });
    expect((await store.openFailures(STREAM)).map(({ posted }) => posted.message)).toEqual(['1.2']);
    expect(await store.lastPass(STREAM)).toEqual(PASSED);
    expect(await store.lastPass({ ...STREAM, branch: 'next' })).toBeNull();
  });

  it.each([
    ['a card', { channel: 'C1', message: '1.1' }, { failed_runs: 1 }, ['1.2', '1.3']],
    ['a channel', { channel: 'C1', message: null }, { failed_runs: 2 }, ['1.3']],
    ['a workspace', { channel: null, message: null }, { failed_runs: 3, passed_runs: 1 }, []],
  ])('forgets the runs of %s with it', async (_what, scope, counts, left) => {
    const store = current();
    const elsewhere = { workspace: 'T2', posted: { ...FAILED.posted, workspace: 'T2' } };
    await store.recordFailedRun(FAILED);
    await store.recordFailedRun(failedAs('1.2', {}));
    await store.recordFailedRun({ ...FAILED, posted: { ...FAILED.posted, channel: 'C2', message: '1.3' } });
    await store.recordFailedRun({ ...FAILED, ...elsewhere });
    await store.recordPassedRun(PASSED);
    await store.recordPassedRun({ ...PASSED, workspace: 'T2' });
    const forgotten = await store.retention.forget({ workspace: 'T1', ...scope }, { dryRun: false });
    expect(forgotten).toEqual(counts);
    const messages = (await store.openFailures(STREAM)).map(({ posted }) => posted.message);
    expect(messages.toSorted()).toEqual(left);
    expect(await store.openFailures({ ...STREAM, workspace: 'T2' })).toHaveLength(1);
    expect(await store.lastPass({ ...STREAM, workspace: 'T2' })).not.toBeNull();
    expect((await store.lastPass(STREAM)) === null).toBe(scope.channel === null);
  });
}
