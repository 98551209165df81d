import type { Alert } from '../core/alert/run.ts';
import { buildRunOutcomeCard, type SetBy } from '../core/card/build-run-outcome-card.ts';
import type { RunLogProblem } from '../core/card/run-log-problem.ts';
import { allowsDiagnosis } from '../core/settings/channel-settings.ts';
import { answerLog } from './answer-log.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { type DiagnosedJobs, diagnoseJobs } from './diagnose-jobs.ts';
import { diagnoseLog, type LogDiagnosis } from './diagnose-log.ts';
import { judgeFailure } from './judge-failure.ts';
import { type LaterRun, mayComeLater, putOff, WAIT_AT_ONCE_MS } from './later-run.ts';
import { mayReadRun } from './may-read-run.ts';
import type { CardPlace, RunDetails, StoredCard } from './ports.ts';
import type { FailedRun } from './run-records.ts';
import { runSource } from './run-source.ts';
import { hasLink, knownRun, type LinkedAlert } from './run-stream.ts';
import { settingsOf } from './settings-of.ts';

/** Of one run; the rest is counted. */
const MOST_JOBS = 8;

/**
 * Answers a CI alert: fetches the logs of the failed jobs, diagnoses them and posts one card about the cause that
 * came first. A run that still goes on is put off, so that its channel's further messages do not wait for it. An
 * alert without a run link leads nowhere and stays unanswered; every other way it can end has a card.
 */
export async function diagnoseRun(
  context: ChatFlowsContext,
  alert: Alert,
  place: CardPlace,
  before: Pick<LaterRun, 'times' | 'root'> = { times: 0, root: rootOf(context, place) },
): Promise<void> {
  if (!hasLink(alert)) return;
  const { link } = alert;
  if (!(await mayReadRun(context, place, link))) {
    const { host, repo } = link;
    const problem = { kind: 'not-connected', host, repo } as const;
    await context.chat.postCard(place, buildRunOutcomeCard(problem, alert, setByIn(context)));
    return;
  }
  const runLogs = await context.ci.runLogsFor(place.workspace);
  const waitMs = before.times === 0 ? WAIT_AT_ONCE_MS : 0;
  const found = await runLogs.fetchFailedJobLogs(link, MOST_JOBS, waitMs);
  const diagnosed = diagnoseJobs(context.catalog, found);
  if (diagnosed) {
    await answerJobs(context, { alert, place }, diagnosed);
    return;
  }
  const [problem] = found.outcomes;
  if (problem.kind === 'log') return;
  const spoken = diagnoseProblem(context, problem);
  if (spoken) {
    await answerProblem(context, { alert, place }, spoken);
    return;
  }
  if (isOnItsWay(problem) && mayComeLater(before.times)) {
    await putOff(context, { alert, place, root: before.root }, before.times);
    return;
  }
  await postProblem(context, { alert, place }, problem);
}

/** The same for the same work, done again too. */
function rootOf({ holder, clock }: ChatFlowsContext, { thread }: CardPlace): string {
  return holder ?? `${thread}:${clock()}`;
}

/** Not the end of it: an alert may arrive before its run has ended, and a log after its job. */
function isOnItsWay({ kind }: RunLogProblem): boolean {
  return kind === 'still-running' || kind === 'no-log';
}

async function postProblem(
  context: ChatFlowsContext,
  { alert, place }: AskedRun,
  problem: RunLogProblem,
): Promise<void> {
  const card = buildRunOutcomeCard(problem, alert, setByIn(context));
  const posted = await context.chat.postCard(place, card);
  const postedAt = context.clock();
  const stored = { posted, card, playbook: null, fingerprint: null, subject: null, postedAt };
  await context.store.recordCard(stored);
  await context.store.recordFailedRun(failureOf(context, { alert, details: null, job: alert.job }, stored));
}

/** Where many workspaces share the bot, nobody of them can set a variable. */
function setByIn({ repositories }: ChatFlowsContext): SetBy {
  return repositories.mustBeListed ? 'admin' : 'environment';
}

/** An alert that leads to a run, and where its answer goes. */
interface AskedRun {
  readonly alert: LinkedAlert;
  readonly place: CardPlace;
}

async function answerJobs(
  context: ChatFlowsContext,
  { alert, place }: AskedRun,
  diagnosed: DiagnosedJobs,
): Promise<void> {
  const { log, diagnosis } = diagnosed.first;
  const named = diagnosis.analysis.diagnosis;
  if (named && !allowsDiagnosis(await settingsOf(context.store, place), named)) return;
  const source = runSource(alert, diagnosed);
  const facts = { alert, details: log.run, job: source.job };
  await answerLog(context, { diagnosis, place, source, author: null, alert, ...remembering(context, facts) });
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
  const facts = { alert, details: null, job: alert.job };
  await answerLog(context, { diagnosis, place, source, author: null, alert, ...remembering(context, facts) });
}

interface AnsweredRun {
  readonly alert: LinkedAlert;
  readonly details: RunDetails | null;
  readonly job: string | null;
}

/** Keeps the run, so that its card can turn green, and says on it afterwards what the history shows. */
function remembering(context: ChatFlowsContext, run: AnsweredRun) {
  return {
    onPosted: (stored: StoredCard) => context.store.recordFailedRun(failureOf(context, run, stored)),
    afterwards: (stored: StoredCard) =>
      judgeFailure(context, failureOf(context, run, stored), run.alert.link),
  };
}

function failureOf(
  { clock }: ChatFlowsContext,
  { alert, details, job }: AnsweredRun,
  { posted, playbook, fingerprint }: StoredCard,
): FailedRun {
  return {
    ...knownRun(posted.workspace, alert, details),
    posted,
    job,
    // Failures without a diagnosis may share no more than an exit code: that is not the same cause.
    fingerprint: playbook === null ? null : fingerprint,
    failedAt: clock(),
  };
}
