import type { User } from './model.ts';

// matches: https://npm.example.com/@acme%2fui
const BARE_URL = /https?:\/\/[^\s<>|]+/g;
// matches: <https://example.com|label>   <@U123>   <!here>
const ANGLED = /<[^<>\n]*>/g;
// matches: a letter that may not stand before an @name
const GLUED_BEFORE = /[\w<@]/;
// matches: a letter that makes the name a longer one
const GLUED_AFTER = /[\w-]/;
// matches: &gt; (the end of a URL that stood in brackets or quotes)
const ESCAPED_EDGE = /&(?:lt|gt|quot);/;
const TRAILING = `).,;:!?'"]}`;

/** The three characters that Slack reserves in text. */
export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Wraps bare URLs as `<https://...>`, leaving what already stands in angle brackets. */
export function autolink(text: string): string {
  let out = '';
  let from = 0;
  for (const found of text.matchAll(ANGLED)) {
    out += linkBare(text.slice(from, found.index)) + found[0];
    from = found.index + found[0].length;
  }
  return out + linkBare(text.slice(from));
}

function linkBare(text: string): string {
  return text.replace(BARE_URL, (match) => {
    // An escaped bracket or quote after a URL is not part of it.
    const end = match.search(ESCAPED_EDGE);
    const candidate = end < 0 ? match : match.slice(0, end);
    const url = withoutTrailing(candidate);
    return `<${url}>${match.slice(url.length)}`;
  });
}

/** A sentence's punctuation after a URL is not part of it. */
function withoutTrailing(url: string): string {
  let end = url.length;
  while (end > 0 && TRAILING.includes(url.charAt(end - 1))) end -= 1;
  return url.slice(0, end);
}

/**
 * What the store keeps for words that a person typed: entities escaped, @names resolved, URLs wrapped.
 *
 * More forgiving than Slack: `<@U123>` of a known user is also taken as a mention, so that a test can write one.
 */
export function normalizeTyped(text: string, users: readonly User[]): string {
  const escaped = escapeEntities(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
  return autolink(
    users.reduce((soFar, user) => {
      const explicit = soFar.replaceAll(`&lt;@${user.id}&gt;`, `<@${user.id}>`);
      return mentionByName(explicit, user);
    }, escaped),
  );
}

/** `@name` at a word's edge becomes `<@U...>`, but not inside a code fence, as in Slack's editor. */
function mentionByName(text: string, user: User): string {
  return text
    .split('```')
    .map((part, index) => (index % 2 === 1 ? part : replaceName(part, user)))
    .join('```');
}

function replaceName(text: string, user: User): string {
  const needle = `@${user.name.toLowerCase()}`;
  const lower = text.toLowerCase();
  let out = '';
  let from = 0;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + needle.length] ?? ' ';
    if (GLUED_BEFORE.test(before) || GLUED_AFTER.test(after) || at < from) continue;
    out += `${text.slice(from, at)}<@${user.id}>`;
    from = at + needle.length;
  }
  return out + text.slice(from);
}
