import type { FailedJobs } from '../core/card/describe-failed-jobs.ts';
import { hasSameCause } from '../core/diagnosis/same-cause.ts';
import type { CompiledCatalog } from '../core/match/compile-catalog.ts';
import { diagnoseBytes, type LogDiagnosis } from './diagnose-log.ts';
import type { FailedJobLogs, RunLog } from './ports.ts';

/** A failed job and what its log says. */
export interface DiagnosedJob {
  readonly log: RunLog;
  readonly diagnosis: LogDiagnosis;
}

export interface DiagnosedJobs {
  /** The job that failed first; the card is about it. */
  readonly first: DiagnosedJob;
  /** The first job of each cause; `first` is the first of them. */
  readonly causes: readonly DiagnosedJob[];
  readonly jobs: FailedJobs;
}

/** Diagnoses every failed job of a run and groups them by cause, the earliest first; null when no log was there. */
export function diagnoseJobs(
  catalog: CompiledCatalog,
  { outcomes, failedJobs }: FailedJobLogs,
): DiagnosedJobs | null {
  const diagnosed = outcomes.flatMap((log): DiagnosedJob[] => {
    if (log.kind !== 'log') return [];
    const { truncated, step } = log;
    return [{ log, diagnosis: diagnoseBytes(catalog, log.bytes, { truncated, step }) }];
  });
  const [first] = diagnosed;
  if (!first) return null;
  const groups = groupByCause(diagnosed);
  const causes = groups.map((jobs) => ({
    title: titleOf(jobs[0]),
    jobs: jobs.map(({ log }) => ({ name: log.job, url: log.jobUrl })),
  }));
  return {
    first,
    causes: groups.map(([job]) => job),
    jobs: { failed: Math.max(failedJobs, diagnosed.length), causes },
  };
}

type Group = [DiagnosedJob, ...DiagnosedJob[]];

function groupByCause(jobs: readonly DiagnosedJob[]): readonly Group[] {
  const groups: Group[] = [];
  for (const job of jobs) {
    const group = groups.find(([first]) => hasSameCause(first.diagnosis.analysis, job.diagnosis.analysis));
    if (group) group.push(job);
    else groups.push([job]);
  }
  return groups;
}

function titleOf({ diagnosis: { analysis } }: DiagnosedJob): string {
  if (analysis.diagnosis) return analysis.diagnosis.title;
  return analysis.verdict === 'clean' ? 'no failure in the log' : 'no playbook fits';
}
