import { Fragment, type ReactNode } from 'react';
import { jsonOf, listOf, textOf } from '../workspace/json-values.ts';
import type { Json } from '../workspace/model.ts';
import { Emoji } from './emoji.tsx';
import { SafeLink } from './safe-link.tsx';
import { useTown } from './town.ts';

/** A `rich_text` block. Ours, because preformatted text must keep its columns and scroll, not wrap anywhere. */
export function RichText({ elements }: { readonly elements: readonly Json[] }) {
  // Numbering goes on over lists that other parts interrupt only by `offset`, so each list counts alone.
  return (
    <div className="rich-text">
      {elements.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a posted message never change places
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: Json }) {
  const children = listOf(part['elements']);
  switch (part['type']) {
    case 'rich_text_preformatted':
      return (
        <pre className="code-block">
          <Inline elements={children} />
        </pre>
      );
    case 'rich_text_quote':
      return (
        <blockquote className="quote">
          <Inline elements={children} />
        </blockquote>
      );
    case 'rich_text_list':
      return <List part={part} items={children} />;
    default:
      return (
        <div className="rich-section">
          <Inline elements={children} />
        </div>
      );
  }
}

function List({ part, items }: { readonly part: Json; readonly items: readonly Json[] }) {
  const indent = Number(part['indent'] ?? 0);
  const offset = Number(part['offset'] ?? 0);
  const isOrdered = part['style'] === 'ordered';
  const Tag = isOrdered ? 'ol' : 'ul';
  return (
    <Tag
      className={`rich-list level-${indent % 3}`}
      data-indent={indent}
      {...(isOrdered ? { start: offset + 1 } : {})}
    >
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={index}>
          <Inline elements={listOf(item['elements'])} />
        </li>
      ))}
    </Tag>
  );
}

function Inline({ elements }: { readonly elements: readonly Json[] }) {
  return elements.map((element, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Fragment key={index}>{styled(element, <Piece element={element} />)}</Fragment>
  ));
}

function Piece({ element }: { readonly element: Json }): ReactNode {
  const { snapshot } = useTown();
  switch (element['type']) {
    case 'link': {
      const url = textOf(element['url']);
      return <SafeLink href={url}>{textOf(element['text']) || url}</SafeLink>;
    }
    case 'user': {
      const user = snapshot.users.find((one) => one.id === element['user_id']);
      return <span className="mention">@{user?.name ?? textOf(element['user_id'])}</span>;
    }
    case 'channel': {
      const channel = snapshot.channels.find((one) => one.id === element['channel_id']);
      return <span className="mention">#{channel?.name ?? textOf(element['channel_id'])}</span>;
    }
    case 'broadcast':
      return <span className="mention">@{textOf(element['range'])}</span>;
    case 'emoji': {
      const unicode = textOf(element['unicode']);
      return <Emoji name={textOf(element['name'])} {...(unicode === '' ? {} : { unicode })} />;
    }
    case 'date':
      return textOf(element['fallback']) || new Date(Number(element['timestamp']) * 1000).toLocaleString();
    default:
      return textOf(element['text']);
  }
}

function styled(element: Json, inner: ReactNode): ReactNode {
  const style = jsonOf(element['style']);
  let out = inner;
  if (style['code'] === true) out = <code className="inline-code">{out}</code>;
  if (style['bold'] === true) out = <strong>{out}</strong>;
  if (style['italic'] === true) out = <em>{out}</em>;
  if (style['strike'] === true) out = <s>{out}</s>;
  return out;
}
