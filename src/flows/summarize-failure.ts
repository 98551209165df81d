import { OutsideError } from '../core/errors.ts';
import { checkBeginning, checkSummary, type SummaryObjection } from '../core/summary/check-summary.ts';
import { findUnclassified } from '../core/summary/find-unclassified.ts';
import { answerFrom, keepable } from '../core/summary/kept-summary.ts';
import type { Summary, SummaryRequest } from '../core/summary/summary-request.ts';
import type { Clock, Logger } from './ports.ts';
import type { Summarizer, SummaryReply } from './summarizer.ts';
import type { SummaryMeter } from './summary-meter.ts';
import type { SummaryKey, SummaryRecords, TokenDay } from './summary-records.ts';

/** What whoever runs the bot allows. */
export interface SummaryPolicy {
  /** Tokens a workspace may spend in a day (UTC). */
  readonly dailyTokens: number;
  /** Nothing is sent of an excerpt that holds a word redaction could not classify. */
  readonly strict: boolean;
}

export type SummaryOutcome =
  | { readonly kind: 'summary'; readonly summary: Summary }
  | { readonly kind: 'discarded'; readonly reason: SummaryObjection }
  /** Strict: the excerpt holds words that may be secrets of an unknown kind. */
  | { readonly kind: 'unclassified'; readonly lines: readonly number[] }
  | { readonly kind: 'over-budget' }
  /** The server can't be reached, is busy, or answered something else. */
  | { readonly kind: 'failed' };

export interface SummaryContext {
  readonly summarizer: Summarizer;
  readonly store: SummaryRecords;
  readonly policy: SummaryPolicy;
  readonly meter: SummaryMeter;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One failure that a sentence is wanted for. */
export interface SummaryQuestion {
  readonly workspace: string;
  /** Null: nothing is kept, nothing is found. */
  readonly fingerprint: string | null;
  readonly request: SummaryRequest;
  /** Told the words that passed the checks so far, while the model writes. */
  readonly onBeginning?: (sentence: string) => void;
}

/**
 * A checked sentence about a failure: the kept one of the same failure, else one call to the model within the
 * day's budget. Never throws for what the model or its server does; throws OutsideError when the store can't be
 * reached.
 */
export async function summarizeFailure(
  context: SummaryContext,
  question: SummaryQuestion,
): Promise<SummaryOutcome> {
  const outcome = await findOutcome(context, question);
  context.meter.countOutcome(outcome.kind === 'discarded' ? `discarded: ${outcome.reason}` : outcome.kind);
  return outcome;
}

async function findOutcome(context: SummaryContext, question: SummaryQuestion): Promise<SummaryOutcome> {
  const { policy, logger } = context;
  const unclassified = policy.strict ? findUnclassified(question.request.excerpt) : [];
  if (unclassified.length > 0) return { kind: 'unclassified', lines: unclassified.map(({ line }) => line) };
  const kept = await findKept(context, question);
  if (kept) return { kind: 'summary', summary: kept };
  const reply = await callWithinBudget(context, question);
  if (reply === 'over-budget' || reply === 'failed') return { kind: reply };
  const checked = checkSummary(reply.answer, question.request);
  if (!checked.ok) {
    logger.info({ reason: checked.reason }, 'a summary was discarded');
    return { kind: 'discarded', reason: checked.reason };
  }
  await keep(context, question, checked.summary);
  return { kind: 'summary', summary: checked.summary };
}

/** The kept sentence, if it is true of this log too: it is checked like any answer. */
async function findKept(
  { store, summarizer, meter }: SummaryContext,
  question: SummaryQuestion,
): Promise<Summary | null> {
  const key = keyOf(summarizer, question);
  const kept = key ? await store.findSummary(key) : null;
  const answer = kept ? answerFrom(kept, question.request) : null;
  const checked = answer ? checkSummary(answer, question.request) : null;
  if (!checked?.ok) return null;
  meter.countKept();
  return checked.summary;
}

async function keep(
  { store, summarizer, clock }: SummaryContext,
  question: SummaryQuestion,
  summary: Summary,
): Promise<void> {
  const key = keyOf(summarizer, question);
  const kept = keepable(summary, question.request);
  if (key && kept) await store.keepSummary(key, kept, clock());
}

function keyOf({ model, server, promptVersion }: Summarizer, question: SummaryQuestion): SummaryKey | null {
  const { workspace, fingerprint } = question;
  return fingerprint === null
    ? null
    : { workspace, fingerprint, model: `${model} at ${server}`, promptVersion };
}

/** The most a call may cost is taken before it and put right afterwards: two calls at once can't both have the rest. */
async function callWithinBudget(
  context: SummaryContext,
  question: SummaryQuestion,
): Promise<SummaryReply | 'over-budget' | 'failed'> {
  const { summarizer, store, policy, clock } = context;
  const day: TokenDay = { workspace: question.workspace, day: new Date(clock()).toISOString().slice(0, 10) };
  const most = summarizer.mostTokens(question.request);
  if (!(await store.reserveTokens(day, most, policy.dailyTokens))) return 'over-budget';
  const reply = await call(context, question);
  if (reply === 'failed' || reply.usage === null) return reply;
  await store.correctTokens(day, reply.usage.input + reply.usage.output - most);
  return reply;
}

async function call(
  { summarizer, meter, clock, logger }: SummaryContext,
  { request, onBeginning }: SummaryQuestion,
): Promise<SummaryReply | 'failed'> {
  const startedAt = clock();
  try {
    const reply = await summarizer.summarize(request, (beginning) => {
      const shown = onBeginning ? checkBeginning(beginning, request) : null;
      if (shown !== null) onBeginning?.(shown);
    });
    if (reply.usage) meter.countTokens(reply.usage);
    return reply;
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    logger.warn({ operation: error.operation, status: error.status }, 'the summarizer failed');
    return 'failed';
  } finally {
    meter.observeCall(clock() - startedAt);
  }
}
