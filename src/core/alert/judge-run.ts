/** What the API or the history shows about a failed run; nothing in it is a guess. */
export interface SeenRuns {
  /** The same job passed on the same commit; its page where that is known. */
  readonly passedOnCommit: { readonly url: string | null } | null;
  /** Other branches on which the same cause was found lately. */
  readonly otherBranches: readonly string[];
  /** The run before, of the same workflow on the same branch, passed. */
  readonly passedBefore: { readonly commit: string; readonly url: string | null } | null;
}

export type RunJudgement =
  | { readonly kind: 'flaky'; readonly url: string | null }
  | { readonly kind: 'elsewhere-too'; readonly branches: readonly string[] }
  | { readonly kind: 'began-here'; readonly passed: string; readonly url: string | null };

/**
 * Flaky, broken in general, or broken by this commit: the strongest of what was seen, null when nothing was.
 * A pass on the same commit outweighs all; a cause that other branches show did not begin here.
 */
export function judgeRun({ passedOnCommit, otherBranches, passedBefore }: SeenRuns): RunJudgement | null {
  if (passedOnCommit) return { kind: 'flaky', url: passedOnCommit.url };
  if (otherBranches.length > 0) return { kind: 'elsewhere-too', branches: otherBranches };
  return passedBefore && { kind: 'began-here', passed: passedBefore.commit, url: passedBefore.url };
}
