import { newId } from './ids.ts';
import { unescapeEntities } from './message-text.ts';
import type { Block, Json } from './model.ts';

// matches: <https://example.com|label>   <@U123>   <#C123|builds>   `npm publish`
const INLINE = /<([^<>\n]+)>|`([^`\n]+)`/g;

/**
 * The `rich_text` block that Slack derives from plain text: fences, quotes, inline code, links, mentions.
 *
 * Simpler than Slack: asterisks and underscores stay letters, as in text pasted into the editor.
 */
export function deriveRichText(text: string): Block {
  const elements: Json[] = [];
  text.split('```').forEach((part, index, parts) => {
    const isClosed = index % 2 === 1 && index < parts.length - 1;
    if (isClosed) elements.push(preformatted(part));
    else elements.push(...paragraphs(index % 2 === 1 ? `\`\`\`${part}` : part));
  });
  return { type: 'rich_text', block_id: newId('', 5), elements };
}

function preformatted(part: string): Json {
  const body = withoutEdgeBreaks(part);
  const elements = inline(body, { code: false }).map(({ style: _style, ...rest }) => rest);
  return { type: 'rich_text_preformatted', border: 0, elements };
}

function withoutEdgeBreaks(text: string): string {
  const start = text.startsWith('\n') ? 1 : 0;
  return text.slice(start, text.length - (text.length > start && text.endsWith('\n') ? 1 : 0));
}

function paragraphs(text: string): Json[] {
  const out: Json[] = [];
  let lines: string[] = [];
  let isQuote = false;
  const flush = () => {
    const body = lines.join('\n');
    lines = [];
    if (body.trim() === '') return;
    out.push({
      type: isQuote ? 'rich_text_quote' : 'rich_text_section',
      elements: inline(body, { code: true }),
    });
  };
  for (const line of withoutEdgeBreaks(text).split('\n')) {
    const quoted = line.startsWith('&gt; ');
    if (quoted !== isQuote) flush();
    isQuote = quoted;
    lines.push(quoted ? line.slice(5) : line);
  }
  flush();
  return out;
}

function inline(text: string, reads: { code: boolean }): Json[] {
  const out: Json[] = [];
  let from = 0;
  const addText = (raw: string) => {
    if (raw !== '') out.push({ type: 'text', text: unescapeEntities(raw) });
  };
  for (const found of text.matchAll(INLINE)) {
    const [whole, angled, code] = found;
    if (code !== undefined && !reads.code) continue;
    addText(text.slice(from, found.index));
    from = found.index + whole.length;
    if (code !== undefined) out.push({ type: 'text', text: unescapeEntities(code), style: { code: true } });
    else out.push(angledElement(angled ?? ''));
  }
  addText(text.slice(from));
  return out;
}

function angledElement(inner: string): Json {
  const [target = '', label] = inner.split('|');
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) };
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
  const url = unescapeEntities(target);
  return { type: 'link', url, ...(label === undefined ? {} : { text: unescapeEntities(label) }) };
}
