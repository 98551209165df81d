import type { KnownBlock } from '@slack/types';
import type { Card, CardBlock } from '../../../core/card/card.ts';
import { countOf, cutText } from '../../../core/card/display-text.ts';
import { cleanText, escapeFallback } from './escape.ts';
import { SLACK_LIMITS, type Surface } from './limits.ts';
import { renderBlock, renderContext, roomOn } from './render-block.ts';

/** Ever smaller shares for a block that does not fit as a whole. */
const SHARES = [Number.POSITIVE_INFINITY, 1_500, 600, 200];
/** Kept free for the sentence that says what was left out. */
const NOTE_BYTES = 300;

/**
 * A card in Slack's blocks, inside every limit of the surface whatever the card holds.
 *
 * The headline and the first row of buttons always stand; of the rest each block is shown whole, shortened,
 * or, when nothing of it fits, left out. What was cut is said.
 */
export function renderBlocks(card: Card, surface: Surface): readonly KnownBlock[] {
  const header = renderHeader(card.title);
  const buttons = card.blocks.findLast((block) => block.kind === 'actions');
  const reserved = buttons === undefined ? [] : renderBlock(buttons, roomOn(surface));
  const limit = SLACK_LIMITS[surface];
  const out: KnownBlock[] = [...header];
  let bytes = limit.bytes - NOTE_BYTES - sizeOf([...header, ...reserved]);
  let slots = limit.blocks - 1 - header.length - reserved.length;
  let omitted = 0;
  let headingSize = 0;
  for (const block of card.blocks) {
    if (block === buttons) {
      out.push(...reserved);
      continue;
    }
    const fitting = fitBlock(block, surface, { bytes, slots });
    if (fitting === null) {
      omitted += 1;
      out.length -= headingSize; // a heading over nothing
      headingSize = 0;
      continue;
    }
    headingSize = block.kind === 'heading' ? fitting.length : 0;
    out.push(...fitting);
    bytes -= sizeOf(fitting);
    slots -= fitting.length;
  }
  if (omitted === 0) return out;
  const note = `… ${countOf(omitted, 'part')} of this answer not shown: Slack's limit for one message`;
  return [...out, ...renderContext([{ kind: 'text', text: note }], 200)];
}

/** What goes into a message: its blocks, and one line for notifications and screen readers. */
export function renderMessage(card: Card): { text: string; blocks: KnownBlock[] } {
  const fallback = escapeFallback(card.fallback, SLACK_LIMITS.fallbackText);
  const text = fallback === '' ? escapeFallback(card.title, SLACK_LIMITS.fallbackText) : fallback;
  return { text: text === '' ? 'Faultline' : text, blocks: [...renderBlocks(card, 'message')] };
}

function renderHeader(title: string): readonly KnownBlock[] {
  const text = cutText(cleanText(title).replace(/\s+/g, ' ').trim(), SLACK_LIMITS.headerText);
  return text === '' ? [] : [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }];
}

function fitBlock(
  block: CardBlock,
  surface: Surface,
  left: { bytes: number; slots: number },
): readonly KnownBlock[] | null {
  for (const share of SHARES) {
    const rendered = renderBlock(block, roomOn(surface, share));
    if (rendered.length <= left.slots && sizeOf(rendered) <= left.bytes) return rendered;
  }
  return null;
}

/** Bytes of JSON, each block's comma included. */
function sizeOf(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + Buffer.byteLength(JSON.stringify(block)) + 1, 0);
}
