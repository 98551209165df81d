import { newId } from './ids.ts';
import { listOf, textOf } from './json-values.ts';
import type { Attachment, Block, Json } from './model.ts';

const NAMED_COLORS: Readonly<Record<string, string>> = {
  good: '2eb886',
  warning: 'daa038',
  danger: 'a30200',
};
const ELEMENT_HOLDERS = ['elements', 'accessory', 'element'] as const;

/** Gives every block a `block_id` and every interactive element an `action_id`, as Slack does. */
export function normalizeBlocks(blocks: readonly Json[]): Block[] {
  return blocks.map((block) => {
    const copy: Block = { ...structuredClone(block), type: textOf(block['type']) };
    if (textOf(copy.block_id) === '') copy.block_id = newId('', 5);
    if (copy.type === 'actions' || copy.type === 'context_actions' || copy.type === 'section')
      addActionIds(copy);
    if (copy.type === 'input') addActionIds(copy);
    return copy;
  });
}

function addActionIds(block: Block): void {
  for (const holder of ELEMENT_HOLDERS) {
    const held = block[holder];
    for (const element of listOf(Array.isArray(held) ? held : [held])) {
      if (textOf(element['action_id']) === '') element['action_id'] = newId('', 5);
    }
  }
}

/** Numbers attachments and their actions, resolves named colours and drops the `#`, as Slack stores them. */
export function normalizeAttachments(attachments: readonly Json[]): Attachment[] {
  return attachments.map((attachment, index) => {
    const copy: Attachment = { ...structuredClone(attachment), id: index + 1 };
    const blocks = listOf(attachment['blocks']);
    const color = textOf(attachment['color']);
    if (blocks.length > 0) copy.blocks = normalizeBlocks(blocks);
    // Attachments that hold blocks keep `#rrggbb`; the legacy ones lose the `#`.
    else if (color !== '') copy.color = NAMED_COLORS[color] ?? color.replace('#', '');
    const actions = listOf(attachment['actions']);
    if (actions.length > 0)
      copy['actions'] = actions.map((action, at) => ({ style: '', ...action, id: String(at + 1) }));
    if (textOf(copy['fallback']) === '') copy['fallback'] = fallbackOf(copy);
    return copy;
  });
}

function fallbackOf(attachment: Attachment): string {
  const words = [attachment['pretext'], attachment['title'], attachment['text']].map(textOf);
  return words.find((word) => word !== '') ?? '[no preview available]';
}
