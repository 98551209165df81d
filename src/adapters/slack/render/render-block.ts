import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { CardBlock, CardButton, Inline } from '../../../core/card/card.ts';
import { encodeAction } from '../../../core/card/card-action.ts';
import { cutText } from '../../../core/card/display-text.ts';
import { cleanText } from './escape.ts';
import { flattenBlocks, flattenStages } from './flatten-blocks.ts';
import { SHOWN, SLACK_LIMITS, type Surface } from './limits.ts';
import { renderMarkup } from './render-markup.ts';
import {
  type Room,
  renderCode,
  renderEvidence,
  renderList,
  renderSection,
  richTextBlocks,
} from './render-rich-text.ts';

/** Prefix of every button's action id; one listener serves them all. */
export const CARD_ACTION = 'card-action';

export interface BlockRoom extends Room {
  readonly surface: Surface;
  readonly folded: number;
}

/** What a block may take on a surface; `most` narrows it when the whole card must shrink. */
export function roomOn(surface: Surface, most = Number.POSITIVE_INFINITY): BlockRoom {
  const { block, folded, lines, line, items } = SHOWN[surface];
  return {
    surface,
    characters: Math.min(block, most),
    folded: Math.min(folded, most),
    lines: Math.min(lines, Math.max(3, Math.floor(most / 40))),
    line: Math.min(line, most),
    items: Math.min(items, Math.max(2, Math.floor(most / 60))),
  };
}

/** A block of a card in Slack's blocks: those that every client and server knows. */
export function renderBlock(block: CardBlock, room: BlockRoom): readonly KnownBlock[] {
  switch (block.kind) {
    case 'paragraph':
      return richTextBlocks([renderSection(block.content, room)]);
    case 'heading':
      return richTextBlocks([renderSection([{ kind: 'bold', text: block.text }], room)]);
    case 'code':
      return richTextBlocks([renderCode(block.text, room)]);
    case 'evidence':
      return richTextBlocks([renderEvidence(block.lines, room)]);
    case 'progress':
      return richTextBlocks([renderSection(flattenStages(block.stages), room)]);
    case 'steps':
      return richTextBlocks(renderList(block.items, 'ordered', room));
    case 'bullets':
      return richTextBlocks(renderList(block.items, 'bullet', room));
    case 'context':
      return renderContext(block.content, Math.min(room.characters, SLACK_LIMITS.contextText));
    case 'details':
      return room.surface === 'modal' ? renderOpened(block, room) : renderFolded(block, room);
    case 'actions':
      return renderActions(block.buttons);
    case 'divider':
      return [{ type: 'divider' }];
    default:
      return assertNever(block);
  }
}

/** Small print; `verbatim` keeps Slack from making links and names of it. */
export function renderContext(content: readonly Inline[], max: number): readonly KnownBlock[] {
  const text = renderMarkup(content, max);
  if (text.trim() === '') return [];
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }];
}

/** Slack folds a long section by itself and offers to show more. */
function renderFolded(details: CardBlock & { kind: 'details' }, room: BlockRoom): readonly KnownBlock[] {
  const lines: readonly (readonly Inline[])[] = [
    [{ kind: 'bold', text: details.title }],
    ...flattenBlocks(details.blocks),
  ];
  const content = lines.flatMap((line, index): readonly Inline[] =>
    index === 0 ? line : [{ kind: 'text', text: '\n' }, ...line],
  );
  const text = renderMarkup(content, Math.min(room.folded, SLACK_LIMITS.sectionText));
  if (text.trim() === '') return [];
  return [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
}

function renderOpened(details: CardBlock & { kind: 'details' }, room: BlockRoom): readonly KnownBlock[] {
  const heading = renderBlock({ kind: 'heading', text: details.title }, room);
  return [...heading, ...details.blocks.flatMap((block) => renderBlock(block, room))];
}

function renderActions(buttons: readonly CardButton[]): readonly ActionsBlock[] {
  const elements = buttons.slice(0, SLACK_LIMITS.buttonsInARow).flatMap((button, index) => {
    const value = encodeAction(button.action);
    return value.length > SLACK_LIMITS.buttonValue ? [] : [renderButton(button, { value, index })];
  });
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function renderButton(button: CardButton, place: { value: string; index: number }): Button {
  const label = cutText(cleanText(button.label).trim(), SLACK_LIMITS.buttonText);
  const rendered: Button = {
    type: 'button',
    action_id: `${CARD_ACTION}:${place.index}`,
    text: { type: 'plain_text', text: label === '' ? '…' : label, emoji: false },
    value: place.value,
  };
  return button.style === 'default' ? rendered : { ...rendered, style: button.style };
}

function assertNever(block: never): never {
  throw new Error(`unknown kind of block: ${String(block)}`);
}
