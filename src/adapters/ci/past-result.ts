import type { PastJob, PastResult } from '../../flows/ports.ts';

/** How a run went by its jobs: failed when one did, running while one may still fail. */
export function resultOfJobs(jobs: readonly PastJob[]): PastResult {
  for (const result of ['failed', 'running'] as const) {
    if (jobs.some((job) => job.result === result)) return result;
  }
  return jobs.some((job) => job.result === 'passed') ? 'passed' : 'other';
}

/** Milliseconds since 1970; 0 for what has no time. */
export function timeOf(iso: string | null | undefined): number {
  const at = Date.parse(iso ?? '');
  return Number.isNaN(at) ? 0 : at;
}
