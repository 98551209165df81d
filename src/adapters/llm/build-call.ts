import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { SummaryRequest } from '../../core/summary/summary-request.ts';
import { AnswerForm, buildSummaryData, SUMMARY_INSTRUCTIONS } from './summary-prompt.ts';

export const OPENAI_URL = 'https://api.openai.com/v1';
/** A sentence, three steps and their JSON; reasoning models think inside it. */
export const LONGEST_ANSWER_TOKENS = 1500;

/** `schema`: structured output, streamed. `plain`: for servers that refuse one of the two; the prompt asks for JSON. */
export type CallForm = 'schema' | 'plain';
export type CallBody = OpenAI.Chat.Completions.ChatCompletionCreateParams;

/** The body of a call: everything that leaves the machine besides the key. */
export function buildCall(model: string, request: SummaryRequest, form: CallForm): CallBody {
  const messages = [
    { role: 'system' as const, content: SUMMARY_INSTRUCTIONS },
    { role: 'user' as const, content: buildSummaryData(request) },
  ];
  if (form === 'plain') return { model, messages, max_tokens: LONGEST_ANSWER_TOKENS };
  return {
    model,
    messages,
    max_completion_tokens: LONGEST_ANSWER_TOKENS,
    stream: true,
    stream_options: { include_usage: true },
    response_format: zodResponseFormat(AnswerForm, 'summary'),
  };
}

/** Where a call goes. */
export function callUrl(baseUrl: string | null): string {
  return `${(baseUrl ?? OPENAI_URL).replace(/\/+$/, '')}/chat/completions`;
}

/** The host that gets the excerpt, as people are told it. */
export function serverName(baseUrl: string | null): string {
  return new URL(baseUrl ?? OPENAI_URL).host;
}
