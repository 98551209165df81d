import { Stream } from 'openai/streaming';
import { z } from 'zod';
import type { TokenUsage } from '../../flows/summarizer.ts';

const MOST_CHARACTERS = 20_000;
const MOST_BYTES = 500_000;

/** The text of an answer so far, or at its end. */
export interface Completion {
  readonly text: string;
  readonly usage: TokenUsage | null;
}

const Usage = z
  .object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0) })
  .nullish()
  .catch(null);
const Chunk = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).optional() })).optional(),
  usage: Usage,
});
const Whole = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: Usage,
});

/**
 * The text of a response, streamed or whole: some servers answer a request for a stream with one document.
 * Throws for any other form, and for an answer without end. `controller` stops the transfer.
 */
export async function readCompletion(
  response: Response,
  controller: AbortController,
  onText: (text: string) => void,
): Promise<Completion> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('text/event-stream')) return readStream(response, controller, onText);
  const { choices, usage } = Whole.parse(JSON.parse(await readText(response)));
  return { text: choices[0]?.message.content ?? '', usage: usageOf(usage) };
}

async function readStream(
  response: Response,
  controller: AbortController,
  onText: (text: string) => void,
): Promise<Completion> {
  let text = '';
  let usage: TokenUsage | null = null;
  for await (const item of Stream.fromSSEResponse<unknown>(response, controller)) {
    const chunk = Chunk.parse(item);
    const added = chunk.choices?.[0]?.delta?.content ?? '';
    usage = usageOf(chunk.usage) ?? usage;
    if (added === '') continue;
    text += added;
    if (text.length > MOST_CHARACTERS) {
      controller.abort();
      throw new Error('the answer has no end');
    }
    onText(text);
  }
  if (text === '') throw new Error('the model gave no text');
  return { text, usage };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('the answer has no end');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function usageOf(usage: z.infer<typeof Usage>): TokenUsage | null {
  return usage ? { input: usage.prompt_tokens, output: usage.completion_tokens } : null;
}
