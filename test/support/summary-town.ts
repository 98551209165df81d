import { createOpenaiSummarizer } from '../../src/adapters/llm/create-openai-summarizer.ts';
import type { Card } from '../../src/core/card/card.ts';
import { renderCardText } from '../../src/core/card/render-card-text.ts';
import type { CompiledCatalog } from '../../src/core/match/compile-catalog.ts';
import type { ChatFlows } from '../../src/flows/chat-flows.ts';
import { createChatFlows } from '../../src/flows/create-chat-flows.ts';
import type { Chat, PostedCard, RunLogs, Store } from '../../src/flows/ports.ts';
import { createSummaryMeter, type SummaryMeter } from '../../src/flows/summary-meter.ts';
import { openAlertTown } from './alert-town.ts';

export interface TownSettings {
  readonly catalog: CompiledCatalog;
  /** Address of the model's server; null: none is configured. */
  readonly server: string | null;
  readonly timeoutMs?: number;
  readonly dailyTokens?: number;
  readonly strict?: boolean;
}

/** The flows over a real store and a real summarizer; cards are kept in the order in which they were shown. */
export interface SummaryTown {
  readonly flows: ChatFlows;
  readonly store: Store;
  readonly meter: SummaryMeter;
  readonly shown: readonly { readonly posted: PostedCard; readonly card: Card }[];
  /** What the reader of a pasted log sees: at first, and at last. */
  paste(
    text: string,
    who?: { channel?: string; user?: string },
  ): Promise<{ before: string; after: string; posted: PostedCard }>;
  stop(): Promise<void>;
}

/** No run is read here. */
const NO_RUNS: RunLogs = {
  fetchFailedJobLogs: () => Promise.reject(new Error('no run is read here')),
  runHistory: async () => null,
};

export async function startSummaryTown(settings: TownSettings): Promise<SummaryTown> {
  const base = await openAlertTown(NO_RUNS, { catalog: settings.catalog, clock: Date.now });
  const { store } = base.context;
  const meter = createSummaryMeter({ input: 1, output: 10 });
  const shown: { posted: PostedCard; card: Card }[] = [];
  let messages = 0;
  const nextMessage = () => {
    messages += 1;
    return `${messages}.0`;
  };
  const chat: Chat = {
    ...base.context.chat,
    async postCard(place, card) {
      const posted = { ...place, message: nextMessage() };
      shown.push({ posted, card });
      return posted;
    },
    async updateCard(posted, card) {
      shown.push({ posted, card });
    },
    openThread: async (place) => ({ ...place, thread: nextMessage() }),
  };
  const model = settings.server === null ? null : summarizing(settings, settings.server, meter);
  const flows = createChatFlows({ ...base.context, chat, summarizing: model });
  return {
    flows,
    store,
    meter,
    shown,
    async paste(text, { channel = 'C1', user = 'U1' } = {}) {
      const from = shown.length;
      await flows.answerPaste({ workspace: 'T1', channel, user, text, files: [] });
      const [first] = shown.slice(from);
      const last = shown.at(-1);
      if (!first || !last) throw new Error('no card was shown');
      return { before: textOf(first.card), after: textOf(last.card), posted: first.posted };
    },
    stop: () => base.close(),
  };
}

function summarizing(settings: TownSettings, server: string, meter: SummaryMeter) {
  const { timeoutMs = 3000, dailyTokens = 100_000, strict = false } = settings;
  return {
    summarizer: createOpenaiSummarizer({ apiKey: 'k', baseUrl: server, model: 'small-1', timeoutMs }),
    policy: { dailyTokens, strict },
    meter,
  };
}

export function textOf(card: Card): string {
  return renderCardText(card, { color: false, width: 300 });
}
