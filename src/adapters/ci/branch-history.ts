import type { PastRun, RunHistory } from '../../flows/ports.ts';

/** The run that a history is asked about. */
export interface AskedRun {
  readonly branch: string;
  readonly commit: string;
  readonly defaultBranch: string | null;
}

/** A history made of one list for each branch, newest first: one or two calls of `list`. */
export async function branchHistory(
  asked: AskedRun,
  list: (branch: string) => Promise<readonly PastRun[]>,
): Promise<RunHistory> {
  const { branch, commit, defaultBranch } = asked;
  const sameBranch = await list(branch);
  const isOther = defaultBranch !== null && defaultBranch !== branch;
  return {
    ...asked,
    sameBranch,
    sameCommit: sameBranch.filter((run) => run.commit === commit),
    onDefaultBranch: isOther ? await list(defaultBranch) : defaultBranch === null ? [] : sameBranch,
  };
}
