import type { Alert } from '../core/alert/run.ts';
import { buildRunOutcomeCard } from '../core/card/build-run-outcome-card.ts';
import type { RunLogProblem } from '../core/card/run-log-problem.ts';
import { allowsDiagnosis } from '../core/settings/channel-settings.ts';
import { answerLog } from './answer-log.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { type DiagnosedJobs, diagnoseJobs } from './diagnose-jobs.ts';
import { diagnoseLog, type LogDiagnosis } from './diagnose-log.ts';
import { judgeFailure } from './judge-failure.ts';
import { mayReadRun } from './may-read-run.ts';
import type { CardPlace, RunDetails, StoredCard } from './ports.ts';
import { hasLink, knownRun, type LinkedAlert } from './run-stream.ts';
import { settingsOf } from './settings-of.ts';

/** Of one run; the rest is counted. */
const MOST_JOBS = 8;

/**
 * Answers a CI alert: fetches the logs of the failed jobs, diagnoses them and posts one card about the cause that
 * came first. An alert without a run link leads nowhere and stays unanswered; every other way it can end has a card.
 */
export async function diagnoseRun(context: ChatFlowsContext, alert: Alert, place: CardPlace): Promise<void> {
  if (!hasLink(alert)) return;
  const { link } = alert;
  if (!(await mayReadRun(context, place, link))) {
    const { host, repo } = link;
    await context.chat.postCard(place, buildRunOutcomeCard({ kind: 'not-connected', host, repo }, alert));
    return;
  }
  const runLogs = await context.runLogsFor(place.workspace);
  const found = await runLogs.fetchFailedJobLogs(link, MOST_JOBS);
  const diagnosed = diagnoseJobs(context.catalog, found);
  if (diagnosed) return answerJobs(context, { alert, place }, diagnosed);
  const [problem] = found.outcomes;
  if (problem.kind === 'log') return;
  const spoken = diagnoseProblem(context, problem);
  if (spoken) return answerProblem(context, { alert, place }, spoken);
  const card = buildRunOutcomeCard(problem, alert);
  const posted = await context.chat.postCard(place, card);
  const postedAt = context.clock();
  const stored = { posted, card, playbook: null, fingerprint: null, subject: null, postedAt };
  await context.store.recordCard(stored);
  await remember(context, { alert, stored, details: null, job: alert.job });
}

/** An alert that leads to a run, and where its answer goes. */
interface AskedRun {
  readonly alert: LinkedAlert;
  readonly place: CardPlace;
}

async function answerJobs(
  context: ChatFlowsContext,
  { alert, place }: AskedRun,
  { first: { log, diagnosis }, jobs }: DiagnosedJobs,
): Promise<void> {
  const named = diagnosis.analysis.diagnosis;
  if (named && !allowsDiagnosis(await settingsOf(context.store, place), named)) return;
  const job = log.job ?? alert.job;
  const source = { job, step: log.step, url: log.jobUrl ?? alert.runUrl, name: job, jobs };
  const onPosted = (stored: StoredCard) => remember(context, { alert, stored, details: log.run, job });
  await answerLog(context, { diagnosis, place, source, author: null, alert, onPosted });
}

/**
 * A run that began no job has no log, but the service may say why: an invalid workflow file, a limit of the
 * account. Its words are read as a log; null when no playbook knows them.
 */
function diagnoseProblem({ catalog }: ChatFlowsContext, problem: RunLogProblem): LogDiagnosis | null {
  if (problem.kind !== 'no-job' && problem.kind !== 'no-log') return null;
  const diagnosis = diagnoseLog(catalog, problem.detail);
  return diagnosis.analysis.verdict === 'diagnosed' ? diagnosis : null;
}

async function answerProblem(
  context: ChatFlowsContext,
  { alert, place }: AskedRun,
  diagnosis: LogDiagnosis,
): Promise<void> {
  const source = { job: alert.job, step: null, url: alert.runUrl, name: 'what the service says' };
  const onPosted = (stored: StoredCard) =>
    remember(context, { alert, stored, details: null, job: alert.job });
  await answerLog(context, { diagnosis, place, source, author: null, alert, onPosted });
}

interface AnsweredRun {
  readonly alert: LinkedAlert;
  readonly stored: StoredCard;
  readonly details: RunDetails | null;
  readonly job: string | null;
}

/** Keeps the run, so that its card can turn green, and says on it what the history shows. */
async function remember(
  context: ChatFlowsContext,
  { alert, stored, details, job }: AnsweredRun,
): Promise<void> {
  const { posted, playbook } = stored;
  // Failures without a diagnosis may share no more than an exit code: that is not the same cause.
  const fingerprint = playbook === null ? null : stored.fingerprint;
  const run = knownRun(posted.workspace, alert, details);
  const failure = { ...run, posted, job, fingerprint, failedAt: context.clock() };
  await context.store.recordFailedRun(failure);
  if (stored.subject) await judgeFailure(context, failure, alert.link);
}
