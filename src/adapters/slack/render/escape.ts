import { cutText, visibleText } from '../../../core/card/display-text.ts';

// matches: half an emoji, and the tag characters that spell unseen text
const UNWRITABLE = /[\p{Surrogate}\u{e0000}-\u{e007f}]/gu;
// matches: the two at signs of "@channel and @here"
const LOUD = /@(?=channel|here|everyone|group)/gi;
// matches: the first colon of ":tada:"
const EMOJI = /:(?=[\w+'-]{1,100}:)/g;
// matches: the underscores of "_done_", not that of "NODE_ENV"
const EDGE_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** Signs that look alike and mean nothing to Slack. */
const TWINS: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ' };

/** Text with nothing unseen in it, safe as it is wherever Slack reads no markup (`rich_text`, `plain_text`). */
export function cleanText(text: string): string {
  return visibleText(text).replace(UNWRITABLE, '\uFFFD');
}

function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text for a place that reads markup: it mentions nobody, links nowhere, shows no emoji and no format. */
export function escapeMarkup(text: string): string {
  const still = cleanText(text)
    .replace(/[*~`]/g, (mark) => TWINS[mark] ?? mark)
    .replace(EDGE_UNDERSCORE, 'ˍ')
    .replace(EMOJI, '∶')
    .replace(LOUD, '＠');
  return escapeEntities(still);
}

/** Text between backticks; it can't end them. */
export function escapeCode(text: string): string {
  return escapeEntities(cleanText(text).replaceAll('`', 'ˋ').replace(LOUD, '＠').replace(/\s+/g, ' '));
}

/** The line for notifications and screen readers. Emoji may stay, people may not be called. */
export function escapeFallback(text: string, max: number): string {
  return fitEscaped(text.replace(/\s+/g, ' ').trim(), max, (raw) =>
    escapeEntities(cleanText(raw).replace(LOUD, '＠')),
  );
}

/** Cuts the text before escaping it, so that no entity is cut in two; the cut shows as `…`. */
export function fitEscaped(text: string, max: number, escapeText: (raw: string) => string): string {
  let length = Math.min(text.length, max);
  for (;;) {
    const escaped = escapeText(cutText(text, length));
    if (escaped.length <= max || length <= 1) return escaped.length <= max ? escaped : '';
    length = Math.floor(length * 0.8);
  }
}

/** The url in a form that Slack takes as a link, or null when it is none: only http and https. */
export function safeUrl(url: string, max: number): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  // "https://git.example.com@evil.example.com" looks like another host
  parsed.username = '';
  parsed.password = '';
  const still = parsed.href.replace(LOUD, '%40');
  const href = still.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return href.length > max ? null : href;
}

// matches: U024BE7LH
const PERSON = /^[UW][A-Z0-9]{2,20}$/;

/** True for what Slack would take as a person's id; anything else must not stand in a mention. */
export function isPersonId(id: string): boolean {
  return PERSON.test(id);
}
