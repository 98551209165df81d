import type { Card } from '../core/card/card.ts';
import {
  type SummaryNote,
  withExplainOffer,
  withSummary,
  withSummaryNote,
} from '../core/card/with-summary.ts';
import type { Analysis } from '../core/diagnosis/analysis.ts';
import type { RedactedLog } from '../core/log/redacted-log.ts';
import { buildSummaryRequest } from '../core/summary/build-summary-request.ts';
import { isRankingCertain } from '../core/summary/is-ranking-certain.ts';
import type { SummaryRequest } from '../core/summary/summary-request.ts';
import type { ChatFlowsContext, Summarizing } from './chat-flows-context.ts';
import type { PostedCard, StoredCard } from './ports.ts';
import { settingsOf } from './settings-of.ts';
import { type SummaryOutcome, summarizeFailure } from './summarize-failure.ts';

/** A card that shows half a sentence is edited at most so often. */
const EDIT_EVERY_MS = 1_500;

/** Where a log came from, as far as it decides who may read it. */
export interface LogOrigin {
  readonly workspace: string;
  readonly channel: string;
  /** The person who handed the log over; null for an alert. */
  readonly author: string | null;
}

/**
 * What a language model would be shown of a log, or null when it may not be asked: none is configured, the
 * engine's own ranking is certain, or the workspace, the channel or the person said no.
 */
export async function explainable(
  context: ChatFlowsContext,
  { analysis, log }: { analysis: Analysis; log: RedactedLog },
  origin: LogOrigin,
): Promise<SummaryRequest | null> {
  if (!context.summarizing || isRankingCertain(analysis)) return null;
  if (!(await maySummarize(context, origin))) return null;
  const request = buildSummaryRequest(analysis, log);
  return request.candidates.length === 0 || request.excerpt.length === 0 ? null : request;
}

async function maySummarize(
  { store }: ChatFlowsContext,
  { workspace, channel, author }: LogOrigin,
): Promise<boolean> {
  if (!(await settingsOf(store, { workspace, channel })).model) return false;
  if ((await store.summariesForbiddenBy({ workspace, person: null })) !== null) return false;
  return author === null || (await store.summariesForbiddenBy({ workspace, person: author })) === null;
}

/** The card with the button that asks the model, and what it would be sent. */
export function offerExplanation(
  { summarizing }: ChatFlowsContext,
  card: Card,
  request: SummaryRequest | null,
): Card {
  if (!summarizing || !request) return card;
  const { model, server } = summarizing.summarizer;
  return withExplainOffer(card, { model, server, lines: request.excerpt.length });
}

/**
 * Adds one checked sentence of the language model to a posted card, when there are several candidates to choose
 * from. Every failure leaves the card as it is.
 */
export async function addSummary(context: ChatFlowsContext, stored: StoredCard): Promise<void> {
  const request = stored.subject?.explain ?? null;
  if (!request || request.candidates.length < 2) return;
  await once(context, stored.posted, () => summarize(context, stored, { request, isAsked: false }));
}

/**
 * Somebody pressed "Explain this". Asks again whether the model may be asked: people may have changed their minds
 * since the card was posted. Without an answer a small note says why.
 */
export async function explainCard(context: ChatFlowsContext, posted: PostedCard): Promise<void> {
  const stored = await context.store.findCard(posted);
  const request = stored?.subject?.explain ?? null;
  if (!stored || !request) return; // forgotten, or posted when no model was configured
  const author = stored.subject?.author ?? null;
  if (!(await maySummarize(context, { ...stored.posted, author })))
    return note(context, stored, 'switched-off');
  await once(context, posted, () => summarize(context, stored, { request, isAsked: true }));
}

/** A second click while the first is being answered does nothing. */
async function once(
  { store, clock }: ChatFlowsContext,
  posted: PostedCard,
  work: () => Promise<void>,
): Promise<void> {
  const key = `summary:${posted.workspace}:${posted.channel}:${posted.message}`;
  if (!(await store.claim(key, clock()))) return;
  try {
    await work();
  } finally {
    await store.release(key);
  }
}

interface Wanted {
  readonly request: SummaryRequest;
  readonly isAsked: boolean;
}

async function summarize(
  context: ChatFlowsContext,
  stored: StoredCard,
  { request, isAsked }: Wanted,
): Promise<void> {
  const { summarizing, store, clock, logger } = context;
  if (!summarizing) return;
  const live = createLiveSentence(context, stored, summarizing);
  const { workspace } = stored.posted;
  const outcome = await summarizeFailure(
    { ...summarizing, store, clock, logger },
    { workspace, fingerprint: stored.fingerprint, request, onBeginning: live.show },
  );
  const wasShown = await live.end();
  if (outcome.kind === 'summary') {
    const { model, server } = summarizing.summarizer;
    const source = stored.subject?.source ?? null;
    await amend(context, stored, (card) => withSummary(card, { ...outcome.summary, model, server, source }));
  } else if (isAsked) {
    await note(context, stored, noteOf(outcome));
  } else if (wasShown) {
    await amend(context, stored, (card) => card);
  }
}

function noteOf(outcome: Exclude<SummaryOutcome, { kind: 'summary' }>): SummaryNote {
  return outcome.kind;
}

async function note(context: ChatFlowsContext, stored: StoredCard, why: SummaryNote): Promise<void> {
  await amend(context, stored, (card) => withSummaryNote(card, why));
}

/** Changes the card as it is now: people may have clicked since, or have taken the log back or changed it. */
async function amend(
  { store, chat }: ChatFlowsContext,
  stored: StoredCard,
  change: (card: Card) => Card,
): Promise<void> {
  const latest = await store.findCard(stored.posted);
  if (!latest) return; // forgotten meanwhile
  const isSameLog = latest.subject !== null && latest.fingerprint === stored.fingerprint;
  const card = isSameLog ? change(latest.card) : latest.card;
  await store.updateCard(stored.posted, card);
  await chat.updateCard(stored.posted, card);
}

interface LiveSentence {
  readonly show: (sentence: string) => void;
  /** Waits for the last edit. True when half a sentence stands on the card. */
  end(): Promise<boolean>;
}

/**
 * Shows a sentence while it is written, by edits of the card, a few seconds apart. What is shown passed the checks
 * word by word, is not stored, and disappears when the whole does not pass.
 */
function createLiveSentence(
  { chat, clock, logger }: ChatFlowsContext,
  stored: StoredCard,
  { summarizer: { model, server } }: Summarizing,
): LiveSentence {
  let [editedAt, isShown, isEnded] = [clock(), false, false];
  let edit: Promise<void> | null = null;
  return {
    show(sentence) {
      if (edit || isEnded || clock() - editedAt < EDIT_EVERY_MS) return;
      const summary = { sentence: `${sentence} …`, nextSteps: [], lines: [], model, server, source: null };
      edit = chat
        .updateCard(stored.posted, withSummary(stored.card, summary))
        .then(() => {
          isShown = true;
        })
        .catch((error: unknown) =>
          logger.warn({ error: String(error) }, 'half a sentence could not be shown'),
        )
        .finally(() => {
          edit = null;
          editedAt = clock();
        });
    },
    async end() {
      isEnded = true;
      await edit;
      return isShown;
    },
  };
}
