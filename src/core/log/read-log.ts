import { classifyLine } from './classify-line.ts';
import { detectCi } from './detect-ci.ts';
import { type LogLine, messageOf } from './log-line.ts';
import type { LineKind, LogReading } from './log-reading.ts';
import { readOutcome } from './read-outcome.ts';
import { readSteps } from './read-steps.ts';
import type { RedactedLog } from './redacted-log.ts';

/**
 * How the CI service arranged the log: steps, which of them failed, the exit code, and what each line is.
 * A log of no known service has no steps and reads the same otherwise. Never throws. Cost: two passes.
 */
export function readLog(log: RedactedLog): LogReading {
  const ci = detectCi(log.lines);
  const kinds = classifyLines(log.lines);
  const { outcome, exitCode, failedLine } = readOutcome(log.lines, kinds);
  const steps = readSteps(ci, log.lines, failedLine);
  const failedStep = steps.find((step) => step.failed) ?? null;
  return { ci, steps, failedJob: failedStep?.job ?? null, failedStep, exitCode, outcome, failedLine, kinds };
}

/** Kinds by form, and the script that GitHub prints inside `##[group]Run ...` before it runs. */
function classifyLines(lines: readonly LogLine[]): LineKind[] {
  const kinds: LineKind[] = [];
  let inScript = false;
  for (const line of lines) {
    const message = messageOf(line);
    if (message.startsWith('##[group]Run ')) inScript = true;
    else if (inScript && message.startsWith('##[endgroup]')) inScript = false;
    kinds.push(inScript ? 'echo' : classifyLine(message));
  }
  return inScript ? lines.map((line) => classifyLine(messageOf(line))) : kinds;
}
