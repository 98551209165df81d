import type { Alert } from '../core/alert/run.ts';
import { buildRunOutcomeCard } from '../core/card/build-run-outcome-card.ts';
import { decodeLog } from '../core/log/decode-log.ts';
import { allowsDiagnosis } from '../core/settings/channel-settings.ts';
import { answerLog } from './answer-log.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { diagnoseLog } from './diagnose-log.ts';
import type { CardPlace, RunLog } from './ports.ts';
import { settingsOf } from './settings-of.ts';

/**
 * Answers a CI alert: fetches the log of the failed job and diagnoses it. An alert without a run link leads
 * nowhere and stays unanswered; every other way it can end has a card.
 */
export async function diagnoseRun(context: ChatFlowsContext, alert: Alert, place: CardPlace): Promise<void> {
  if (!alert.link) return;
  const { outcomes } = await context.runLogs.fetchFailedJobLogs(alert.link, 1);
  const [outcome] = outcomes;
  if (outcome.kind !== 'log') {
    await context.chat.postCard(place, buildRunOutcomeCard(outcome, alert));
    return;
  }
  const diagnosis = diagnoseLog(context.catalog, decodeLog(outcome.bytes), { truncated: outcome.truncated });
  const named = diagnosis.analysis.diagnosis;
  if (named && !allowsDiagnosis(await settingsOf(context.store, place), named)) return;
  await answerLog(context, { diagnosis, place, source: sourceOf(outcome, alert), author: null, alert });
}

function sourceOf(
  { job, step, jobUrl }: RunLog,
  alert: Alert,
): { job: string | null; step: string | null; url: string | null; name: string | null } {
  return { job: job ?? alert.job, step, url: jobUrl ?? alert.runUrl, name: job ?? alert.job };
}
