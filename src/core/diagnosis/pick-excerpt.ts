import { type LogLine, messageOf } from '../log/log-line.ts';
import { type LogReading, stepAt } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import type { ExcerptLine } from './analysis.ts';

const MOST_LINES = 8;
/** Lines looked at before the end of the job; what ends a job stands there. */
const TAIL_LINES = 400;

/** A line that complains, and how loudly. */
interface Complaint {
  readonly line: LogLine;
  readonly weight: number;
}

/**
 * The three to eight lines an experienced engineer reads first: the loudest complaints near the end of the
 * job (in the step that failed, where it is known), in the order of the log. Empty when nothing complains.
 */
export function pickExcerpt(log: RedactedLog, reading: LogReading): ExcerptLine[] {
  const complaints = readComplaints(log, reading);
  const best = [...complaints]
    .sort((a, b) => b.weight - a.weight || a.line.number - b.line.number)
    .slice(0, MOST_LINES);
  const chosen = best.length > 0 ? best.map(({ line }) => line) : lastWords(log, reading);
  return chosen.sort((a, b) => a.number - b.number).map(({ number, text }) => ({ line: number, text }));
}

/** True when some line of the log, read by its form, complains of a failure. */
export function complains(log: RedactedLog, reading: LogReading): boolean {
  return readComplaints(log, reading).some(({ weight }) => weight >= LOUD);
}

const LOUD = 0.6;

function readComplaints(log: RedactedLog, reading: LogReading): Complaint[] {
  const end = reading.failedLine ?? log.count;
  const from = Math.max(1, Math.min(reading.failedStep?.from ?? 1, end), end - TAIL_LINES);
  const complaints: Complaint[] = [];
  for (const [index, line] of log.lines.entries()) {
    if (line.number < from || line.number > end) continue;
    const kind = reading.kinds[index] ?? 'output';
    if (kind === 'echo' || kind === 'passing') continue;
    const loudness = loudnessOf(messageOf(line));
    if (loudness === 0) continue;
    const inFailedStep = !reading.failedStep || stepAt(reading, line.number)?.failed === true;
    const near = Math.exp(-(end - line.number) / TAIL_LINES);
    complaints.push({ line, weight: loudness * (inFailedStep ? 1 : 0.5) * (0.5 + 0.5 * near) });
  }
  return complaints;
}

// error TS2345: ...   ·   npm error code E403   ·   fatal: ...   ·   E   ValueError: ...   ·   panic: ...   ·   Exception in thread
const STRONG =
  /^(?:\[?(?:ERROR|FATAL|SEVERE|CRITICAL)\]?\b|(?:npm )?(?:error|ERR!|fatal|panic|failed?|failure)\b|E {2,}\w|##\[error\]|Exception in |Traceback |(?:[\w.$]{1,120}(?:Error|Exception)): |curl: \(\d)/i;
// src/a.ts(3,5): error TS2345   ·   main.go:12:3: undefined: x   ·   command not found   ·   exit code 1
const MIDDLE =
  /(?:: (?:error|fatal error|undefined|command not found)\b|\berror(?:\[\w{1,12}\])?: |\bERROR\b|\bFAILED\b|\b(?:exit|return) (?:code|status):? [1-9]|No such file|not found|[Pp]ermission denied|[Uu]nable to |[Cc](?:annot|ould not|an't) |[Dd]enied\b|[Rr]efused\b|[Tt]imed? ?out\b|[✕✗✖×] )/u;
// 0 errors, 0 failed   ·   no errors   ·   error.log   ·   continue-on-error
const HARMLESS =
  /\b(?:0|no|without) (?:errors?|failures?|failed|problems?)\b|errors?[=:] ?0\b|failed[=:] ?0\b|continue-on-error|\berrors?\.\w|npm warn/i;
// ##[error]Process completed with exit code 1.     (true of every failure, the cause of none)
const CLOSING =
  /^(?:##\[error\]|Error: )Process completed with exit code|^ERROR: Job failed|^(?:Done\. )?Your build exited/;

function loudnessOf(message: string): number {
  const text = message.trimStart();
  if (text === '' || HARMLESS.test(text)) return 0;
  if (CLOSING.test(text)) return 0.62;
  if (STRONG.test(text)) return 1;
  return MIDDLE.test(text.slice(0, 600)) ? 0.7 : 0;
}

const LAST_WORDS = 5;

/** Nothing complains: the last lines before the end are the best there is, if the job is known to have failed. */
function lastWords(log: RedactedLog, reading: LogReading): LogLine[] {
  if (reading.outcome !== 'failed') return [];
  const end = reading.failedLine ?? log.count;
  return log.lines.filter(
    (line) => line.number > end - LAST_WORDS && line.number <= end && messageOf(line).trim() !== '',
  );
}
