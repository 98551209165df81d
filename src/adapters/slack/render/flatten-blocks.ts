import type { CardBlock, CardListItem, Inline, StageState } from '../../../core/card/card.ts';

type Line = readonly Inline[];

/** What follows a stage's name. The stage that failed says so in words: no sign or colour alone tells it. */
const STAGE_MARKS: Readonly<Record<StageState, string>> = {
  passed: '✓',
  failed: '✗ stopped here',
  unknown: '?',
};

/** Blocks as lines of inline text, for places where no block fits. Buttons and rules leave nothing behind. */
export function flattenBlocks(blocks: readonly CardBlock[]): readonly Line[] {
  return blocks.flatMap(flattenBlock);
}

function flattenBlock(block: CardBlock): readonly Line[] {
  switch (block.kind) {
    case 'paragraph':
    case 'context':
    case 'row':
    case 'notice':
      return [block.content];
    case 'heading':
      return [[{ kind: 'bold', text: block.text }]];
    case 'code':
      return codeLines(block.text);
    case 'evidence':
      return block.lines.map((line): Line => {
        const number = line.number === null ? '' : `${line.number}  `;
        return [{ kind: 'code', text: number + line.text }];
      });
    case 'progress':
      return [flattenStages(block.stages)];
    case 'bullets':
      return block.items.flatMap((item) => flattenItem(item, '• '));
    case 'steps':
      return block.items.flatMap((item, index) => flattenItem(item, `${index + 1}. `));
    case 'details':
      return [[{ kind: 'bold', text: block.title }], ...flattenBlocks(block.blocks)];
    case 'actions':
    case 'feedback':
    case 'divider':
      return [];
    default:
      return assertNever(block);
  }
}

/** `DNS ✓ · connect ✓ · permission ✗ stopped here`; the stage that failed in bold. */
export function flattenStages(
  stages: readonly { readonly name: string; readonly state: StageState }[],
): Line {
  return stages.flatMap((stage, index): Inline[] => {
    const text = `${stage.name} ${STAGE_MARKS[stage.state]}`;
    const said: Inline = { kind: stage.state === 'failed' ? 'bold' : 'text', text };
    return index === 0 ? [said] : [{ kind: 'text', text: '  ·  ' }, said];
  });
}

function flattenItem(item: CardListItem, mark: string): readonly Line[] {
  const [first = [], ...rest] = flattenBlocks(item.blocks);
  return [[{ kind: 'text', text: mark }, ...first], ...rest];
}

function codeLines(code: string): readonly Line[] {
  return code.split('\n').map((text): Line => [{ kind: 'code', text }]);
}

function assertNever(block: never): never {
  throw new Error(`unknown kind of block: ${String(block)}`);
}
