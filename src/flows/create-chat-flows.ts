import { buildThreadOpener } from '../core/card/build-notice-cards.ts';
import { parseRequestWords } from '../core/submission/request-words.ts';
import { answerLaterRun } from './answer-later-run.ts';
import { answerMessage } from './answer-message.ts';
import { answerRequest } from './answer-request.ts';
import { answerRunNews } from './answer-run-news.ts';
import { applyAction } from './apply-action.ts';
import type { ChatFlows, Paste } from './chat-flows.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { mayAnswer } from './decide-message.ts';
import { introduce } from './introduce.ts';
import { createOnceChat, type Delivery } from './once-chat.ts';
import { showHome } from './show-home.ts';
import { submitForm } from './submit-form.ts';

/** The decisions behind a chat tool's listeners. */
export function createChatFlows(context: ChatFlowsContext): ChatFlows {
  return {
    answerMessage: (message, delivery) => answerMessage(contextOf(context, delivery), message),
    mayAnswer: async (message) =>
      mayAnswer(context.catalog, message, await context.ci.hostsFor(message.workspace)),
    answerCommand: ({ words, ...place }) =>
      answerRequest(context, parseRequestWords(words) ?? { kind: 'help' }, { ...place, thread: null }),
    answerPaste: (paste, delivery) => answerPaste(contextOf(context, delivery), paste),
    answerRunNews: (news, delivery) => answerRunNews(contextOf(context, delivery), news),
    answerLaterRun: (later, delivery) => answerLaterRun(contextOf(context, delivery), later),
    applyAction: (action, click) => applyAction(context, action, click),
    submitForm: (key, given) => submitForm(context, key, given),
    introduce: (place) => introduce(context, place),
    showHome: (who) => showHome(context, who),
  };
}

/** What is done for a delivery holds its claims in the delivery's name, and posts under it. */
function contextOf(context: ChatFlowsContext, delivery: Delivery | undefined): ChatFlowsContext {
  if (delivery === undefined) return context;
  const { key: holder, afterwards } = delivery;
  return { ...context, chat: createOnceChat(context.chat, delivery), holder, afterwards };
}

/** Opens a thread and answers there, as if the person had written the log into it. */
async function answerPaste(context: ChatFlowsContext, paste: Paste): Promise<void> {
  const { workspace, channel, user, text, files, hidden, external = false } = paste;
  const place = await context.chat.openThread({ workspace, channel }, buildThreadOpener(user));
  await answerMessage(context, {
    workspace: place.workspace,
    channel: place.channel,
    channelKind: null,
    id: place.thread,
    thread: place.thread,
    broadcast: false,
    author: { kind: 'person', id: user, name: null },
    change: 'new',
    text,
    code: text.trim() === '' ? [] : [text],
    prose: '',
    mentionsUs: false,
    askedBy: user,
    external,
    email: false,
    unfurl: false,
    pieces: [],
    files,
    ...(hidden === undefined ? {} : { hidden }),
  });
}
