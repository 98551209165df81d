import type { Card } from '../../../core/card/card.ts';
import { flattenBlocks } from './flatten-blocks.ts';
import { SLACK_LIMITS } from './limits.ts';
import { renderMarkup } from './render-markup.ts';

const CUT = '… cut: Slack did not take the card in its usual form';

/** The card as one text, for the day when Slack refuses its blocks: plain is better than nothing. */
export function renderPlainMessage(card: Card): string {
  const lines = [[{ kind: 'bold', text: card.title } as const], ...flattenBlocks(card.blocks)];
  const out: string[] = [];
  let left = SLACK_LIMITS.plainMessage - CUT.length - 1;
  for (const line of lines) {
    const text = renderMarkup(line, 1_000);
    if (text.length + 1 > left) return [...out, CUT].join('\n');
    left -= text.length + 1;
    out.push(text);
  }
  return out.join('\n');
}
