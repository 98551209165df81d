import type { SilentFinding } from '../diagnosis/analysis.ts';
import { lineAt, messageOf } from '../log/log-line.ts';
import type { LogReading } from '../log/log-reading.ts';
import type { RedactedLog } from '../log/redacted-log.ts';
import { CONTINUED_ON_ERROR, IGNORED_EXIT_CODE } from './rules/ignored-failure.ts';
import { EMPTY_COVERAGE, EMPTY_QUALITY_CHECK, IGNORED_INPUT } from './rules/nothing-checked.ts';
import {
  ARTIFACT_MISSING,
  CACHE_BROKEN,
  EMPTY_DEPLOYMENT,
  EMPTY_UPLOAD,
  SKIPPED_CRITICAL_STEP,
} from './rules/nothing-delivered.ts';
import { ALL_TESTS_SKIPPED, ZERO_TESTS } from './rules/zero-tests.ts';
import type { SaidLine, SaidLog, SilentRule } from './silent-rule.ts';

/** Every rule, the gravest first. */
export const SILENT_RULES: readonly SilentRule[] = [
  ZERO_TESTS,
  EMPTY_DEPLOYMENT,
  IGNORED_EXIT_CODE,
  CONTINUED_ON_ERROR,
  ALL_TESTS_SKIPPED,
  SKIPPED_CRITICAL_STEP,
  ARTIFACT_MISSING,
  EMPTY_UPLOAD,
  EMPTY_QUALITY_CHECK,
  EMPTY_COVERAGE,
  CACHE_BROKEN,
  IGNORED_INPUT,
];

const MOST_EVIDENCE = 3;

/**
 * What failed without turning the job red, the gravest first; at most one finding a rule.
 *
 * In a job that failed, only what stands in other steps, before the failure, is silent: the failed step's own
 * lines are why it failed, and what comes later is its consequence.
 * Never throws. Cost: one quick look at each line; the rules see only lines that may tell.
 */
export function findSilentFailures(log: RedactedLog, reading: LogReading): readonly SilentFinding[] {
  const said = tellingLines(log, reading);
  const findings: SilentFinding[] = [];
  for (const rule of SILENT_RULES) {
    const lines = rule.find(said).filter((line) => isSilent(line, reading));
    if (lines.length === 0) continue;
    const evidence = [...new Set(lines)]
      .slice(0, MOST_EVIDENCE)
      .map((line) => ({ line, text: lineAt(log.lines, line)?.text ?? '' }));
    findings.push({ id: rule.id, severity: rule.severity, evidence });
  }
  return findings;
}

function isSilent(line: number, { outcome, failedStep, failedLine }: LogReading): boolean {
  if (outcome !== 'failed') return true;
  if (!failedStep || failedLine === null) return false;
  return line < failedLine && (line < failedStep.from || line > failedStep.to);
}

// Words that some rule waits for; all other lines are passed over.
const MAY_TELL =
  /(?:^|[\s(])0(?:[ .,)/]|$)|\b[Nn]o |[Nn]othing|[Ss]kip|\bignor|[Ff]ail|FAIL|rror|ERR|not found|[Tt]ests?\b|\bok\s|Cache |Unexpected input|exited|passing|pending|Traceback|fatal|\|\||set \+e|unning \d|xecuted|Unknown%|curl: |Passed$/;
// ##[warning]text   ·   Warning: text   ·   ::warning::text
const MARK = /^(?:##\[\w{1,20}\]|::(?:warning|error|notice)[^:]{0,200}::|(?:Warning|Error): )/;
const LONGEST = 500;

function tellingLines(log: RedactedLog, reading: LogReading): SaidLog {
  const said: SaidLine[] = [];
  const echoed: SaidLine[] = [];
  for (const [index, line] of log.lines.entries()) {
    if (line.text === '' || !MAY_TELL.test(line.text)) continue;
    const kind = reading.kinds[index] ?? 'output';
    const message = messageOf(line).trim().slice(0, LONGEST).replace(MARK, '');
    (kind === 'echo' ? echoed : said).push({ number: line.number, message, kind });
  }
  return { said, echoed, reading };
}
