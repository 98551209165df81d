import { findAllowedFailures } from './allowed-failures.ts';
import { type LogLine, messageOf } from './log-line.ts';
import type { LineKind } from './log-reading.ts';

export interface Outcome {
  readonly outcome: 'failed' | 'passed' | 'open';
  readonly exitCode: number | null;
  /** The line (1-based) that says so, or null. */
  readonly failedLine: number | null;
}

// ##[error]Process completed with exit code 2.   ·   Error: Process completed with exit code 2.
const GITHUB_FAILED = /^(?:##\[error\]|Error: )Process completed with exit code (?<code>\d{1,10})/;
// ERROR: Job failed: exit code 1   ·   ERROR: Job failed: exit status 1   ·   ERROR: Job failed (system failure)
const GITLAB_FAILED =
  /^ERROR: Job failed(?:: (?:command terminated with )?exit (?:code|status) (?<code>\d{1,5}))?/;
// Your build exited with 1.   (Travis)
const TRAVIS_DONE = /^(?:Done\. )?Your build exited with (?<code>\d{1,5})/;
// The command "npm test" exited with 1.   (Travis)
const TRAVIS_COMMAND = /^The command ".{1,500}" (?:failed and )?exited with (?<code>\d{1,5})/;
// Finished: FAILURE   (Jenkins)
const JENKINS_DONE = /^Finished: (?<word>SUCCESS|FAILURE|UNSTABLE|ABORTED|NOT_BUILT)/;
// Exited with code exit status 1   ·   Exited with code 1   ·   CircleCI received exit code 1
const CIRCLE_FAILED = /^(?:Exited with code(?: exit status)?|CircleCI received exit code) (?<code>\d{1,5})/;
// 🚨 Error: The command exited with status 1   (Buildkite)   ·   Process exited with code 1 (Step: test)   (TeamCity)
const COMMAND_FAILED =
  /^(?:🚨 )?(?:Error: )?(?:The command exited with status|Process exited with code) (?<code>\d{1,5})/u;
// ##[error]Bash exited with code '1'.   ·   ##[error]The process '/usr/bin/git' failed with exit code 128
const ACTION_FAILED =
  /^##\[error\].{0,300}(?:exited with code|failed with exit code|exit code:?|exit status) '?(?<code>\d{1,10})/;

const ENDINGS = [GITHUB_FAILED, GITLAB_FAILED, TRAVIS_DONE, CIRCLE_FAILED, COMMAND_FAILED, ACTION_FAILED];

// BUILD SUCCESS / BUILD SUCCESSFUL in 3s   (Maven, Gradle)
const TOOL_PASSED = /^(?:\[INFO\] )?BUILD SUCCESS(?:FUL)?\b/;
const TOOL_TAIL_LINES = 30;

// ERROR: script returned exit code 2     (Jenkins says the code apart from the end)
const JENKINS_CODE = /^ERROR: script returned exit code (?<code>\d{1,10})/;

/** Every wording that this file reads, for whoever must find such lines in a long log. */
export const OUTCOME_FORMS: readonly RegExp[] = [
  ...ENDINGS,
  TRAVIS_COMMAND,
  JENKINS_DONE,
  JENKINS_CODE,
  /^Job succeeded/,
  /^Cleaning up orphan processes/,
  /^##\[error\]/,
];

/**
 * How the job ended. The service's own last word decides; a fragment that has none is `open`. Failures that the
 * job was told to live with, and those of Travis's `after_*` hooks, decide nothing.
 * Cost: two passes.
 */
export function readOutcome(lines: readonly LogLine[], kinds: readonly LineKind[]): Outcome {
  const allowed = findAllowedFailures(lines, isFailure);
  const tally: Tally = { failed: null, annotated: null, passed: false, cleanedUp: false, code: null };
  let afterwards = false;
  for (const [index, line] of lines.entries()) {
    if (line.mark) afterwards = line.mark.kind === 'start' && line.mark.name.startsWith('after_');
    const message = messageOf(line);
    if (message === '' || kinds[index] === 'echo' || allowed.has(line.number)) continue;
    if (!afterwards || message.includes('Your build exited')) count(tally, line.number, message);
  }
  const { failed, annotated } = tally;
  if (failed) return { ...failed, exitCode: failed.exitCode ?? tally.code };
  if (tally.passed) return PASSED;
  if (annotated) return annotated;
  if (tally.cleanedUp || toolPassed(lines)) return PASSED;
  return { outcome: 'open', exitCode: null, failedLine: null };
}

interface Tally {
  failed: Outcome | null;
  annotated: Outcome | null;
  passed: boolean;
  cleanedUp: boolean;
  code: number | null;
}

function count(tally: Tally, number: number, message: string): void {
  const ending = readEnding(message);
  if (ending === 'passed') {
    tally.passed = true;
    tally.failed = null;
  } else if (ending) {
    tally.failed ??= { outcome: 'failed', exitCode: ending.exitCode, failedLine: number };
  } else if (message.startsWith('##[error]')) {
    tally.annotated ??= { outcome: 'failed', exitCode: null, failedLine: number };
  } else if (message.startsWith('Cleaning up orphan processes')) tally.cleanedUp = true;
  else if (message.startsWith('ERROR: script returned')) {
    tally.code = Number(JENKINS_CODE.exec(message)?.groups?.['code'] ?? Number.NaN) || null;
  }
}

function isFailure(message: string): boolean {
  return (
    message.startsWith('##[error]') && typeof readEnding(message) === 'object' && readEnding(message) !== null
  );
}

const PASSED: Outcome = { outcome: 'passed', exitCode: 0, failedLine: null };

function readEnding(message: string): 'passed' | { exitCode: number | null } | null {
  if (message.startsWith('Job succeeded')) return 'passed';
  const jenkins = JENKINS_DONE.exec(message)?.groups?.['word'];
  if (jenkins) return jenkins === 'SUCCESS' ? 'passed' : { exitCode: null };
  for (const ending of ENDINGS) {
    const match = ending.exec(message);
    if (match) return readCode(match, ending === TRAVIS_DONE);
  }
  const command = TRAVIS_COMMAND.exec(message);
  return command && command.groups?.['code'] !== '0' ? readCode(command, false) : null;
}

function readCode(match: RegExpExecArray, last: boolean): 'passed' | { exitCode: number | null } | null {
  const code = match.groups?.['code'];
  if (code === '0') return last ? 'passed' : null;
  return { exitCode: code === undefined ? null : Number(code) };
}

/** A build tool's own success at the very end of a log that no service closed. */
function toolPassed(lines: readonly LogLine[]): boolean {
  return lines.slice(-TOOL_TAIL_LINES).some((line) => TOOL_PASSED.test(messageOf(line)));
}
