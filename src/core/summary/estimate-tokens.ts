/** Logs hold more digits, paths and punctuation than prose: a token is shorter there. */
const BYTES_PER_TOKEN = 2.6;

/**
 * How many tokens a model counts in a text, at most nearly always: measured against a real tokenizer by
 * `npm run eval:summarizer` (docs/summarizer.md holds the figures). Cost: none worth naming.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(new TextEncoder().encode(text).length / BYTES_PER_TOKEN);
}
