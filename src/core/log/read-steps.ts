import { findFailedStep } from './find-failed-step.ts';
import { type Ci, type LogLine, lineBelow, messageOf } from './log-line.ts';
import type { LogStep } from './log-reading.ts';
import { type Boundary, createBoundaryReader } from './step-boundaries.ts';

interface OpenStep {
  /** Null for a bracket of the service that is no step. */
  readonly name: string | null;
  readonly job: string | null;
  readonly from: number;
}

/**
 * The steps of a job, in the order they begin; steps may hold steps. The one that failed is marked: the
 * innermost that holds `failedLine`, or, where the service says so only after all steps, the one its words
 * point at. Cost: one pass.
 */
export function readSteps(ci: Ci | null, lines: readonly LogLine[], failedLine: number | null): LogStep[] {
  const readBoundary = createBoundaryReader(ci, lines);
  if (!readBoundary) return [];
  const steps: LogStep[] = [];
  const open: OpenStep[] = [];
  for (const [index, line] of lines.entries()) {
    const boundary = readBoundary(line, lineBelow(lines, index));
    if (!boundary) continue;
    if (boundary.kind === 'close') closeSteps(boundary, { steps, open, line: line.number });
    else {
      if (!boundary.nested) closeAll({ steps, open, line: line.number - 1 });
      open.push({ name: boundary.name, job: boundary.job, from: line.number });
    }
  }
  closeAll({ steps, open, line: lines.at(-1)?.number ?? 0 });
  steps.sort((a, b) => a.from - b.from || b.to - a.to);
  const failed = findFailedStep({ ci, lines, steps, failedLine });
  return steps.map((step) =>
    step === failed || failsToo(step, lines, failedLine) ? { ...step, failed: true } : step,
  );
}

/** A later step (one that runs after a failure) that failed as well: an error is its last word. */
function failsToo({ from, to }: LogStep, lines: readonly LogLine[], failedLine: number | null): boolean {
  if (failedLine === null || from <= failedLine) return false;
  const last = lines.findLast(
    (line) => from <= line.number && line.number <= to && messageOf(line).trim() !== '',
  );
  return last !== undefined && messageOf(last).startsWith('##[error]');
}

interface Walk {
  readonly steps: LogStep[];
  readonly open: OpenStep[];
  readonly line: number;
}

function closeSteps(boundary: Extract<Boundary, { kind: 'close' }>, { steps, open, line }: Walk): void {
  const { name, inclusive } = boundary;
  const depth = name === null ? open.length - 1 : open.findLastIndex((step) => step.name === name);
  if (depth < 0) return;
  const inner = open.splice(depth);
  for (const step of inner.reverse()) closeStep(steps, step, inclusive ? line : line - 1);
}

function closeAll({ steps, open, line }: Walk): void {
  for (const step of open.splice(0).reverse()) closeStep(steps, step, line);
}

function closeStep(steps: LogStep[], { name, job, from }: OpenStep, to: number): void {
  if (name !== null) steps.push({ name, job, from, to: Math.max(from, to), failed: false });
}
