import { alertKey } from '../core/alert/alert-key.ts';
import type { Alert } from '../core/alert/run.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import { isAsked } from '../core/submission/read-submission.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { diagnoseRun } from './diagnose-run.ts';
import { pointTo } from './hand-over.ts';
import { once } from './once.ts';
import type { CardPlace, StoredCard } from './ports.ts';
import { hasLink, knownRun } from './run-stream.ts';

/**
 * A run is answered once; who asks about it again is shown where. What could not be read then (the service was
 * away, a token was missing) is read now, when somebody asks.
 */
export async function answerRun(
  context: ChatFlowsContext,
  { message, place, alert }: { message: ChatMessage; place: CardPlace; alert: Alert },
): Promise<void> {
  const isFirst = await once(context, alertKey(alert, message), () => diagnoseRun(context, alert, place));
  if (isFirst || !isAsked(message)) return;
  const earlier = await findAnswer(context, alert, place);
  if (earlier === null) await diagnoseRun(context, alert, place);
  else await pointTo(context, earlier, place);
}

/** The card of the run in this channel that says more than that its log could not be read; null for none. */
async function findAnswer(
  { store }: ChatFlowsContext,
  alert: Alert,
  { workspace, channel }: CardPlace,
): Promise<StoredCard | null> {
  if (!hasLink(alert)) return null;
  const { runId, ...stream } = knownRun(workspace, alert, null);
  for (const { posted, ...failure } of await store.openFailures(stream)) {
    if (runId === null || failure.runId !== runId || posted.channel !== channel) continue;
    const card = await store.findCard(posted);
    if (card?.subject) return card;
  }
  return null;
}
