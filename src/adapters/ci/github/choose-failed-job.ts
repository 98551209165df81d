import type { GithubJob } from './github-payloads.ts';

/** The set GitHub's own command line calls failing; cancelled and skipped jobs are mere victims. */
const failing = new Set(['failure', 'timed_out', 'startup_failure', 'action_required']);

export function isFailing(conclusion: string | null | undefined): boolean {
  return failing.has(conclusion ?? '');
}

/** The failed job that ended first: later ones are often its consequences. Null when none failed. */
export function chooseFailedJob(jobs: readonly GithubJob[]): GithubJob | null {
  let first: GithubJob | null = null;
  for (const job of jobs) {
    if (job.status !== 'completed' || !isFailing(job.conclusion)) continue;
    if (!first || endOf(job) < endOf(first)) first = job;
  }
  return first;
}

/** Times are ISO strings in UTC, so their order is the order of their letters. */
function endOf(job: GithubJob): string {
  return job.completed_at ?? '9999';
}

export function failedStepOf(job: GithubJob): string | null {
  return job.steps?.find((step) => isFailing(step.conclusion))?.name ?? null;
}
