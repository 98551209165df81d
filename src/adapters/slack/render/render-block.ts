import type { AlertBlock, ContainerBlock, KnownBlock, SectionBlock } from '@slack/types';
import { assertNever } from '../../../core/assert-never.ts';
import type { CardBlock, Inline } from '../../../core/card/card.ts';
import { cutText } from '../../../core/card/display-text.ts';
import { cleanText } from './escape.ts';
import { flattenBlocks, flattenStages } from './flatten-blocks.ts';
import { SHOWN, SLACK_LIMITS, type Surface } from './limits.ts';
import { renderActions, renderFeedback, renderRow } from './render-actions.ts';
import { renderMarkup } from './render-markup.ts';
import {
  type Room,
  renderCode,
  renderEvidence,
  renderList,
  renderSection,
  richTextBlocks,
} from './render-rich-text.ts';

/** Where blocks go, and whether newer kinds of block may decorate them there. */
export interface Canvas {
  readonly surface: Surface;
  /** Only blocks that every client and server knows. */
  readonly isPlain: boolean;
}

export interface BlockRoom extends Room, Canvas {
  readonly folded: number;
}

/** What a block may take on a surface; `most` narrows it when the whole card must shrink. */
export function roomOn(canvas: Canvas, most = Number.POSITIVE_INFINITY): BlockRoom {
  const { block, folded, lines, line, items } = SHOWN[canvas.surface];
  return {
    ...canvas,
    characters: Math.min(block, most),
    folded: Math.min(folded, most),
    lines: Math.min(lines, Math.max(3, Math.floor(most / 40))),
    line: Math.min(line, most),
    items: Math.min(items, Math.max(2, Math.floor(most / 60))),
  };
}

/** A block of a card in Slack's blocks. Newer kinds only decorate: what they say has an older form too. */
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
    case 'notice':
      return renderNotice(block, room);
    case 'details':
      return renderDetails(block, room);
    case 'actions':
      return renderActions(block);
    case 'feedback':
      return renderFeedback(block, room.isPlain || room.surface !== 'message');
    case 'row':
      return renderRow(block, room.characters);
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

function renderNotice(notice: CardBlock & { kind: 'notice' }, room: BlockRoom): readonly KnownBlock[] {
  if (room.isPlain || room.surface !== 'message') {
    return renderContext(notice.content, Math.min(room.characters, SLACK_LIMITS.contextText));
  }
  const text = renderMarkup(notice.content, SLACK_LIMITS.alertText);
  if (text.trim() === '') return [];
  const alert: AlertBlock = {
    type: 'alert',
    level: notice.level,
    text: { type: 'mrkdwn', text, verbatim: true },
  };
  return [alert];
}

type Details = CardBlock & { kind: 'details' };

function renderDetails(details: Details, room: BlockRoom): readonly KnownBlock[] {
  if (room.surface === 'modal') return renderOpened(details, room);
  return room.isPlain || room.surface !== 'message'
    ? renderFolded(details, room)
    : renderContainer(details, room);
}

/** Slack folds a long section by itself and offers to show more. */
function renderFolded(details: Details, room: BlockRoom): readonly KnownBlock[] {
  const title: readonly Inline[] = [{ kind: 'bold', text: details.title }];
  return renderLines([title, ...flattenBlocks(details.blocks)], room);
}

/**
 * Folded until somebody opens it. Its content is one section: Slack's reference lists rich text among a
 * container's children, its own check of messages was seen to refuse it.
 */
function renderContainer(details: Details, room: BlockRoom): readonly KnownBlock[] {
  const child_blocks = renderLines(flattenBlocks(details.blocks), room);
  const title = cutText(cleanText(details.title).replace(/\s+/g, ' ').trim(), SLACK_LIMITS.containerTitle);
  if (child_blocks.length === 0 || title === '') return renderFolded(details, room);
  const container: ContainerBlock = {
    type: 'container',
    title: { type: 'plain_text', text: title, emoji: false },
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: [...child_blocks],
  };
  return [container];
}

function renderLines(lines: readonly (readonly Inline[])[], room: BlockRoom): readonly SectionBlock[] {
  const content = lines.flatMap((line, index): readonly Inline[] =>
    index === 0 ? line : [{ kind: 'text', text: '\n' }, ...line],
  );
  const text = renderMarkup(content, Math.min(room.folded, SLACK_LIMITS.sectionText));
  if (text.trim() === '') return [];
  return [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
}

function renderOpened(details: Details, room: BlockRoom): readonly KnownBlock[] {
  const heading = renderBlock({ kind: 'heading', text: details.title }, room);
  return [...heading, ...details.blocks.flatMap((block) => renderBlock(block, room))];
}
