import { withFeedback } from '../core/card/amend-card.ts';
import { buildThreadOpener } from '../core/card/build-notice-cards.ts';
import type { CardAction } from '../core/card/card-action.ts';
import { parseRequestWords } from '../core/submission/request-words.ts';
import { explainCard } from './add-summary.ts';
import { answerLog } from './answer-log.ts';
import { answerMessage } from './answer-message.ts';
import { answerRequest } from './answer-request.ts';
import type { ActionAnswer, ChatFlows, Paste } from './chat-flows.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { mayAnswer } from './decide-message.ts';
import { diagnoseLog } from './diagnose-log.ts';
import { explainPlaybook } from './explain-playbook.ts';
import { judgeSummary } from './judge-summary.ts';
import { createOnceChat, type Delivery } from './once-chat.ts';
import type { PostedCard } from './ports.ts';

/** The decisions behind a chat tool's listeners. */
export function createChatFlows(context: ChatFlowsContext): ChatFlows {
  return {
    answerMessage: (message, delivery) => answerMessage(contextOf(context, delivery), message),
    mayAnswer: (message) => mayAnswer(context.catalog, message, context.hosts),
    answerCommand: ({ words, ...place }) =>
      answerRequest(context, parseRequestWords(words) ?? { kind: 'help' }, { ...place, thread: null }),
    answerPaste: (paste, delivery) => answerPaste(contextOf(context, delivery), paste),
    applyAction: (action, click) => applyAction(context, action, click),
  };
}

/** What is done for a delivery holds its claims in the delivery's name, and posts under it. */
function contextOf(context: ChatFlowsContext, delivery: Delivery | undefined): ChatFlowsContext {
  if (delivery === undefined) return context;
  return { ...context, chat: createOnceChat(context.chat, delivery), holder: delivery.key };
}

async function answerPaste(
  context: ChatFlowsContext,
  { workspace, channel, user, text, hidden }: Paste,
): Promise<void> {
  const place = await context.chat.openThread({ workspace, channel }, buildThreadOpener(user));
  await answerLog(context, {
    diagnosis: diagnoseLog(context.catalog, text, { hidden }),
    place,
    source: null,
    author: user,
    alert: null,
  });
}

async function applyAction(
  context: ChatFlowsContext,
  action: CardAction,
  { user, posted }: { user: string; posted: PostedCard | null },
): Promise<ActionAnswer> {
  switch (action.type) {
    case 'full-playbook':
    case 'explain':
      return { kind: 'open', card: explainPlaybook(context, action.playbook) };
    case 'helped':
    case 'wrong':
      if (posted)
        await recordVerdict(context, { user, posted, playbook: action.playbook, verdict: action.type });
      return { kind: 'done' };
    case 'summarize':
      if (posted) await explainCard(context, posted);
      return { kind: 'done' };
    case 'summary-helped':
    case 'summary-wrong':
      if (posted) await judgeSummary(context, { user, posted, verdict: action.type });
      return { kind: 'done' };
  }
}

interface Verdict {
  readonly user: string;
  readonly posted: PostedCard;
  readonly playbook: string;
  readonly verdict: 'helped' | 'wrong';
}

async function recordVerdict({ store, chat, clock }: ChatFlowsContext, given: Verdict): Promise<void> {
  const { posted, user, verdict } = given;
  const stored = await store.findCard(posted);
  if (!stored) return; // forgotten, or older than we keep: nothing to amend
  await store.recordFeedback({ ...given, at: clock() });
  const tally = await store.feedbackOn(stored.posted);
  const card = withFeedback(stored.card, { ...tally, last: { user, verdict } });
  await store.updateCard(stored.posted, card);
  await chat.updateCard(stored.posted, card);
}
