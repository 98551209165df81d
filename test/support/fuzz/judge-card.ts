import { renderBlocks, renderMessage } from '../../../src/adapters/slack/render/render-blocks.ts';
import { renderCardModal } from '../../../src/adapters/slack/render/render-modal.ts';
import { renderPlainMessage } from '../../../src/adapters/slack/render/render-plain-message.ts';
import type { Card } from '../../../src/core/card/card.ts';
import { renderCardMarkdown } from '../../../src/core/card/render-card-markdown.ts';
import { renderCardText } from '../../../src/core/card/render-card-text.ts';
import { findFaults } from '../slack-block-faults.ts';
import { type Faults, findActive, findLeaks, findLive, markupOf } from './judge.ts';

/** Everything that can be wrong with a card, in each form that it has. */
export function judgeCard(card: Card, secrets: readonly string[]): Faults {
  const blocks = renderBlocks(card, 'message');
  const window = renderCardModal(card).blocks;
  const { text } = renderMessage(card);
  const plain = renderPlainMessage(card);
  const markdown = renderCardMarkdown(card);
  const terminal = renderCardText(card, { color: false, width: 100 });
  const json = JSON.stringify([blocks, window]);
  const calls = /"type":"(?:user|broadcast|channel|usergroup)"/.exec(json);
  return [
    ...findFaults(blocks, 'message'),
    ...findFaults(window, 'modal'),
    ...[...markupOf(blocks), ...markupOf(window)].flatMap((markup) => findLive('a block', markup)),
    ...findLive('the notification', text),
    ...findLive('the plain message', plain),
    ...(calls ? [`a block calls: ${calls[0]}`] : []),
    ...findActive('the card as Markdown', markdown),
    ...findControls('the card in the terminal', terminal),
    ...findLeaks(
      'the card',
      [json, text, plain, markdown, terminal, JSON.stringify(card)].join('\n'),
      secrets,
    ),
  ];
}

/** Letters that move a terminal's cursor or turn the reading direction. */
export function findControls(where: string, text: string): Faults {
  return /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text)
    ? [`${where}: a control character`]
    : [];
}
