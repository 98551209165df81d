import type { LineUrl } from '../../ci-provider.ts';
import { lineUrlBy } from '../../line-url-by.ts';
import { linesOf } from '../../lines-of.ts';

/** The page shows so much of a log's end and counts from there (`LIMIT_SIZE` of GitLab's trace/stream.rb). */
const SHOWN_BYTES = 500 * 1024;

// 2026-11-01T10:04:00.123456Z 00O make   (the runner's time, the stream, a plus sign for a line that goes on)
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z [0-9a-f]{2}[EO][+ ]/;
const TIME_LENGTH = 32;
// section_start:1700000000:step_script[collapsed=true] CR ESC[0K
const SECTION = /section_(start|end):\d{1,20}:([\w.-]{1,200})(?:\[[\w=, ]{1,200}\])?\r\x1b\[0K/g;
// ESC[31m   ·   ESC[ without an end
const ESCAPE = /\x1b[@-_].*?[@-~]|\x1b(?:[@-_].*)?$/gs;

/**
 * Lines on the page of a job. It counts what it shows: no blank lines, nor lines that a carriage return blanked; a
 * section's mark begins a new line; lines that the runner marks as going on are one. As GitLab's ansi2json
 * (converter.rb, line.rb) cuts them and its page (job_details/store/utils.js) numbers them.
 */
export function gitlabLineUrl(jobPage: string, bytes: Uint8Array): LineUrl {
  if (bytes.length > SHOWN_BYTES) return () => null;
  let numbers: readonly (number | null)[] | null = null;
  return lineUrlBy(`${jobPage}#L`, (line) => {
    numbers ??= numberLines(bytes);
    return numbers[line - 1] ?? null;
  });
}

function numberLines(bytes: Uint8Array): readonly (number | null)[] {
  const open = new Set<string>();
  const numbers: (number | null)[] = [];
  let last = 0;
  for (const pieces of joinedLines(bytes)) {
    const shown = shownParts(pieces.join(''), open);
    let end = 0;
    for (const piece of pieces) {
      const begin = end;
      end += piece.length;
      // Of several lines on the page the last one: there the words are that follow the marks.
      const at = shown.findLastIndex((part) => part.begin < end && part.end > begin);
      numbers.push(at === -1 ? null : last + at + 1);
    }
    last += shown.length;
  }
  return numbers;
}

/** The lines with their times taken off; each as the pieces that the runner wrote it in. */
function* joinedLines(bytes: Uint8Array): Generator<readonly string[]> {
  let pieces: string[] = [];
  let hasTimes: boolean | null = null;
  for (const line of linesOf(bytes)) {
    hasTimes ??= TIME.test(line);
    const goesOn = hasTimes && line.charAt(TIME_LENGTH - 1) === '+';
    if (!goesOn && pieces.length > 0) {
      yield pieces;
      pieces = [];
    }
    pieces.push(
      goesOn || (hasTimes && TIME.test(line.slice(0, TIME_LENGTH))) ? line.slice(TIME_LENGTH) : line,
    );
  }
  if (pieces.length > 0) yield pieces;
}

interface Part {
  readonly begin: number;
  readonly end: number;
}

/** Where the page's lines stand in a line of the log. The end of a section that was not begun is no mark. */
function shownParts(line: string, open: Set<string>): readonly Part[] {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  const parts: Part[] = [];
  let begin = 0;
  let words = '';
  let from = 0;
  const flush = (end: number) => {
    if (isShown(words)) parts.push({ begin, end });
    words = '';
  };
  for (const mark of text.matchAll(SECTION)) {
    const [whole, kind, name = ''] = mark;
    words += text.slice(from, mark.index);
    from = mark.index + whole.length;
    if (kind === 'end' && !open.delete(name)) continue;
    flush(mark.index);
    begin = from;
    if (kind === 'start') open.add(name);
  }
  words += text.slice(from);
  flush(line.length);
  return parts;
}

function isShown(words: string): boolean {
  const seen = words.replace(ESCAPE, '');
  return seen.slice(seen.lastIndexOf('\r') + 1) !== '';
}
