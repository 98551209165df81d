import { describeConnections } from '../core/card/build-connections-card.ts';
import { buildListCard } from '../core/card/build-list-card.ts';
import { buildHelpCard } from '../core/card/build-notice-cards.ts';
import {
  buildNoCardCard,
  buildSettingsCard,
  buildStatusCard,
  type ModelUse,
} from '../core/card/build-state-cards.ts';
import { buildWhyCard } from '../core/card/build-why-card.ts';
import type { Card } from '../core/card/card.ts';
import { REQUEST_HELP, type RequestWords } from '../core/submission/request-words.ts';
import type { CommandAnswer } from './chat-flows.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { chooseSummaries } from './choose-summaries.ts';
import { connectionsFor } from './connect-ci.ts';
import { explainBriefly } from './explain-playbook.ts';
import { searchCatalog } from './search-catalog.ts';
import { channelSettings } from './settings-of.ts';

/** Where words for us were said; `thread` is null for a slash command. */
export interface RequestPlace {
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly external: boolean;
  /** Who said them. */
  readonly user: string | null;
}

/** Cards that are looked through for the last one of a thread. */
const RECENT = 200;

/** What to show to somebody who asked in words. */
export async function answerRequest(
  context: ChatFlowsContext,
  words: RequestWords,
  place: RequestPlace,
): Promise<CommandAnswer> {
  if (words.kind === 'analyze') return { kind: 'ask-for-log' };
  return { kind: 'card', card: await cardFor(context, words, place) };
}

async function cardFor(
  context: ChatFlowsContext,
  words: Exclude<RequestWords, { kind: 'analyze' }>,
  place: RequestPlace,
): Promise<Card> {
  switch (words.kind) {
    case 'explain':
      return explainBriefly(context, words.name);
    case 'list':
      return buildListCard(searchCatalog(context, words.search), words.search);
    case 'summaries':
      return chooseSummaries(context, words, place);
    case 'why':
      return whyCard(context, place);
    case 'status':
      return statusCard(context, place);
    case 'settings':
      return settingsCard(context, place);
    case 'help':
      return buildHelpCard(REQUEST_HELP);
  }
}

/** Admins also see the CI services; not where a whole channel reads along. */
async function settingsCard(context: ChatFlowsContext, place: RequestPlace): Promise<Card> {
  const { workspace, channel, thread, user } = place;
  const isPrivate = thread === null && user !== null;
  const state = isPrivate ? await connectionsFor(context, { workspace, user }) : null;
  const settings = await channelSettings(context.store, place);
  return buildSettingsCard(channel, settings, state === null ? [] : describeConnections(state));
}

/** What was considered for the last card of the thread, or of the channel. */
async function whyCard(
  { store }: ChatFlowsContext,
  { workspace, channel, thread }: RequestPlace,
): Promise<Card> {
  const cards = await store.recentCards({ workspace, channels: [channel], since: 0, most: RECENT });
  const last = cards.find(
    ({ posted, subject }) => subject !== null && (thread === null || posted.thread === thread),
  );
  return last?.subject ? buildWhyCard(last.subject.analysis) : buildNoCardCard();
}

async function statusCard(context: ChatFlowsContext, { workspace }: RequestPlace): Promise<Card> {
  const { store, catalog } = context;
  const counts = await store.work.counts(workspace);
  const given = await store.work.listSetAside(workspace);
  return buildStatusCard({
    ...counts,
    playbooks: catalog.catalog.playbooks.length,
    reasons: given.map(({ reason }) => reason),
    model: await modelUse(context, workspace),
  });
}

async function modelUse(
  { store, summarizing, clock, repositories }: ChatFlowsContext,
  workspace: string,
): Promise<ModelUse | null> {
  if (!summarizing) return null;
  const day = new Date(clock()).toISOString().slice(0, 10);
  return {
    name: summarizing.summarizer.model,
    tokensToday: await store.tokensSpent({ workspace, day }),
    dailyTokens: summarizing.policy.dailyTokens,
    // The process counts it for all of them together.
    cost: repositories.mustBeListed ? null : summarizing.meter.totals().cost,
  };
}
