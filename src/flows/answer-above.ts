import { buildNoLogCard } from '../core/card/build-submission-cards.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import { isPrinted } from '../core/submission/looks-like-log.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { type Decision, decideMessage } from './decide-message.ts';
import { pointTo } from './hand-over.ts';
import type { CardPlace } from './ports.ts';

/** A message of the thread that holds something to answer, as asked for by the person who mentioned us. */
export interface FoundAbove {
  readonly message: ChatMessage;
  readonly decision: Decision;
}

/**
 * What somebody means who mentions us in a thread: its first message, else the latest that holds a log, a file, an
 * alert or a link to a run. Null when there is none, and then they were told; or when it was answered, and then
 * they were shown where.
 */
export async function findAbove(
  context: ChatFlowsContext,
  asking: ChatMessage,
  place: CardPlace,
): Promise<FoundAbove | null> {
  const thread = await context.reader.fetchThread(place);
  const others = thread.filter(({ id, author }) => id !== asking.id && author.kind !== 'self');
  const [parent, ...replies] = others;
  const hosts = await context.ci.hostsFor(asking.workspace);
  for (const message of parent === undefined ? [] : [parent, ...replies.reverse()]) {
    if (await wasAnswered(context, message, place)) return null;
    const asked = {
      ...message,
      askedBy: asking.author.id,
      mentionsUs: false,
      external: asking.external,
    };
    const decision = decideMessage(context.catalog, asked, hosts);
    if (isWorthAnswering(decision, message)) return { message: asked, decision };
  }
  await context.chat.postCard(place, buildNoLogCard([]));
  return null;
}

async function wasAnswered(
  context: ChatFlowsContext,
  message: ChatMessage,
  place: CardPlace,
): Promise<boolean> {
  const { workspace, channel } = place;
  const record = await context.store.findSubmission({ workspace, channel, message: message.id });
  if (record === null || record.card === null) return false;
  const stored = await context.store.findCard({ workspace, channel, message: record.card });
  if (stored !== null) await pointTo(context, stored, place);
  return stored !== null;
}

function isWorthAnswering({ decision }: Decision, { text }: ChatMessage): boolean {
  if (decision === 'diagnose') return text.split('\n').some(isPrinted);
  return decision === 'alert' || decision === 'run' || decision === 'fetch';
}
