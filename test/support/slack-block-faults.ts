/** Kinds that only messages of newer servers take. */
const NEWER = ['container', 'context_actions'];

/** What Slack would refuse in rendered blocks; written from Slack's reference, not from our renderer. */
export function findFaults(
  blocks: readonly object[],
  surface: 'message' | 'modal' | 'home',
): readonly string[] {
  const faults: string[] = [];
  const most = surface === 'message' ? 50 : 100;
  if (blocks.length === 0 || blocks.length > most) faults.push(`${blocks.length} blocks`);
  const json = JSON.stringify(blocks);
  if (surface === 'message' && Buffer.byteLength(json) > 13_000) faults.push('msg_blocks_too_long');
  for (const [index, block] of blocks.entries()) {
    if (surface !== 'message' && NEWER.includes(String((block as Node)['type'])))
      faults.push(`block ${index}: not on this surface`);
    for (const fault of faultsOf(block as Node)) faults.push(`block ${index}: ${fault}`);
  }
  return faults;
}

type Node = Readonly<Record<string, unknown>>;

function faultsOf(block: Node): readonly string[] {
  switch (block['type']) {
    case 'header':
      return textFaults(block['text'], 150, ['plain_text']);
    case 'section':
      return [
        ...textFaults(block['text'], 3_000, ['plain_text', 'mrkdwn']),
        ...(block['accessory'] === undefined ? [] : elementFaults(block['accessory'] as Node)),
      ];
    case 'container':
      return [
        ...textFaults(block['title'], 150, ['plain_text']),
        ...countFaults(block['child_blocks'], 1, 10),
        ...nodes(block['child_blocks']).flatMap((child) =>
          ['section', 'context', 'actions', 'divider', 'header', 'image'].includes(String(child['type']))
            ? faultsOf(child)
            : ['a child that containers refuse'],
        ),
      ];
    case 'alert':
      return textFaults(block['text'], 200, ['plain_text', 'mrkdwn']);
    case 'context_actions':
      return [...countFaults(block['elements'], 1, 5), ...nodes(block['elements']).flatMap(elementFaults)];
    case 'input':
      return [
        ...textFaults(block['label'], 2_000, ['plain_text']),
        ...elementFaults(block['element'] as Node),
      ];
    case 'context':
      return [
        ...countFaults(block['elements'], 1, 10),
        ...nodes(block['elements']).flatMap((element) =>
          textFaults(element, 3_000, ['plain_text', 'mrkdwn']),
        ),
      ];
    case 'actions':
      return [
        ...countFaults(block['elements'], 1, 25),
        ...uniqueFaults(nodes(block['elements']).map((button) => button['action_id'])),
        ...nodes(block['elements']).flatMap(elementFaults),
      ];
    case 'rich_text':
      return [...countFaults(block['elements'], 1, 1_000), ...nodes(block['elements']).flatMap(richFaults)];
    case 'divider':
      return [];
    default:
      return [`unknown type ${String(block['type'])}`];
  }
}

function elementFaults(element: Node): readonly string[] {
  switch (element['type']) {
    case 'button':
      return [...textFaults(element['text'], 75, ['plain_text']), ...valueFaults(element['value'], 2_000)];
    case 'overflow':
      return optionFaults(element['options'], 5);
    case 'radio_buttons':
      return optionFaults(element['options'], 10);
    case 'feedback_buttons':
      return [element['positive_button'], element['negative_button']].flatMap((side) => {
        const { text, value } = side as Node;
        return [...textFaults(text, 75, ['plain_text']), ...valueFaults(value, 2_000)];
      });
    case 'plain_text_input':
      return String(element['initial_value'] ?? '').length > 3_000 ? ['initial value'] : [];
    case 'conversations_select':
      return [];
    default:
      return [`unknown element ${String(element['type'])}`];
  }
}

function optionFaults(options: unknown, most: number): readonly string[] {
  return [
    ...countFaults(options, 1, most),
    ...nodes(options).flatMap((option) => [
      ...textFaults(option['text'], 75, ['plain_text', 'mrkdwn']),
      ...valueFaults(option['value'], 150),
      ...(option['description'] === undefined
        ? []
        : textFaults(option['description'], 75, ['plain_text', 'mrkdwn'])),
    ]),
  ];
}

function valueFaults(value: unknown, most: number): readonly string[] {
  const length = String(value ?? '').length;
  return length === 0 || length > most ? [`a value of ${length} characters`] : [];
}

function richFaults(node: Node): readonly string[] {
  if (node['type'] === 'rich_text_list')
    return [...countFaults(node['elements'], 1, 1_000), ...nodes(node['elements']).flatMap(richFaults)];
  if (node['type'] === 'rich_text_section' || node['type'] === 'rich_text_preformatted')
    return [...countFaults(node['elements'], 1, 1_000), ...nodes(node['elements']).flatMap(leafFaults)];
  return [`unknown rich text ${String(node['type'])}`];
}

function leafFaults(leaf: Node): readonly string[] {
  const text = leaf['text'];
  if (leaf['type'] === 'user') return [];
  if (typeof text !== 'string' || text === '') return ['empty leaf'];
  if (leaf['type'] === 'link' && !/^https?:\/\/[^\s<>|]+$/.test(String(leaf['url']))) return ['bad link'];
  return [];
}

function textFaults(value: unknown, most: number, types: readonly string[]): readonly string[] {
  const object = value as Node | undefined;
  const text = object?.['text'];
  if (object === undefined || typeof text !== 'string') return ['no text'];
  if (!types.includes(String(object['type']))) return [`text of type ${String(object['type'])}`];
  return text.length === 0 || text.length > most ? [`${text.length} characters of ${most}`] : [];
}

function countFaults(value: unknown, least: number, most: number): readonly string[] {
  const count = nodes(value).length;
  return count < least || count > most ? [`${count} elements`] : [];
}

function uniqueFaults(ids: readonly unknown[]): readonly string[] {
  return new Set(ids).size === ids.length ? [] : ['ids are not unique'];
}

function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? (value as Node[]) : [];
}
