import { prefixLength } from './ci-prefix.ts';
import type { LogLine, NormalizedLog, SectionMark } from './log-line.ts';

/**
 * The log's lines with everything gone that only a terminal or a CI page needs: ANSI and OSC sequences,
 * control characters, overwritten states of progress bars, byte order marks.
 *
 * Line numbers count LF. Words are never changed, only removed around. Never throws.
 * Cost: one pass; a line without control characters is taken as it is.
 */
export function normalizeLog(raw: string, options: { truncated?: boolean } = {}): NormalizedLog {
  const lines: LogLine[] = [];
  const texts = raw.split('\n');
  if (texts.at(-1) === '') texts.pop(); // the LF that ends the last line begins none
  for (const text of texts) lines.push(normalizeLine(text, lines.length + 1));
  return { lines, count: lines.length, bytes: byteLength(raw), truncated: options.truncated ?? false };
}

/** One line, without its LF. */
export function normalizeLine(raw: string, number: number): LogLine {
  const mark = readMark(raw);
  const text = PLAIN.test(raw) ? raw : lastState(stripEscapes(raw));
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return { number, text: clean, start: prefixLength(clean), mark };
}

// a line of printable characters and tabs only
const PLAIN = /^[^\x00-\x08\x0a-\x1f\x7f-\x9f\uFEFF]*$/;
// ESC[31m   ·   ESC]8;;http://x BEL   ·   ESC_bk;t=1 BEL   ·   ESC(B
const ESCAPES =
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]_P^X][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[ -/]+[0-~]|\x1b[0-~]|\x9b[0-?]*[ -/]*[@-~]/g;
// NUL, backspace, form feed and their like; neither tab nor CR
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;

function stripEscapes(raw: string): string {
  return raw.replace(ESCAPES, '').replace(CONTROLS, '');
}

/** What a terminal shows after the carriage returns: the last state that is not blank. */
function lastState(text: string): string {
  if (!text.includes('\r')) return text;
  const states = text.split('\r');
  for (let index = states.length - 1; index >= 0; index--) {
    const state = states[index] ?? '';
    if (state.trim() !== '') return state;
  }
  return '';
}

// section_start:1700000000:step_script[collapsed=true]   (GitLab)   ·   travis_fold:start:install   (Travis)
const MARK =
  /(?:section_(?<gitlab>start|end):\d{1,12}:|travis_fold:(?<travis>start|end):)(?<name>[\w.-]{1,100})/g;

/** The last section mark of a line: services write the end of one section and the start of the next together. */
function readMark(raw: string): SectionMark | null {
  if (!raw.includes('section_') && !raw.includes('travis_fold:')) return null;
  let mark: SectionMark | null = null;
  for (const match of raw.matchAll(MARK)) {
    const kind = match.groups?.['gitlab'] ?? match.groups?.['travis'];
    mark = { kind: kind === 'start' ? 'start' : 'end', name: match.groups?.['name'] ?? '' };
  }
  return mark;
}

/** Bytes of the text as UTF-8, without encoding it. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
