import { type LogReading, stepAt } from '../log/log-reading.ts';

/**
 * How much a line's place speaks for it being the cause: 1 right before the job's end, less further away,
 * little outside of the step that failed. `lines` is the length of the log.
 */
export function placeOf(line: number, reading: LogReading, lines: number): number {
  const { failedStep, failedLine } = reading;
  const end = failedLine ?? lines;
  const near = Math.exp(-Math.abs(end - line) / NEAR_LINES);
  if (line > end) return failedStep && line <= failedStep.to ? 0.8 : AFTER_THE_END;
  if (!failedStep) return 0.55 + 0.45 * near;
  if (line >= failedStep.from) return 0.75 + 0.25 * near;
  const step = stepAt(reading, line);
  return step?.failed ? 0.75 : OTHER_STEP;
}

/** A hit this far from the end counts a third of its nearness. */
const NEAR_LINES = 300;
/** Clean-up and post steps run after the failure and complain about its consequences. */
const AFTER_THE_END = 0.3;
const OTHER_STEP = 0.35;
