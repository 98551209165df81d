import { stepAt } from '../../log/log-reading.ts';
import type { SaidLine, SaidLog, SilentRule } from '../silent-rule.ts';

// make: [Makefile:3: lint] Error 1 (ignored)   ·   ...ignoring   (Ansible)   ·   exit code 1 ignored
const SAID_PLAINLY =
  /^make(?:\[\d{1,3}\])?: .{1,200}\bError \d{1,3} \(ignored\)$|^\.\.\.ignoring$|\bexit (?:code|status) [1-9]\d{0,4}\b.{0,20} ignored\b|^WARNING: after_script failed, but job will continue/i;
// run.sh: line 3: jq: command not found   ·   sh: 1: jest: not found     (a shell says so only when it tried)
const NOT_FOUND =
  /^(?:\S{1,200}: line \d{1,6}: \S{1,100}: command not found|(?:\/bin\/)?(?:ba|da|z)?sh: (?:\d{1,6}: )?\S{1,100}: (?:command )?not found)$/;

// npm test || true   ·   ./lint.sh || :   ·   make check || echo failed   ·   set +e
const TOLERANT = /\|\| *(?:true|:|exit 0|echo)(?=[\s;"')]|$)|\bset \+e(?=[\s;]|$)/;
// npm error code E404   ·   fatal: no   ·   curl: (22) The   ·   make: *** [all] Error 2   ·   Traceback (most recent call last):
const FAILED =
  /^(?:npm (?:ERR!|error) code \w|fatal: |curl: \(\d{1,3}\) |make(?:\[\d\])?: \*{3} .{0,200}Error \d|Traceback \(most recent call last\)|FAILED \(|\S{1,200}: error: |error: |error\[\w{1,10}\]: |ERROR: |=+ .{0,60}[1-9]\d{0,5} failed\b)/;

/**
 * A command visibly failed, and the script went on. A bare `|| true` is none: the failure must be in the
 * output, behind the echo of the command that tolerates it, in the same step.
 */
export const IGNORED_EXIT_CODE: SilentRule = {
  id: 'ignored-exit-code',
  severity: 'medium',
  forms: [SAID_PLAINLY, NOT_FOUND, TOLERANT, FAILED],
  find: (log) => {
    const plainly = log.said
      .filter(
        ({ message, kind }) =>
          kind !== 'assertion' && (SAID_PLAINLY.test(message) || NOT_FOUND.test(message)),
      )
      .map(({ number }) => number);
    return plainly.length > 0 ? plainly : tolerated(log);
  },
};

/** How far behind its echo a tolerated command's failure may stand, where no step says where it ends. */
const FAR = 200;

function tolerated({ said, echoed, reading }: SaidLog): number[] {
  for (const echo of echoed) {
    if (!TOLERANT.test(echo.message)) continue;
    const to = Math.min(stepAt(reading, echo.number)?.to ?? Number.POSITIVE_INFINITY, echo.number + FAR);
    const failed = said.find((line) => line.number > echo.number && line.number <= to && isFailure(line));
    if (failed) return [failed.number, echo.number];
  }
  return [];
}

function isFailure({ message, kind }: SaidLine): boolean {
  return (kind === 'output' || kind === 'annotation') && FAILED.test(message);
}

// ##[error]Process completed with exit code 1.   ·   ##[error]Bash exited with code '1'.
const STEP_FAILED =
  /^(?:Process completed with exit code [1-9]|Bash exited with code '[1-9]|PowerShell exited with code '[1-9])/;

/** A step failed and the job, told to go on, ended well. */
export const CONTINUED_ON_ERROR: SilentRule = {
  id: 'continue-on-error',
  severity: 'medium',
  forms: [STEP_FAILED],
  find: ({ said, reading }) =>
    reading.outcome === 'passed'
      ? said.filter(({ message }) => STEP_FAILED.test(message)).map(({ number }) => number)
      : [],
};
