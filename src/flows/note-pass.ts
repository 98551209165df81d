import type { Alert } from '../core/alert/run.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { CardPlace } from './ports.ts';
import { hasLink, knownRun } from './run-stream.ts';
import { turnGreen } from './turn-green.ts';

/** A message of the channel says that a run passed: cards of the channel that it ends say so too. */
export async function notePass(context: ChatFlowsContext, passed: Alert, place: CardPlace): Promise<void> {
  if (!hasLink(passed)) return;
  const run = knownRun(place.workspace, passed, null);
  await turnGreen(context, { passed: run, link: passed.link, channel: place.channel });
}
