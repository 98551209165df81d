import { visibleText } from './display-text.ts';

// * _ ` [ ] | ~ $ # \ anywhere
const MARKS = /[\\`*_[\]|~$#]/g;
// @ana   ·   #12   ·   !34   ·   &5   ·   %"1.0"   (what a forge reads as a mention or a reference)
const REFERENCE = /([@#!%&])(?=[\w"])/g;
// https://   ·   ftp://   ·   mailto:a   (what becomes a link without brackets)
const SCHEME = /([a-z]:)(?=\S)/gi;
// www.example.com
const WWW = /\b(www)(?=\.)/gi;
// - a   ·   + a   ·   = a   ·   12. a   ·   12) a     (a block, when it opens a line)
const LINE_OPENER = /^(?:([-+=])|(\d{1,9})([.)]))/;
// 3 backticks in "```"
const BACKTICKS = /`+/g;
// `a   ·   a `     (code that begins or ends with a backtick or a space)
const EDGE = /^[` ]|[` ]$/;
const JOINER = '\u2060';

/** Plain words as Markdown that shows the same words: no markup, HTML, link, mention or reference in them. */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .split('\n')
    .map((line) => escapeLine(line.trim()))
    .join('\\\n');
}

function escapeLine(line: string): string {
  return line
    .replace(MARKS, '\\$&')
    .replace(REFERENCE, `$1${JOINER}`)
    .replace(SCHEME, `$1${JOINER}`)
    .replace(WWW, `$1${JOINER}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(
      LINE_OPENER,
      (_all, mark?: string, digits?: string, dot?: string) => `${digits ?? ''}\\${mark ?? dot ?? ''}`,
    );
}

/** Inline code, verbatim: its fence is longer than any run of backticks inside. Empty text gives nothing. */
export function codeSpan(text: string): string {
  const line = visibleText(text).replaceAll('\n', ' ');
  if (line.trim() === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const space = EDGE.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A fenced block, verbatim, as lines: its fence is longer than any run of backticks inside. */
export function codeFence(text: string): readonly string[] {
  const lines = visibleText(text).split('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [fence, ...lines, fence];
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(BACKTICKS)) longest = Math.max(longest, run.length);
  return longest;
}
