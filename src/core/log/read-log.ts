import { classifyLines } from './classify-lines.ts';
import { detectCi } from './detect-ci.ts';
import type { LogReading } from './log-reading.ts';
import { readOutcome } from './read-outcome.ts';
import { readSteps } from './read-steps.ts';
import type { RedactedLog } from './redacted-log.ts';

/**
 * How the CI service arranged the log: steps, which of them failed, the exit code, and what each line is.
 * A log of no known service has no steps and reads the same otherwise. Never throws. Cost: two passes.
 */
export function readLog(log: RedactedLog): LogReading {
  const ci = detectCi(log.lines);
  const kinds = classifyLines(ci, log.lines);
  const { outcome, exitCode, failedLine } = readOutcome(log.lines, kinds);
  const steps = readSteps(ci, log.lines, failedLine);
  const failedStep = steps.find((step) => step.failed) ?? null;
  return { ci, steps, failedJob: failedStep?.job ?? null, failedStep, exitCode, outcome, failedLine, kinds };
}
