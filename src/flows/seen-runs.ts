import type { SeenRuns } from '../core/alert/judge-run.ts';
import { isSameCommit } from '../core/alert/same-commit.ts';
import type { PastRun, RunHistory } from './ports.ts';

/** The failed run that a history is asked about. */
export interface AskedRun {
  readonly runId: string | null;
  readonly attempt: number | null;
  readonly job: string | null;
}

/** What a service's own history shows about a failed run. */
export function seenRuns(history: RunHistory, asked: AskedRun): Omit<SeenRuns, 'otherBranches'> {
  return { passedOnCommit: passOnCommit(history, asked), passedBefore: passBefore(history, asked) };
}

function passOnCommit(history: RunHistory, { job }: AskedRun): { readonly url: string | null } | null {
  const pass = history.sameCommit.find((run) => {
    // The whole run passed, and so did the job.
    if (job === null || run.jobs === null) return run.result === 'passed';
    return run.jobs.some(({ name, result }) => name === job && result === 'passed');
  });
  return pass ? { url: pass.url } : null;
}

/** The run that came before the asked one on its branch, if it passed: cancelled ones tell nothing. */
function passBefore(
  history: RunHistory,
  { runId }: AskedRun,
): { readonly commit: string; readonly url: string | null } | null {
  const at = history.sameBranch.findIndex((run) => run.runId === runId);
  if (runId === null || at === -1) return null;
  const before = history.sameBranch
    .slice(at + 1)
    .find((run) => run.runId !== runId && (run.result === 'passed' || run.result === 'failed'));
  if (before?.result !== 'passed' || before.commit === null) return null;
  if (isSameCommit(before.commit, history.commit)) return null;
  return { commit: before.commit, url: before.url };
}

/** True when the history shows that the passed run came after the failed one, of the same workflow and branch. */
export function cameAfter(history: RunHistory, passedId: string, failedId: string): boolean {
  const passed = newest(history, passedId);
  const failed = newest(history, failedId);
  return passed?.result === 'passed' && failed !== undefined && passed.startedAt >= failed.startedAt;
}

function newest(history: RunHistory, runId: string): PastRun | undefined {
  return history.sameBranch.find((run) => run.runId === runId);
}
