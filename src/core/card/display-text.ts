// \u001b[31m   ·   \u202e (turns the reading direction)   ·   \u2028   ·   \u200b: everything that shows nothing or moves other text
const UNSEEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;
// "a \t\n b"
const SPACES = /\s+/g;
const CUT = '…';

/** Text without characters that are unseen or move other text; tabs and newlines stay. */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSEEN, '\uFFFD');
}

/** At most `max` UTF-16 units, with `…` where something was cut; never half a character. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${wholeSlice(text, 0, max - CUT.length)}${CUT}`;
}

/** One line of plain words: white space narrowed, nothing unseen, at most `max` units. */
export function oneLine(text: string, max: number): string {
  return cutText(text.replace(SPACES, ' ').replace(UNSEEN, '\uFFFD').trim(), max);
}

/**
 * A long line, cut so that `focus` stays in sight; each cut shows as `…`.
 *
 * Without a focus in the line its beginning is kept, and a little of its end.
 */
export function cutAround(text: string, focus: string, max: number): string {
  if (text.length <= max) return text;
  const at = focus === '' ? -1 : text.toLowerCase().indexOf(focus.toLowerCase());
  if (at === -1) return cutMiddle(text, max);
  const lead = Math.max(0, Math.floor((max - focus.length) / 2));
  const from = Math.max(0, Math.min(at - lead, text.length - max));
  const room = max - CUT.length - (from > 0 ? CUT.length : 0);
  const to = from + room;
  if (to >= text.length - CUT.length)
    return `${CUT}${wholeSlice(text, text.length - max + CUT.length, text.length)}`;
  return `${from > 0 ? CUT : ''}${wholeSlice(text, from, to)}${CUT}`;
}

/** Beginning and end, with `…` for the middle: the two ends of a URL say the most. */
export function cutMiddle(text: string, max: number): string {
  if (text.length <= max) return text;
  const tail = Math.floor((max - CUT.length) / 4);
  return `${wholeSlice(text, 0, max - CUT.length - tail)}${CUT}${wholeSlice(text, text.length - tail, text.length)}`;
}

/** `one line`, `2,113 lines`: the words around a number never depend on the machine's language. */
export function countOf(count: number, singular: string): string {
  return `${groupDigits(count)} ${count === 1 ? singular : `${singular}s`}`;
}

/** 2113 -> `2,113`. */
export function groupDigits(count: number): string {
  const digits = String(count);
  let grouped = '';
  for (let end = digits.length; end > 0; end -= 3) {
    grouped = `${digits.slice(Math.max(0, end - 3), end)}${grouped === '' ? '' : ','}${grouped}`;
  }
  return grouped;
}

/** The units from `from` to `to`, less a surrogate whose other half stands outside. */
function wholeSlice(text: string, from: number, to: number): string {
  const start = isLowSurrogate(text, from) && isHighSurrogate(text, from - 1) ? from + 1 : from;
  const end = isHighSurrogate(text, to - 1) && isLowSurrogate(text, to) ? to - 1 : to;
  return text.slice(start, Math.max(start, end));
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
