import { withAmendmentsOf } from '../core/card/amend-card.ts';
import { buildRunOutcomeCard } from '../core/card/build-run-outcome-card.ts';
import type { CardSource } from '../core/card/diagnosis-card-input.ts';
import { buildAnswerCard } from './answer-card.ts';
import type { KnownCard } from './card-click.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { diagnoseJobs } from './diagnose-jobs.ts';
import { diagnoseLog, type LogDiagnosis } from './diagnose-log.ts';
import { isKeptWhole, keptLog } from './kept-log.ts';
import { mayReadRun } from './may-read-run.ts';
import { runSource } from './run-source.ts';
import { hasLink } from './run-stream.ts';

/** As many as are read when the alert arrives. */
const MOST_JOBS = 8;

/**
 * Reads the log again, with the playbooks of today, and edits the card in place. A run's log is fetched anew.
 * Gives what to tell the person: nothing when the card says it all.
 */
export async function rerunCard(context: ChatFlowsContext, old: KnownCard): Promise<string | null> {
  const again = await readAgain(context, old);
  if (typeof again === 'string') return again;
  const { analysis, log, source } = again;
  const before = old.subject.analysis;
  // What was hidden in the first reading stays hidden, and is still said.
  const redactions = old.subject.alert ? analysis.redactions : before.redactions;
  const subject = { ...old.subject, analysis: { ...analysis, redactions }, log: keptLog(log), source };
  const fresh = await buildAnswerCard(context, { subject, workspace: old.posted.workspace });
  const card = withAmendmentsOf(fresh.card, old.card);
  const { fingerprint } = analysis;
  await context.store.recordCard({
    ...old,
    card,
    subject: fresh.subject,
    playbook: fresh.playbook,
    fingerprint,
  });
  await context.chat.updateCard(old.posted, card);
  return before.diagnosis?.id === analysis.diagnosis?.id ? 'Read again: the answer is the same.' : null;
}

interface SecondReading extends LogDiagnosis {
  readonly source: CardSource | null;
}

async function readAgain(context: ChatFlowsContext, old: KnownCard): Promise<SecondReading | string> {
  const { alert, log, analysis, source } = old.subject;
  if (alert && hasLink(alert)) {
    const { host, repo } = alert.link;
    // The lists may have become shorter since, and the copy of a card may stand where others hold.
    if (!(await mayReadRun(context, old.posted, alert.link)))
      return buildRunOutcomeCard({ kind: 'not-connected', host, repo }, alert).fallback;
    const found = await (await context.ci.runLogsFor(old.posted.workspace)).fetchFailedJobLogs(
      alert.link,
      MOST_JOBS,
    );
    const diagnosed = diagnoseJobs(context.catalog, found);
    if (diagnosed) return { ...diagnosed.first.diagnosis, source: runSource(alert, diagnosed) };
    const [problem] = found.outcomes;
    return problem.kind === 'log'
      ? 'No job of the run has a log.'
      : buildRunOutcomeCard(problem, alert).fallback;
  }
  if (!isKeptWhole(log)) return 'The log was longer than what is kept of it. Hand it over again.';
  return { ...diagnoseLog(context.catalog, log, { truncated: analysis.log.truncated }), source };
}
