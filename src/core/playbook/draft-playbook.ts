import { pickExcerpt } from '../diagnosis/pick-excerpt.ts';
import { type LogLine, messageOf } from '../log/log-line.ts';
import type { LogReading } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';

const MOST_SIGNALS = 6;
const SHORTEST_SIGNAL = 12;
const LONGEST_SIGNAL = 80;
/** A log longer than this is cut to its end: an example is read by people. */
const MOST_EXAMPLE_LINES = 120;

/**
 * A playbook to start from: the log's loudest lines as signals, rarest words first, the log itself as first
 * positive example. What only an author can know stands there as a question to answer; lint asks for it too.
 */
export function draftPlaybook(id: string, log: RedactedLog, reading: LogReading): string {
  const chosen = new Set(pickExcerpt(log, reading).map(({ line }) => line));
  const lines = log.lines.filter((line) => chosen.has(line.number));
  const signals = lines
    .map((line) => ({ literal: strongestPart(messageOf(line)), example: messageOf(line).trim() }))
    .filter(({ literal }) => literal.length >= SHORTEST_SIGNAL)
    .sort((a, b) => commonness(a.literal, log.lines) - commonness(b.literal, log.lines));
  const unique = [...new Map(signals.map((signal) => [signal.literal.toLowerCase(), signal])).values()];
  const kept = unique.slice(0, MOST_SIGNALS);
  const end = reading.failedLine ?? log.count;
  const example = log.lines.filter(({ number }) => number <= end).slice(-MOST_EXAMPLE_LINES);
  return [
    '# Keep the signals that every project would print, and loosen what only yours says.',
    '# Then: faultline lint and faultline test with the folder this file stands in.',
    `id: ${id}`,
    `title: ${quote(titleOf(id))}`,
    'category: build # one folder name of the bundled playbooks: auth, build, ci, dependency, test, ...',
    'severity: medium # low, medium, high or critical',
    'match:',
    '  any:',
    ...kept.flatMap(({ literal, example }) => [
      `    - literal: ${quote(literal)}`,
      `      example: ${quote(example)}`,
    ]),
    ...(kept.length === 0
      ? ['    [] # no line of this log complains; name the words that tell the failure']
      : []),
    'summary: |',
    '  Say in one or two sentences what failed, so that somebody new understands it.',
    'diagnosis: |',
    '  Say why it happens, and how to tell it from failures that look like it.',
    'fix: |',
    '  1. The likeliest cause first, with the command that repairs it.',
    '  2. Then the next likely one.',
    'validation: |',
    '  - The command that shows it works again.',
    'why_it_matters: |',
    '  What it costs to leave it as it is.',
    'prevention: |',
    '  - What keeps it from coming back.',
    'workflow:',
    '  local_repro: []',
    'examples:',
    '  positive:',
    '    - name: the log it was drafted from',
    '      log: |2',
    ...example.map(({ text }) => `        ${text}`.trimEnd()),
    '  negative: []',
    '',
  ].join('\n');
}

// "src/app.ts(12,5): error TS2345: Argument" -> what stands before the message differs from run to run
const PLACE = /^(?:\S{1,200}[:(]\d{1,7}(?:[:,]\d{1,7})?\)?:? )/;
// ##[error]   ·   npm error   ·   ERROR:
const MARK = /^(?:##\[error\]|::error[^:]{0,200}::|\[error\]) ?/i;
// /home/runner/work/app/app   ·   https://api.example.com/x   ·   'left-pad'   ·   12345   ·   9d7e18b1c   ·   [REDACTED]
const VARIABLE =
  /(?:https?:\/\/\S{1,400}|(?:[A-Za-z]:)?(?:[\w.@-]{1,80})?[/\\]\S{1,300}|["'`][^"'`]{1,200}["'`]|\[[A-Z_: -]{3,60}\]|\b\d[\d.:,]{2,30}\b|\b[0-9a-f]{7,64}\b)/g;

/** The longest run of words that holds no path, address, quoted name, number or hash. */
function strongestPart(message: string): string {
  const text = message.trim().replace(MARK, '').replace(PLACE, '');
  const parts = text.split(VARIABLE).map((part) => part.replace(/^[\s:,;.(]+|[\s:,;.(]+$/g, ''));
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), '');
  return longest.length <= LONGEST_SIGNAL
    ? longest
    : longest.slice(0, longest.lastIndexOf(' ', LONGEST_SIGNAL));
}

/** Lines that hold the words: a phrase that stands everywhere tells nothing. */
function commonness(literal: string, lines: readonly LogLine[]): number {
  const wanted = literal.toLowerCase();
  return lines.filter(({ text }) => text.toLowerCase().includes(wanted)).length;
}

function titleOf(id: string): string {
  const words = id.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** JSON's quotes are YAML's. */
function quote(text: string): string {
  return JSON.stringify(text);
}
