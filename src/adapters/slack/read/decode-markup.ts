/** A link as Slack writes it, taken apart. */
export interface MarkupLink {
  readonly url: string;
  readonly text: string;
}

export interface MarkupText {
  /** Plain text: entities decoded, links replaced by their labels, format marks gone. */
  readonly text: string;
  readonly links: readonly MarkupLink[];
  /** What stood in bold or in code, in order. */
  readonly marked: readonly string[];
}

// matches: <https://example.com/a|label>   <@U024BE7LH>   <#C024BE7LR|builds>   <!here>
const ANGLED = /<([^<>\n]{1,4000})>/g;
// matches: &lt;   &gt;   &amp;
const ENTITY = /&(lt|gt|amp);/g;
// matches: `npm ci`   *Failed*   _main_   ~old~
const FORMAT =
  /`([^`\n]+)`|(?<![\p{L}\p{N}*])\*([^*\n]+)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~([^~\n]+)~(?![\p{L}\p{N}~])/gu;
// matches: @channel in <!channel>, @team in <!subteam^S1|@team>, 1 May in <!date^1746057600^{date}|1 May>
const SPECIAL = /^!([a-z]+)(?:\^[^|]*)?$/;

/** Undoes the three entities that Slack makes, once. */
export function decodeEntities(text: string): string {
  return text.replace(ENTITY, (_whole, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'));
}

/** What a person typed before Slack put it between angle brackets. */
function typedForm(inner: string): string {
  const bar = inner.indexOf('|');
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? '' : inner.slice(bar + 1).trim();
  const first = target[0];
  if (first === '@') return withMark('@', label === '' ? target : label);
  if (first === '#') return withMark('#', label === '' ? target : label);
  if (first === '!') return label === '' ? `@${SPECIAL.exec(target)?.[1] ?? target.slice(1)}` : label;
  return label === '' ? withoutMailto(target) : label;
}

function withMark(mark: string, name: string): string {
  return name.startsWith(mark) ? name : mark + name;
}

function withoutMailto(target: string): string {
  return target.startsWith('mailto:') ? target.slice('mailto:'.length) : target;
}

function linkOf(inner: string): MarkupLink | null {
  const [target = '', label = ''] = inner.split('|', 2);
  if (!target.startsWith('http://') && !target.startsWith('https://')) return null;
  const url = decodeEntities(target.trim());
  const text = decodeEntities(stripFormat(label.trim(), []));
  return { url, text: text === '' ? url : text };
}

function stripFormat(text: string, marked: string[]): string {
  return text.replace(FORMAT, (_whole, code?: string, bold?: string, italic?: string, struck?: string) => {
    if (code !== undefined) {
      marked.push(decodeEntities(code));
      return code;
    }
    const inner: string[] = [];
    const content = stripFormat(bold ?? italic ?? struck ?? '', inner);
    if (bold !== undefined) marked.push(decodeEntities(content));
    marked.push(...inner.filter((each) => each !== decodeEntities(content)));
    return content;
  });
}

/** Undoes angle brackets and entities, and leaves every other sign: the words of somebody's log. */
export function decodeMarkup(raw: string): string {
  return decodeEntities(raw.replace(ANGLED, (_whole, inner: string) => typedForm(inner)));
}

/** Reads a piece of a message whose author meant its format: an alert's field, a title, a footer. */
export function readMarkup(raw: string): MarkupText {
  const links: MarkupLink[] = [];
  const flat = raw.replaceAll('```', '').replace(ANGLED, (_whole, inner: string) => {
    const link = linkOf(inner);
    if (link !== null) links.push(link);
    return typedForm(inner);
  });
  const marked: string[] = [];
  const text = decodeEntities(stripFormat(flat, marked)).trim();
  return { text, links, marked };
}

/** The links in a text, in order. */
export function readLinks(raw: string): readonly MarkupLink[] {
  return [...raw.matchAll(ANGLED)].flatMap((found) => linkOf(found[1] ?? '') ?? []);
}
