import { linesMatching, type SilentRule } from '../silent-rule.ts';

const NO_FILES: readonly RegExp[] = [
  // Checked 0 files in 2ms   ·   Linted 0 files   ·   Inspecting 0 files   ·   Scanned 0 packages
  /^(?:checked|linted|scanned|analy[sz]ed|inspected|inspecting|checking|linting|scanning) 0 (?:source )?(?:files|packages|images|modules|targets|commits)\b/i,
  // 0 files inspected, no offenses detected   ·   0 files checked   ·   Ran 212 rules on 0 files: 0 findings.   ·   0 commits scanned.
  /^0 (?:files|packages|commits) (?:were )?(?:inspected|checked|linted|scanned|analy[sz]ed)\b|^Ran \d{1,6} rules on 0 files\b|(?:^|\s)0 commits scanned\b/i,
  // No Python files are present to be formatted. Nothing to do 😴   (Black)   ·   No Python files found under the given path(s)   (Ruff)
  /^No Python files (?:are present to be formatted|found under the given path)|^warning: No Python files found under/,
  // No files matching the pattern were found: "src/**".   (Prettier)   ·   no go files to analyze   (golangci-lint)
  /^(?:\[error\] |\[warn\] )?No files matching the pattern\b|\bno go files to analyze\b/i,
  // There is nothing to check   ·   No files to lint.   ·   no files to check
  /^(?:there is )?(?:nothing|no files?) to (?:check|lint|scan|analy[sz]e)\b\.?$/i,
];

// Trim Trailing Whitespace.............(no files to check)Skipped     (pre-commit; one hook is ordinary)
const HOOK_SKIPPED = /\.{3,100}\(no files to check\)Skipped$/;
// Trim Trailing Whitespace.............Passed
const HOOK_RAN = /\.\.\.(?:Passed|Failed)$/;

/** A linter or scanner is green because it looked at no file. */
export const EMPTY_QUALITY_CHECK: SilentRule = {
  id: 'empty-quality-check',
  severity: 'medium',
  forms: [...NO_FILES, HOOK_SKIPPED, HOOK_RAN],
  find: ({ said }) => {
    const empty = linesMatching(said, NO_FILES);
    if (empty.length > 0) return empty;
    const skipped = linesMatching(said, [HOOK_SKIPPED]);
    return said.some(({ message }) => HOOK_RAN.test(message)) ? [] : skipped;
  },
};

const NO_COVERAGE: readonly RegExp[] = [
  // CoverageWarning: No data was collected. (no-data-collected)   ·   No data to report.   (coverage.py)
  /\bNo data was collected\b|^No data to report\.$/,
  // Statements   : Unknown% ( 0/0 )   (Istanbul)   ·   total:	(statements)	0.0%   (go tool cover)
  /^(?:Statements|Lines) {1,10}: Unknown% \( 0\/0 \)|^total:\s+\(statements\)\s+0\.0%/,
  // All files |       0 |        0 |       0 |       0 |     (nothing was instrumented)
  /^All files {1,60}\| {1,12}0 \| {1,12}0 \| {1,12}0 \| {1,12}0 \|/,
  // No coverage reports found   ·   Error: No coverage files found   (uploaders)
  /^(?:error: |warning: |info - .{0,40})?No coverage (?:reports?|files?|data) (?:were )?found\b/i,
];

/** Coverage of nothing: no line was measured. */
export const EMPTY_COVERAGE: SilentRule = {
  id: 'empty-coverage',
  severity: 'medium',
  forms: NO_COVERAGE,
  find: ({ said }) => linesMatching(said, NO_COVERAGE),
};

// Unexpected input(s) 'node_version', valid inputs are ['node-version']     (GitHub: a misspelt setting is not read)
const UNREAD_INPUT = /^Unexpected input\(s\) '/;

/** A setting that nobody reads: the step runs with its default instead. */
export const IGNORED_INPUT: SilentRule = {
  id: 'ignored-input',
  severity: 'low',
  forms: [UNREAD_INPUT],
  find: ({ said }) => linesMatching(said, [UNREAD_INPUT]),
};
