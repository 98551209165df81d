import { Message as BlockPainter, type Block as PaintedBlock } from 'slack-blocks-to-jsx';
import { isJson, jsonOf, listOf, textOf } from '../workspace/json-values.ts';
import type { Block, Json } from '../workspace/model.ts';
import { Emoji } from './emoji.tsx';
import { Icon } from './icons.tsx';
import { MenuElement } from './menu-element.tsx';
import { type Pressed, usePress } from './press.tsx';
import { RichText } from './rich-text.tsx';
import { SafeLink } from './safe-link.tsx';
import { useTown } from './town.ts';

interface BlockListProps {
  readonly blocks: readonly Block[];
  readonly onPress: (pressed: Pressed) => void;
}

const BUTTONS = ['button', 'feedback_buttons', 'icon_button', 'workflow_button'];

/**
 * Blocks in order. The library paints most kinds; ours are rich text, menus (the library's call nobody back)
 * and pictures (no other host is contacted).
 */
export function BlockList({ blocks, onPress }: BlockListProps) {
  const { onClickCapture, dialog } = usePress(blocks, onPress);
  return (
    <div className="blocks" onClickCapture={onClickCapture}>
      {blocks.map((block, index) => (
        <OneBlock key={block.block_id ?? index} block={block} onPress={onPress} />
      ))}
      {dialog}
    </div>
  );
}

function OneBlock({
  block,
  onPress,
}: {
  readonly block: Block;
  readonly onPress: BlockListProps['onPress'];
}) {
  if (block.type === 'rich_text') return <RichText elements={listOf(block['elements'])} />;
  if (block.type === 'image') return <Picture block={block} />;
  const accessory = block['accessory'];
  if (block.type === 'section' && isJson(accessory) && !BUTTONS.includes(textOf(accessory['type']))) {
    const { accessory: _painted, ...bare } = block;
    return (
      <div className="with-accessory">
        <Painted block={{ ...bare, type: 'section' }} />
        {accessory['type'] === 'image' ? (
          <Picture block={accessory} />
        ) : (
          <MenuElement element={accessory} blockId={block.block_id ?? ''} onPress={onPress} />
        )}
      </div>
    );
  }
  if (block.type === 'actions' && listOf(block['elements']).some((one) => one['type'] !== 'button')) {
    return <MixedActions block={block} onPress={onPress} />;
  }
  return <Painted block={block} />;
}

/** A row that holds menus beside its buttons: each element in its place. */
function MixedActions({
  block,
  onPress,
}: {
  readonly block: Block;
  readonly onPress: BlockListProps['onPress'];
}) {
  return (
    <div className="mixed-actions">
      {listOf(block['elements']).map((element) =>
        BUTTONS.includes(textOf(element['type'])) ? (
          <Painted key={textOf(element['action_id'])} block={{ ...block, elements: [element] }} />
        ) : (
          <MenuElement
            key={textOf(element['action_id'])}
            element={element}
            blockId={block.block_id ?? ''}
            onPress={onPress}
          />
        ),
      )}
    </div>
  );
}

function Painted({ block }: { readonly block: Block }) {
  const { snapshot, theme } = useTown();
  return (
    <BlockPainter
      withoutWrapper
      theme={theme}
      name=""
      logo=""
      className={`painted painted-${block.type}`}
      blocks={[paintable(block) as unknown as PaintedBlock]}
      data={{
        users: snapshot.users.map(({ id, name }) => ({ id, name })),
        channels: snapshot.channels.map(({ id, name }) => ({ id, name })),
      }}
      hooks={{
        link: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
        user: ({ name }) => <span className="mention">@{name}</span>,
        channel: ({ name }) => <span className="mention">#{name}</span>,
        emoji: ({ name, unicode }) => <Emoji name={name} {...(unicode === undefined ? {} : { unicode })} />,
      }}
    />
  );
}

/** Small pictures in a context line are left out; fences lose their edge breaks, which would be painted. */
function paintable(block: Block): Block {
  const text = tightFences(formatted(block['text']));
  if (block.type === 'section') return { ...block, ...(text === undefined ? {} : { text }) };
  if (block.type !== 'context') return block;
  const elements = listOf(block['elements']).filter((one) => one['type'] !== 'image');
  return { ...block, elements: elements.map(formatted) };
}

/** Slack's `verbatim` stops only what it would link by itself; the painter would stop all formatting. */
function formatted(text: unknown): unknown {
  if (!isJson(text) || text['type'] !== 'mrkdwn') return text;
  const { verbatim: _, ...rest } = text;
  return rest;
}

function tightFences(text: unknown): unknown {
  if (!isJson(text) || text['type'] !== 'mrkdwn') return text;
  const parts = textOf(text['text']).split('```');
  const tight = parts.map((part, index) => (index % 2 === 1 ? withoutEdgeBreaks(part) : part));
  return { ...text, text: tight.join('```') };
}

function withoutEdgeBreaks(part: string): string {
  const start = part.startsWith('\n') ? 1 : 0;
  return part.slice(start, part.endsWith('\n') ? -1 : undefined);
}

function Picture({ block }: { readonly block: Json }) {
  const words = textOf(block['alt_text']) || textOf(jsonOf(block['title'])['text']);
  const url = textOf(block['image_url']);
  return (
    <div className="picture" title="Pictures of other hosts are not loaded">
      <Icon name="image" />
      <SafeLink href={url}>{words || 'picture'}</SafeLink>
    </div>
  );
}
