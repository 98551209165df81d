import { type Ci, type LogLine, messageOf } from './log-line.ts';
import type { LogStep } from './log-reading.ts';

interface Job {
  readonly ci: Ci | null;
  readonly lines: readonly LogLine[];
  readonly steps: readonly LogStep[];
  readonly failedLine: number | null;
}

/**
 * The step that failed: the innermost that holds the line that says so. GitLab, Jenkins and CircleCI say so
 * behind all steps; there it is the one the service names, or the last that did the job's own work.
 */
export function findFailedStep({ ci, lines, steps, failedLine }: Job): LogStep | null {
  if (failedLine === null) return null;
  const holding = steps.filter(({ from, to }) => from <= failedLine && failedLine <= to).at(-1);
  if (holding && !(SAYS_IT_LATER.has(ci) && AFTERWARDS.test(holding.name))) return holding;
  if (!SAYS_IT_LATER.has(ci)) return null;
  const worked = steps.filter(({ from, name }) => from <= failedLine && !AFTERWARDS.test(name));
  return namedStep(lines, worked) ?? lastOutermost(worked, failedLine + 1);
}

const SAYS_IT_LATER: ReadonlySet<Ci | null> = new Set<Ci | null>([
  'gitlab',
  'jenkins',
  'circleci',
  'teamcity',
]);

// after_script   ·   cleanup_file_variables   ·   upload_artifacts_on_failure   ·   Declarative: Post Actions   ·   Running after script
const AFTERWARDS =
  /^(?:after_script|cleanup_|upload_artifacts|archive_cache|Declarative: Post|Running after|Saving cache|Uploading artifacts|Cleaning up)/;

// Failed in branch unit   ·   Stage "Deploy" skipped due to earlier failure(s)
const FAILED_BRANCH = /^Failed in branch (?<name>.{1,200})$/;
const SKIPPED_STAGE = /^Stage "(?<name>.{1,200})" skipped due to earlier failure/;

function namedStep(lines: readonly LogLine[], steps: readonly LogStep[]): LogStep | null {
  let skipped: string | null = null;
  for (const line of lines) {
    const message = messageOf(line).trimEnd();
    if (message.startsWith('Failed in branch ')) {
      const branch = FAILED_BRANCH.exec(message)?.groups?.['name'];
      const step = steps.findLast(({ name }) => name === branch);
      if (step) return step;
    } else if (skipped === null && message.startsWith('Stage "')) {
      skipped = SKIPPED_STAGE.exec(message)?.groups?.['name'] ?? null;
    }
  }
  const at = steps.findIndex(({ name }) => name === skipped);
  return at > 0 ? lastOutermost(steps.slice(0, at), steps[at]?.from ?? 0) : null;
}

/** The last step that ended before a line, with all that it holds: which part of it failed nobody said. */
function lastOutermost(steps: readonly LogStep[], before: number): LogStep | null {
  const ended = steps.filter(({ to }) => to < before);
  const last = ended.at(-1);
  return last ? (ended.find(({ to }) => to >= last.to) ?? last) : null;
}
