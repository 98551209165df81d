import { withSummary } from '../core/card/amend-card.ts';
import { OutsideError } from '../core/errors.ts';
import type { FailedRequest } from '../core/failed-request/failed-request.ts';
import type { RedactedLog } from '../core/log/redacted-log.ts';
import { buildSummaryRequest } from './build-summary-request.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { checkSummary } from './check-summary.ts';
import type { StoredCard } from './ports.ts';
import { settingsOf } from './settings-of.ts';

/**
 * Adds one sentence of the language model to a posted card, if one is configured, a request failed, and the
 * answer survives its checks. Every failure leaves the card as it is.
 */
export async function addSummary(
  { summarizer, store, chat, logger }: ChatFlowsContext,
  stored: StoredCard,
  { log, requests }: { log: RedactedLog; requests: readonly FailedRequest[] },
): Promise<void> {
  if (!summarizer || requests.length === 0) return;
  if (!(await settingsOf(store, stored.posted)).model) return;
  const request = buildSummaryRequest(log, requests);
  try {
    const checked = checkSummary(await summarizer.summarize(request), request);
    if (!checked.ok) {
      logger.info({ reason: checked.reason }, 'a summary was discarded');
      return;
    }
    const latest = (await store.findCard(stored.posted)) ?? stored;
    const card = withSummary(latest.card, { sentence: checked.sentence, model: summarizer.model });
    await store.updateCard(stored.posted, card);
    await chat.updateCard(stored.posted, card);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    logger.warn({ operation: error.operation, status: error.status }, 'the summarizer failed');
  }
}
