import { alertKey } from '../core/alert/alert-key.ts';
import { withFeedback } from '../core/card/amend-card.ts';
import {
  buildHelpCard,
  buildListCard,
  buildMissCard,
  buildThreadOpener,
} from '../core/card/build-notice-cards.ts';
import { buildPlaybookCard } from '../core/card/build-playbook-card.ts';
import type { Card } from '../core/card/card.ts';
import type { CardAction } from '../core/card/card-action.ts';
import type { CatalogEntry } from '../core/playbook/catalog.ts';
import { allowsAlert, allowsLog } from '../core/settings/channel-settings.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import { isAsked } from '../core/submission/read-submission.ts';
import { parseRequestWords, REQUEST_HELP, type RequestWords } from '../core/submission/request-words.ts';
import { answerLog } from './answer-log.ts';
import type { ActionAnswer, ChatFlows, CommandAnswer, Paste } from './chat-flows.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { type Decision, decideMessage } from './decide-message.ts';
import { diagnoseLog } from './diagnose-log.ts';
import { diagnoseRun } from './diagnose-run.ts';
import type { CardPlace, PostedCard } from './ports.ts';
import { settingsOf } from './settings-of.ts';

/** The decisions behind a chat tool's listeners. */
export function createChatFlows(context: ChatFlowsContext): ChatFlows {
  return {
    answerMessage: (message) => answerMessage(context, message),
    answerCommand: (words) => answerCommand(context, words),
    answerPaste: (paste) => answerPaste(context, paste),
    applyAction: (action, click) => applyAction(context, action, click),
  };
}

async function answerMessage(context: ChatFlowsContext, message: ChatMessage): Promise<void> {
  const place = placeOf(message);
  if (!place) return;
  const decision = decideMessage(context.catalog, message, context.hosts);
  if (decision.decision === 'ignore' || !(await isWanted(context, decision, message))) return;
  switch (decision.decision) {
    case 'alert':
      return once(context, alertKey(decision.alert, message), () =>
        diagnoseRun(context, decision.alert, place),
      );
    case 'diagnose':
      return once(context, messageKey(place, message), () =>
        answerLog(context, {
          diagnosis: decision.diagnosis,
          place,
          source: null,
          author: message.author.id,
          alert: null,
        }),
      );
    case 'words':
      return once(context, messageKey(place, message), () => answerWords(context, decision.words, place));
  }
}

/** Whether the channel's settings let this be answered; who asks by name always gets an answer. */
async function isWanted(
  { store }: ChatFlowsContext,
  decision: Decision,
  message: ChatMessage,
): Promise<boolean> {
  const { workspace, channel } = message;
  const isUnasked = decision.decision === 'alert' || (decision.decision === 'diagnose' && !isAsked(message));
  if (!isUnasked || workspace === null || channel === null) return true;
  const settings = await settingsOf(store, { workspace, channel });
  if (decision.decision === 'alert') return allowsAlert(settings);
  return allowsLog(settings, decision.diagnosis.analysis.diagnosis);
}

/** Answers go under the message, or into the thread that it stands in. */
function placeOf(message: ChatMessage): CardPlace | null {
  if (message.workspace === null || message.channel === null) return null;
  return { workspace: message.workspace, channel: message.channel, thread: message.thread ?? message.id };
}

function messageKey(place: CardPlace, message: ChatMessage): string {
  return `message:${place.workspace}:${place.channel}:${message.id}`;
}

/** Runs the work for the first caller with the key; when it fails before a card stands, the next try may. */
async function once(
  { store, clock }: ChatFlowsContext,
  key: string,
  work: () => Promise<void>,
): Promise<void> {
  if (!(await store.claim(key, clock()))) return;
  try {
    await work();
  } catch (error) {
    await store.release(key);
    throw error;
  }
}

async function answerWords(context: ChatFlowsContext, words: RequestWords, place: CardPlace): Promise<void> {
  const answer = answerRequest(context, words);
  await context.chat.postCard(place, answer.kind === 'card' ? answer.card : buildHelpCard(REQUEST_HELP));
}

function answerCommand(context: ChatFlowsContext, words: string): CommandAnswer {
  return answerRequest(context, parseRequestWords(words) ?? { kind: 'help' });
}

function answerRequest(context: ChatFlowsContext, words: RequestWords): CommandAnswer {
  switch (words.kind) {
    case 'explain':
      return { kind: 'card', card: explain(context, words.name) };
    case 'list':
      return { kind: 'card', card: buildListCard(search(context, words.search)) };
    case 'analyze':
      return { kind: 'ask-for-log' };
    case 'help':
      return { kind: 'card', card: buildHelpCard(REQUEST_HELP) };
  }
}

/** The whole playbook; an unknown name offers the nearest ones. */
function explain({ catalog, docsUrl }: ChatFlowsContext, name: string): Card {
  const entry = catalog.catalog.find(name);
  return entry
    ? buildPlaybookCard(entry.playbook, { docsUrl })
    : buildMissCard(name, catalog.catalog.near(name));
}

function search({ catalog }: ChatFlowsContext, words: string): readonly CatalogEntry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return catalog.catalog.playbooks.filter(({ playbook }) => {
    const text = [
      playbook.id,
      playbook.title,
      playbook.category,
      playbook.kind ?? '',
      ...playbook.aliases,
      ...playbook.tags,
    ]
      .join(' ')
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

async function answerPaste(
  context: ChatFlowsContext,
  { workspace, channel, user, text }: Paste,
): Promise<void> {
  const place = await context.chat.openThread({ workspace, channel }, buildThreadOpener(user));
  await answerLog(context, {
    diagnosis: diagnoseLog(context.catalog, text),
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
      return { kind: 'open', card: explain(context, action.playbook) };
    case 'helped':
    case 'wrong':
      if (posted)
        await recordVerdict(context, { user, posted, playbook: action.playbook, verdict: action.type });
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
