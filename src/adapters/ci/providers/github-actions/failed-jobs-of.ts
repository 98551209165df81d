import type { GithubJob } from './github-payloads.ts';

/** The set GitHub's own command line calls failing; cancelled and skipped jobs are mere victims. */
const failing = new Set(['failure', 'timed_out', 'startup_failure', 'action_required']);

export function isFailing(conclusion: string | null | undefined): boolean {
  return failing.has(conclusion ?? '');
}

/** The jobs that failed, the one that ended first in front: later ones are often its consequences. */
export function failedJobsOf(jobs: readonly GithubJob[]): readonly GithubJob[] {
  return jobs
    .filter((job) => job.status === 'completed' && isFailing(job.conclusion))
    .sort((one, other) => endOf(one) - endOf(other) || one.id - other.id);
}

/** A job that does not tell its end comes last. */
function endOf(job: GithubJob): number {
  return job.completed_at ? Date.parse(job.completed_at) : Number.MAX_SAFE_INTEGER;
}

export function failedStepOf(job: GithubJob): string | null {
  return job.steps?.find((step) => isFailing(step.conclusion))?.name ?? null;
}
