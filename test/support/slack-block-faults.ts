/** What Slack would refuse in rendered blocks; written from Slack's reference, not from our renderer. */
export function findFaults(blocks: readonly object[], surface: 'message' | 'modal'): readonly string[] {
  const faults: string[] = [];
  const most = surface === 'message' ? 50 : 100;
  if (blocks.length === 0 || blocks.length > most) faults.push(`${blocks.length} blocks`);
  const json = JSON.stringify(blocks);
  if (surface === 'message' && Buffer.byteLength(json) > 13_000) faults.push('msg_blocks_too_long');
  for (const [index, block] of blocks.entries()) {
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
      return textFaults(block['text'], 3_000, ['plain_text', 'mrkdwn']);
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
        ...nodes(block['elements']).flatMap((button) => [
          ...textFaults(button['text'], 75, ['plain_text']),
          ...(String(button['value'] ?? '').length > 2_000 ? ['button value'] : []),
        ]),
      ];
    case 'rich_text':
      return [...countFaults(block['elements'], 1, 1_000), ...nodes(block['elements']).flatMap(richFaults)];
    case 'divider':
      return [];
    default:
      return [`unknown type ${String(block['type'])}`];
  }
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
