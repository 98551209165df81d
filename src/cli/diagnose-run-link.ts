import { readRunLink } from '../core/alert/read-run-link.ts';
import { buildRunOutcomeCard } from '../core/card/build-run-outcome-card.ts';
import type { FailedJobs } from '../core/card/describe-failed-jobs.ts';
import type { Analysis } from '../core/diagnosis/analysis.ts';
import { AuthorError } from '../core/errors.ts';
import type { CompiledCatalog } from '../core/match/compile-catalog.ts';
import { diagnoseJobs } from '../flows/diagnose-jobs.ts';
import { diagnoseLog } from '../flows/diagnose-log.ts';
import { lineUrlsOf } from '../flows/line-urls-of.ts';
import type { RunLogOutcome } from '../flows/ports.ts';
import type { Call } from './command.ts';

/** One cause of a failed run: what the log of its first job says. */
export interface CauseDiagnosis {
  readonly analysis: Analysis;
  readonly job: string | null;
  readonly url: string | null;
  readonly lineUrls?: Readonly<Record<string, string>>;
  /** All failed jobs; on the first cause alone. */
  readonly jobs?: FailedJobs;
}

const MOST_JOBS = 20;
/** Whoever asks on a command line waits; a run that has not failed by then has not failed. */
const PATIENCE = { maxWaitMs: 30_000 };

/**
 * The causes of a failed run, the earliest first, its logs fetched with the credentials of the environment.
 * AuthorError when the link leads to no run, or its logs can't be read: it says what to do.
 */
export async function diagnoseRunLink(
  catalog: CompiledCatalog,
  url: string,
  { terminal }: Call,
): Promise<readonly CauseDiagnosis[]> {
  // Loaded late: only a link needs them.
  const { configuredHosts, createRunLogs } = await import('../adapters/ci/create-run-logs.ts');
  const { readCiSettings } = await import('../config/read-ci-settings.ts');
  const value = (name: string): string | null => terminal.env[name]?.trim() || null;
  const ci = readCiSettings(value, value, (where, message, hint) => {
    throw new AuthorError([{ code: 'bad-setting', where, message, hint }]);
  });
  const link = readRunLink(url, configuredHosts(ci));
  if (link === null)
    throw unreadable(url, 'is no link to a CI run', 'the address of the run’s or job’s page');
  const found = await createRunLogs(ci, PATIENCE).fetchFailedJobLogs(link, MOST_JOBS);
  const diagnosed = diagnoseJobs(catalog, found);
  if (!diagnosed) return [diagnoseProblem(catalog, url, found.outcomes[0])];
  return diagnosed.causes.map(({ log, diagnosis }, index) => ({
    analysis: diagnosis.analysis,
    job: log.job,
    url: log.jobUrl ?? url,
    lineUrls: lineUrlsOf(log, diagnosis.analysis),
    ...(index === 0 ? { jobs: diagnosed.jobs } : {}),
  }));
}

/** A run without a log: the words of the service are read as one. */
function diagnoseProblem(catalog: CompiledCatalog, url: string, problem: RunLogOutcome): CauseDiagnosis {
  if (problem.kind === 'no-job' || problem.kind === 'no-log') {
    const { analysis } = diagnoseLog(catalog, problem.detail);
    if (analysis.verdict === 'diagnosed') return { analysis, job: null, url };
  }
  if (problem.kind === 'log') throw new Error('a log was not diagnosed');
  const { title, fallback } = buildRunOutcomeCard(problem, null);
  throw unreadable(url, title, fallback);
}

function unreadable(where: string, message: string, hint: string): AuthorError {
  return new AuthorError([{ code: 'unreadable-run', where, message, hint }]);
}
