import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { OutsideError } from '../../core/errors.ts';
import type { Summarizer, SummaryRequest } from '../../flows/ports.ts';
import { buildSummaryData, SUMMARY_INSTRUCTIONS, SummaryAnswer } from './summary-prompt.ts';

export interface OpenaiSettings {
  readonly apiKey: string;
  /** Any OpenAI-compatible server; OpenAI's own when missing. */
  readonly baseUrl?: string | null;
  readonly model: string;
  readonly timeoutMs: number;
}

type Form = 'schema' | 'plain';
type Params = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

const OPENAI_URL = 'https://api.openai.com/v1';
const LONGEST_ANSWER_TOKENS = 1000;
const MOST_RETRIES = 1;

/**
 * A summarizer over any OpenAI-compatible server.
 *
 * Cost: one call; a second one, without a schema, the first time a server refuses `response_format`.
 * Throws OutsideError for whatever goes wrong, an answer that is not the JSON asked for included.
 */
export function createOpenaiSummarizer(settings: OpenaiSettings): Summarizer {
  const { apiKey, model, timeoutMs } = settings;
  const client = new OpenAI({
    apiKey,
    baseURL: settings.baseUrl ?? OPENAI_URL,
    timeout: timeoutMs,
    maxRetries: MOST_RETRIES,
    // The library would else read further variables of the environment, and log requests.
    organization: null,
    project: null,
    logLevel: 'off',
  });
  let form: Form = 'schema';
  return {
    model,
    async summarize(request) {
      try {
        return readAnswer(await ask(client, paramsOf(model, request, form)));
      } catch (error) {
        if (form === 'plain' || !refusesSchema(error)) throw outsideErrorOf(error);
      }
      form = 'plain';
      try {
        return readAnswer(await ask(client, paramsOf(model, request, form)));
      } catch (error) {
        throw outsideErrorOf(error);
      }
    },
  };
}

function paramsOf(model: string, request: SummaryRequest, form: Form): Params {
  const params: Params = {
    model,
    messages: [
      { role: 'system', content: SUMMARY_INSTRUCTIONS },
      { role: 'user', content: buildSummaryData(request) },
    ],
  };
  if (form === 'plain') return params;
  return {
    ...params,
    max_completion_tokens: LONGEST_ANSWER_TOKENS,
    response_format: zodResponseFormat(SummaryAnswer, 'summary'),
  };
}

async function ask(client: OpenAI, params: Params): Promise<string> {
  const completion = await client.chat.completions.create(params);
  const content = completion.choices?.[0]?.message?.content;
  if (typeof content !== 'string') throw new Error('the model gave no text');
  return content;
}

/** The JSON in the answer, also inside a code fence or behind a sentence of small talk. */
function readAnswer(content: string): SummaryAnswer {
  const start = content.indexOf('{');
  const end = content.lastIndexOf('}');
  return SummaryAnswer.parse(JSON.parse(start === -1 ? content : content.slice(start, end + 1)));
}

function refusesSchema(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError && (error.status === 400 || error.status === 422 || error.status === 501)
  );
}

function outsideErrorOf(error: unknown): OutsideError {
  const status = error instanceof OpenAI.APIError ? (error.status ?? null) : null;
  const retryable = error instanceof OpenAI.APIConnectionError || status === 429 || (status ?? 0) >= 500;
  return new OutsideError({ provider: 'language model', operation: 'summarize', status, retryable }, error);
}
