import { linesOf } from '../../lines-of.ts';
import type { GithubStep } from './github-payloads.ts';

/** A step that ran. */
export interface TimedStep {
  readonly number: number;
  readonly name: string;
  /** `2026-05-04T09:12:31`, compared as text. The API cuts to seconds, also where it writes `.000`. */
  readonly start: string;
  readonly end: string;
}

/** A line that a step begins with: one of the workflow, one that cleans up after such, the job's last. */
export interface Opening {
  readonly index: number;
  readonly kind: 'step' | 'post' | 'complete';
  /** What is run; empty for the other kinds. */
  readonly title: string;
}

/** What of a log is needed to tell its steps apart; lines are counted from 0. */
export interface StepMarks {
  /** Older runners begin the steps of a composite action like those of the workflow. */
  readonly openings: readonly Opening[];
  /** Lines that the page neither shows nor counts. */
  readonly groupEnds: readonly number[];
  /** Where newer runners begin a step of a composite action. */
  readonly parts: readonly number[];
  /** The first line at or after each step's start. */
  readonly earliest: readonly number[];
  /** The first line after the second in which each step ended. */
  readonly after: readonly number[];
  readonly total: number;
}

// 2026-05-04T09:12:31.1234567Z ##[group]Run npm test
const TIMED_LINE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /;
const SECOND_LENGTH = '2026-05-04T09:12:31'.length;
const TEXT_AT = '2026-05-04T09:12:31.1234567Z '.length;
const OPENINGS = [
  ['step', '##[group]Run '],
  ['post', 'Post job cleanup.'],
  ['complete', 'Cleaning up orphan processes'],
] as const;
const PART = '##[start-action ';
const GROUP_END = '##[endgroup]';
/** A title is compared with a step's name and needs no more. */
const HEAD_LENGTH = TEXT_AT + 200;
/** Later than any second. */
const NEVER = '~';
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** The steps that ran, in the order in which they did. */
export function timedSteps(steps: readonly GithubStep[]): readonly TimedStep[] {
  return steps
    .flatMap(({ number, name, conclusion, started_at, completed_at }) => {
      const start = secondOf(started_at);
      const end = secondOf(completed_at);
      return number && start && end && conclusion !== 'skipped' ? [{ number, name, start, end }] : [];
    })
    .sort(
      (one, other) =>
        Number(one.start > other.start) - Number(one.start < other.start) || one.number - other.number,
    );
}

function secondOf(time: string | null | undefined): string | null {
  const at = new Date(time ?? '');
  return Number.isNaN(at.getTime()) ? null : at.toISOString().slice(0, SECOND_LENGTH);
}

/** One pass over the bytes of a job's log. */
export function readStepMarks(log: Uint8Array, steps: readonly TimedStep[]): StepMarks {
  const openings: Opening[] = [];
  const groupEnds: number[] = [];
  const parts: number[] = [];
  const earliest: number[] = [];
  const after: number[] = [];
  let total = 0;
  for (const line of linesOf(withoutMark(log))) {
    const index = total;
    total += 1;
    if (!TIMED_LINE.test(line)) continue;
    const second = line.slice(0, SECOND_LENGTH);
    while (second >= (steps[earliest.length]?.start ?? NEVER)) earliest.push(index);
    while (second > (steps[after.length]?.end ?? NEVER)) after.push(index);
    if (line.startsWith(PART, TEXT_AT)) parts.push(index);
    if (parts.at(-1) !== index - 1) openings.push(...openingAt(index, line));
    if (line.startsWith(GROUP_END, TEXT_AT)) groupEnds.push(index);
  }
  return { openings, groupEnds, parts, earliest, after, total };
}

function openingAt(index: number, line: string): readonly Opening[] {
  return OPENINGS.filter(([, words]) => line.startsWith(words, TEXT_AT)).map(([kind, words]) => {
    const title = Buffer.from(line.slice(TEXT_AT + words.length, HEAD_LENGTH), 'latin1').toString('utf8');
    return { index, kind, title: title.trimEnd() };
  });
}

function withoutMark(log: Uint8Array): Uint8Array {
  return BYTE_ORDER_MARK.every((byte, at) => log[at] === byte) ? log.subarray(BYTE_ORDER_MARK.length) : log;
}
