import type { GithubStep } from './github-payloads.ts';
import { type Opening, readStepMarks, type StepMarks, type TimedStep, timedSteps } from './step-marks.ts';

/** A line's number on GitHub's page: its step's number and its place in that step's log, from 1. */
export interface PlaceInStep {
  readonly step: number;
  readonly line: number;
}

// Set up job   Set up runner   Initialize containers   Stop containers   Pre Run acme/lint-action@v2
const RUNNERS_OWN = /^(?:Set up (?:job|runner)$|(?:Initialize|Stop) containers$|Pre )/;
// Pull postgres:16   Build acme/lint-action@v2
const IMAGE = /^(?:Pull|Build) /;

/** Of a step's possible beginnings; a log with more in a second means to be confusing. */
const MOST_CHOICES = 20;

/** The log's marks, and the line (from 0) that each step begins with; null for one that may begin at several. */
interface ReadSteps {
  readonly steps: readonly TimedStep[];
  readonly marks: StepMarks;
  readonly first: readonly (number | null)[];
}

/**
 * Tells where the page of a job shows a line (from 1) of the job's log. The log names no step and the API cuts the
 * steps' times to seconds, so a step is taken to begin where a line that opens a step is the only one in the time in
 * which it can have begun. Null where that leaves a choice: a link to a wrong step is worse than none.
 *
 * Cost: nothing before the first question, then one pass over the bytes.
 */
export function lineInStep(
  log: Uint8Array,
  steps: readonly GithubStep[],
): (line: number) => PlaceInStep | null {
  let read: ReadSteps | null = null;
  return (line) => {
    read ??= readSteps(log, steps);
    return placeOf(line - 1, read);
  };
}

function readSteps(log: Uint8Array, given: readonly GithubStep[]): ReadSteps {
  const steps = timedSteps(given);
  const marks = readStepMarks(log, steps);
  return { steps, marks, first: firstLines(steps, marks) };
}

function placeOf(index: number, { steps, marks, first }: ReadSteps): PlaceInStep | null {
  const at = first.findLastIndex((start) => start !== null && start <= index);
  const start = first[at];
  const step = steps[at];
  if (!step || typeof start !== 'number' || index >= endOfStep(at, first, marks)) return null;
  const isBeforeLine = (other: number) => other >= start && other < index;
  // How the page counts the parts of a composite action is not known.
  if (marks.parts.some(isBeforeLine)) return null;
  const hidden = marks.groupEnds.filter(isBeforeLine).length;
  return { step: step.number, line: index - start + 1 - hidden };
}

type Choices = readonly number[];

/** The line that each step begins with; null for one that may begin at several, or with another kind of line. */
function firstLines(steps: readonly TimedStep[], marks: StepMarks): readonly (number | null)[] {
  let choices: readonly (Choices | null)[] = steps.map((step, at) =>
    openingsOf(step, kindsOf(steps, at), { low: marks.earliest[at], high: marks.after[at - 1], marks }),
  );
  for (const _ of steps) choices = inOrder(choices);
  return choices.map((lines) => (lines?.length === 1 ? (lines[0] ?? null) : null));
}

/**
 * What a step may begin with; null for what the runner does for itself, images made ready before the first step of
 * the workflow among it. A step of the workflow may be named like one that cleans up.
 */
function kindsOf(steps: readonly TimedStep[], at: number): readonly Opening['kind'][] | null {
  const isOwn = ({ name }: TimedStep) => RUNNERS_OWN.test(name);
  const isImage = ({ name }: TimedStep) => IMAGE.test(name);
  const step = steps[at];
  if (!step || isOwn(step)) return null;
  if (isImage(step) && steps.slice(0, at).every((before) => isOwn(before) || isImage(before))) return null;
  if (step.name === 'Complete job') return ['complete'];
  return step.name.startsWith('Post ') ? ['post', 'step'] : ['step'];
}

interface Within {
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly marks: StepMarks;
}

/** The lines that a step may begin with, by kind and time alone; the one that has its name if there is one. */
function openingsOf(
  { name }: TimedStep,
  kinds: readonly Opening['kind'][] | null,
  { low, high, marks: { openings, total } }: Within,
): Choices | null {
  if (kinds === null) return null;
  const inTime = openings.filter(({ index, kind }) => {
    return kinds.includes(kind) && index >= (low ?? total) && index <= (high ?? total);
  });
  if (inTime.length > MOST_CHOICES) return null;
  const named = inTime.filter(({ kind, title }) => kind === 'step' && name === `Run ${title}`);
  return (named.length === 1 ? named : inTime).map(({ index }) => index);
}

/** Without the lines that would put a step before the one that it follows. */
function inOrder(choices: readonly (Choices | null)[]): readonly (Choices | null)[] {
  return choices.map((lines, at) => {
    const before = choices[at - 1];
    const after = choices[at + 1];
    return (
      lines?.filter((line) => {
        return (!before || Math.min(...before) < line) && (!after || line < Math.max(...after));
      }) ?? null
    );
  });
}

/** The first line that may belong to a later step. */
function endOfStep(at: number, first: readonly (number | null)[], marks: StepMarks): number {
  const next = first[at + 1];
  return next ?? marks.earliest[at + 1] ?? marks.total;
}
