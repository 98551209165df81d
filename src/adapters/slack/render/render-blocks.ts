import type { HomeView, KnownBlock } from '@slack/types';
import type { Card, CardBlock } from '../../../core/card/card.ts';
import { countOf, cutText } from '../../../core/card/display-text.ts';
import { cleanText, escapeFallback } from './escape.ts';
import { SLACK_LIMITS, type Surface } from './limits.ts';
import { type Canvas, renderBlock, renderContext, roomOn } from './render-block.ts';

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
export function renderBlocks(
  card: Card,
  surface: Surface,
  options: { isPlain?: boolean } = {},
): readonly KnownBlock[] {
  const canvas: Canvas = { surface, isPlain: options.isPlain ?? false };
  const header = renderHeader(card.title);
  const buttons = card.blocks.findLast((block) => block.kind === 'actions');
  const reserved = buttons === undefined ? [] : renderBlock(buttons, roomOn(canvas));
  const limit = SLACK_LIMITS[surface];
  const out: KnownBlock[] = [...header];
  let bytes = limit.bytes - NOTE_BYTES - sizeOf([...header, ...reserved]);
  let slots = limit.blocks - 1 - header.length - reserved.length;
  let omitted = 0;
  let headingSize = 0;
  for (const block of surface === 'message' ? foldTogether(card.blocks) : card.blocks) {
    if (isElsewhere(block, card, canvas)) continue;
    if (block === buttons) {
      out.push(...reserved);
      continue;
    }
    const fitting = fitBlock(block, canvas, { bytes, slots });
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
export function renderMessage(
  card: Card,
  options: { isPlain?: boolean } = {},
): { text: string; blocks: KnownBlock[] } {
  const fallback = escapeFallback(card.fallback, SLACK_LIMITS.fallbackText);
  const text = fallback === '' ? escapeFallback(card.title, SLACK_LIMITS.fallbackText) : fallback;
  return { text: text === '' ? 'Faultline' : text, blocks: [...renderBlocks(card, 'message', options)] };
}

/** A card as a person's Home tab. */
export function renderHome(card: Card): HomeView {
  return { type: 'home', blocks: [...renderBlocks(card, 'home', { isPlain: true })] };
}

/** Neighbours that are folded away share one fold: three closed lids say less than one. */
function foldTogether(blocks: readonly CardBlock[]): readonly CardBlock[] {
  const out: CardBlock[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    if (block.kind !== 'details' || last?.kind !== 'details') {
      out.push(block);
      continue;
    }
    const isFirst = !last.blocks.some((one) => one.kind === 'details');
    const parts = isFirst ? [last, block] : [...last.blocks, block];
    out[out.length - 1] = { kind: 'details', title: `${last.title} · ${block.title}`, blocks: parts };
  }
  return out;
}

/** Where nothing can be folded away, what the whole playbook holds too is left to its window. */
function isElsewhere(block: CardBlock, card: Card, { surface, isPlain }: Canvas): boolean {
  if (block.kind !== 'details' || surface !== 'message' || !isPlain) return false;
  return card.blocks.some(
    (one) => one.kind === 'actions' && one.buttons.some(({ action }) => action.type === 'full-playbook'),
  );
}

function renderHeader(title: string): readonly KnownBlock[] {
  const text = cutText(cleanText(title).replace(/\s+/g, ' ').trim(), SLACK_LIMITS.headerText);
  return text === '' ? [] : [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }];
}

function fitBlock(
  block: CardBlock,
  canvas: Canvas,
  left: { bytes: number; slots: number },
): readonly KnownBlock[] | null {
  for (const share of SHARES) {
    const rendered = renderBlock(block, roomOn(canvas, share));
    if (rendered.length <= left.slots && sizeOf(rendered) <= left.bytes) return rendered;
  }
  return null;
}

/** Bytes of JSON, each block's comma included. */
function sizeOf(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + Buffer.byteLength(JSON.stringify(block)) + 1, 0);
}
