import type { CardSource } from '../core/card/diagnosis-card-input.ts';
import type { DiagnosedJobs } from './diagnose-jobs.ts';
import { lineUrlsOf } from './line-urls-of.ts';
import type { LinkedAlert } from './run-stream.ts';

/** Where the log of a card about a run came from: the job that failed first. */
export function runSource(
  alert: LinkedAlert,
  { first: { log, diagnosis }, jobs }: Pick<DiagnosedJobs, 'first' | 'jobs'>,
): CardSource {
  const job = log.job ?? alert.job;
  return {
    job,
    step: log.step,
    url: log.jobUrl ?? alert.runUrl,
    name: job,
    jobs,
    runUrl: alert.link.runUrl,
    lineUrls: lineUrlsOf(log, diagnosis.analysis),
  };
}
