import { expect } from '@jest/globals';

/** Every string that Slack reads as markup. */
export function markupOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(markupOf);
  if (typeof node !== 'object' || node === null) return [];
  const object = node as Readonly<Record<string, unknown>>;
  if (object['type'] === 'mrkdwn') return [String(object['text'])];
  return Object.values(object).flatMap(markupOf);
}

/** The only live angle brackets are links that a card asked for, and people that clicked. */
export function expectHarmless(markup: string): void {
  for (const live of markup.match(/<[^>]*>?/g) ?? [])
    expect(live).toMatch(/^<(?:https?:\/\/[^<>|\s]+\|[^<>|\n]+|@U024BE7LH)>$/);
  expect(markup).not.toMatch(/@(?:channel|here|everyone)/i);
  expect(markup).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u001b]/);
}
