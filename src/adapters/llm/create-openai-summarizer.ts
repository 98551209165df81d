import OpenAI from 'openai';
import { OutsideError } from '../../core/errors.ts';
import { estimateTokens } from '../../core/summary/estimate-tokens.ts';
import type { SummaryRequest } from '../../core/summary/summary-request.ts';
import type { Summarizer, SummaryBeginning, SummaryReply } from '../../flows/summarizer.ts';
import { buildCall, type CallForm, LONGEST_ANSWER_TOKENS, OPENAI_URL, serverName } from './build-call.ts';
import { createCallGuard, isPaused } from './guard-calls.ts';
import { readAnswer, readBeginning } from './read-answer.ts';
import { type Completion, readCompletion } from './read-completion.ts';
import { PROMPT_VERSION } from './summary-prompt.ts';

export interface OpenaiSettings {
  readonly apiKey: string;
  /** Any OpenAI-compatible server; OpenAI's own when missing. */
  readonly baseUrl?: string | null;
  readonly model: string;
  /** For one attempt, from the question to the last word of the answer. */
  readonly timeoutMs: number;
  /** How long no call is made after five failures in a row. */
  readonly pauseMs?: number;
}

const USUAL_PAUSE_MS = 60_000;

/**
 * A summarizer over any OpenAI-compatible server.
 *
 * Cost: one call, a second one after a 429 or 5xx; once, another without schema and stream when a server refuses
 * them. After five failures in a row none for a minute.
 * Throws OutsideError for whatever goes wrong, an answer that is not the JSON asked for included.
 */
export function createOpenaiSummarizer(settings: OpenaiSettings): Summarizer {
  const { model, timeoutMs } = settings;
  const baseUrl = settings.baseUrl ?? null;
  const client = createClient(settings);
  const guard = createCallGuard(settings.pauseMs ?? USUAL_PAUSE_MS);
  let form: CallForm = 'schema';

  async function summarize(request: SummaryRequest, onText: (text: string) => void): Promise<SummaryReply> {
    try {
      return replyOf(await ask(client, buildCall(model, request, form), { timeoutMs, onText }));
    } catch (error) {
      if (form === 'plain' || !refusesForm(error)) throw error;
    }
    form = 'plain';
    return replyOf(await ask(client, buildCall(model, request, form), { timeoutMs, onText }));
  }

  return {
    model,
    server: serverName(baseUrl),
    promptVersion: PROMPT_VERSION,
    mostTokens: (request) =>
      estimateTokens(JSON.stringify(buildCall(model, request, 'schema').messages)) + LONGEST_ANSWER_TOKENS,
    async summarize(request, onBeginning) {
      try {
        return await guard.run(() => summarize(request, (text) => tell(text, onBeginning)));
      } catch (error) {
        throw outsideErrorOf(error);
      }
    },
  };
}

function createClient({ apiKey, baseUrl, timeoutMs }: OpenaiSettings): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? OPENAI_URL,
    timeout: timeoutMs,
    // The guard tries again: the library would wait a minute for whoever asks it to.
    maxRetries: 0,
    // The library would else read further variables of the environment, and log requests.
    organization: null,
    project: null,
    logLevel: 'off',
  });
}

interface Listening {
  readonly timeoutMs: number;
  readonly onText: (text: string) => void;
}

/** The library's own timeout ends with the first byte: a stream that stands still is ended here. */
async function ask(
  client: OpenAI,
  body: ReturnType<typeof buildCall>,
  { timeoutMs, onText }: Listening,
): Promise<Completion> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const response = await client.chat.completions.create(body, { signal: controller.signal }).asResponse();
    const completion = await readCompletion(response, controller, onText);
    if (controller.signal.aborted) throw new OpenAI.APIConnectionTimeoutError();
    return completion;
  } catch (error) {
    // However the library words it: the time was over.
    throw controller.signal.aborted ? new OpenAI.APIConnectionTimeoutError() : error;
  } finally {
    clearTimeout(timer);
  }
}

function replyOf({ text, usage }: Completion): SummaryReply {
  return { answer: readAnswer(text), usage };
}

function tell(text: string, onBeginning: ((beginning: SummaryBeginning) => void) | undefined): void {
  const beginning = onBeginning ? readBeginning(text) : null;
  if (beginning) onBeginning?.(beginning);
}

function refusesForm(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError && (error.status === 400 || error.status === 422 || error.status === 501)
  );
}

function outsideErrorOf(error: unknown): OutsideError {
  const status = error instanceof OpenAI.APIError ? (error.status ?? null) : null;
  const retryable = error instanceof OpenAI.APIConnectionError || status === 429 || (status ?? 0) >= 500;
  const operation = isPaused(error) ? 'summarize: paused after repeated failures' : 'summarize';
  return new OutsideError({ provider: 'language model', operation, status, retryable }, error);
}
