import { describe, expect, it } from '@jest/globals';
import { readLog } from '../../../../src/core/log/read-log.ts';
import { findSilentFailures, SILENT_RULES } from '../../../../src/core/silent/find-silent-failures.ts';
import { redactedLogOf } from '../../../support/redacted-log.ts';

function silentIn(text: string): { id: string; lines: number[] }[] {
  const log = redactedLogOf(text);
  return findSilentFailures(log, readLog(log)).map(({ id, evidence }) => ({
    id,
    lines: evidence.map(({ line }) => line),
  }));
}

const FIRES: readonly (readonly [id: string, log: string])[] = [
  ['zero-tests-executed', '============ no tests ran in 0.01s ============'],
  ['zero-tests-executed', 'collected 0 items'],
  ['zero-tests-executed', 'Tests:       0 total'],
  ['zero-tests-executed', 'No tests found, exiting with code 0'],
  ['zero-tests-executed', 'Ran 0 tests in 0.000s\n\nOK'],
  ['zero-tests-executed', '0 tests'],
  ['zero-tests-executed', '0 examples, 0 failures'],
  ['zero-tests-executed', '  0 passing (2ms)'],
  [
    'zero-tests-executed',
    '?   \tgit.example.com/acme/app\t[no test files]\n?   \tgit.example.com/acme/app/cart\t[no test files]',
  ],
  ['zero-tests-executed', 'running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored'],
  ['zero-tests-executed', '[INFO] No tests to run.\n[INFO] BUILD SUCCESS'],
  ['zero-tests-executed', '[==========] Running 0 tests from 0 test suites.'],
  ['all-tests-skipped', '============ 3 skipped in 0.02s ============'],
  ['all-tests-skipped', 'Tests:       3 skipped, 3 total'],
  ['all-tests-skipped', 'Tests run: 4, Failures: 0, Errors: 0, Skipped: 4'],
  ['all-tests-skipped', '3 examples, 0 failures, 3 pending'],
  ['ignored-exit-code', 'make: [Makefile:3: lint] Error 1 (ignored)'],
  ['ignored-exit-code', '...ignoring'],
  ['ignored-exit-code', 'deploy.sh: line 3: jq: command not found\nDeployed.'],
  ['ignored-exit-code', '$ npm publish || true\nnpm error code E403\nDone.'],
  ['ignored-exit-code', '+ set +e\n+ ./lint.sh\nerror: 3 problems\nDone.'],
  [
    'continue-on-error',
    '##[group]Run npm audit\n##[endgroup]\n##[error]Process completed with exit code 1.\n##[group]Run npm run build\n##[endgroup]\nbuilt\nPost job cleanup.\nCleaning up orphan processes',
  ],
  [
    'artifact-missing',
    '##[warning]No files were found with the provided path: dist/. No artifacts will be uploaded.',
  ],
  [
    'artifact-missing',
    'WARNING: dist/: no matching files. Ensure that the artifact path is relative to the working directory',
  ],
  ['artifact-missing', 'No artifacts found that match the file pattern "dist/**". Configuration error?'],
  ['artifact-missing', 'No artifact files found at dist'],
  ['cache-miss-non-fatal', '##[warning]Failed to save: Cache service responded with 400'],
  ['cache-miss-non-fatal', '##[warning]Failed to restore: getCacheEntry failed: connect ETIMEDOUT'],
  ['cache-miss-non-fatal', 'Failed to extract cache'],
  ['empty-deployment-target', 'Deployed 0 files to https://www.example.com'],
  ['empty-deployment-target', 'Nothing to deploy.'],
  ['empty-deployment-target', 'i  hosting[site]: found 0 files in public'],
  ['empty-deployment-target', 'skipping: no hosts matched'],
  ['empty-upload', 'Uploaded bytes 0'],
  ['empty-upload', '0 files uploaded'],
  ['skipped-critical-step', 'Skipping deploy: DEPLOY_TOKEN is not set'],
  ['skipped-critical-step', 'Skipped publishing because no credentials were found'],
  ['empty-quality-check', 'Checked 0 files in 2ms. No fixes applied.'],
  ['empty-quality-check', '0 files inspected, no offenses detected'],
  ['empty-quality-check', 'Ran 212 rules on 0 files: 0 findings.'],
  ['empty-quality-check', 'warning: No Python files found under the given path(s)'],
  ['empty-quality-check', 'Trim Trailing Whitespace.............(no files to check)Skipped'],
  ['empty-coverage', 'CoverageWarning: No data was collected. (no-data-collected)'],
  ['empty-coverage', 'Statements   : Unknown% ( 0/0 )'],
  ['empty-coverage', 'All files |       0 |        0 |       0 |       0 |'],
  ['ignored-input', "##[warning]Unexpected input(s) 'node_version', valid inputs are ['node-version']"],
];

const SILENT: readonly (readonly [why: string, log: string])[] = [
  [
    '20 tests are not 0 tests',
    '20 passed in 0.2s\n10 tests\nTests:       20 passed, 20 total\n100 examples, 0 failures',
  ],
  ['collected, and deselected by choice', 'collected 12 items / 12 deselected / 0 selected'],
  ['a collection error is loud', 'collected 0 items / 1 error'],
  ['0 failed', 'Tests run: 12, Failures: 0, Errors: 0, Skipped: 0'],
  [
    'one package without tests',
    '?   \tgit.example.com/acme/app\t[no test files]\nok  \tgit.example.com/acme/app/cart\t0.012s',
  ],
  ['doc tests of a crate', 'running 12 tests\ntest result: ok. 12 passed\n   Doc-tests app\nrunning 0 tests'],
  ['a parent module', '[INFO] No tests to run.\n[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0'],
  ['all pending, none passing', '  0 passing (2ms)\n  3 failing'],
  [
    'some skipped',
    '== 4 passed, 3 skipped in 0.02s ==\nTests:       3 skipped, 9 passed, 12 total\nTests run: 4, Failures: 0, Errors: 0, Skipped: 1',
  ],
  [
    'a bare || true',
    '##[group]Run npm run lint || true\nnpm run lint || true\n##[endgroup]\nall files pass\nPost job cleanup.\nCleaning up orphan processes',
  ],
  ['set +e and no failure', '+ set +e\n+ ./lint.sh\n12 files are fine\nDone.'],
  ['a failure before the tolerant command', 'error: first try\n$ ./retry.sh || true\nfine'],
  [
    'tests that speak of failures',
    '$ npm test || true\n  ✓ prints error: when a file is gone\nok 3 - fatal: is handled',
  ],
  ['an option named like a failure', 'Using --ignore-errors, 0 errors ignored'],
  [
    'artifacts that were found',
    'With the provided path, there will be 12 files uploaded\nArtifact app has been successfully uploaded! Final size is 4096 bytes.',
  ],
  [
    'an ordinary cache miss',
    'Cache not found for input keys: linux-npm-9f86d08\nNo cache is found for key: v1-deps',
  ],
  [
    'another job saves the cache',
    '##[warning]Failed to save: Unable to reserve cache with key linux-npm, another job may be creating this cache.',
  ],
  [
    'a deployment without changes',
    'No changes to deploy. Infrastructure is up-to-date.\n0 new files to upload\nDeployed 10 files',
  ],
  ['bytes that end in 0', 'Uploaded bytes 40960\nUploaded 20 bytes\n100 files uploaded'],
  [
    'a deployment that a rule forbids',
    'Skipping a deployment with the npm provider because this branch is not permitted\nSkipping deploy: no changes',
  ],
  [
    'a clean lint',
    'Checked 20 files in 2ms. No fixes applied.\n120 files inspected, no offenses detected\n0 errors, 0 warnings',
  ],
  [
    'one hook without files',
    'Check Toml...........(no files to check)Skipped\nTrim Trailing Whitespace.............Passed',
  ],
  [
    'coverage of something',
    'Statements   : 100% ( 12/12 )\nAll files |     100 |        0 |     100 |     100 |',
  ],
  ['a script shown before it runs', '##[group]Run ./x.sh\necho "Nothing to deploy."\n##[endgroup]\nfine'],
  ['a test’s own source', 'expect(out).toBe("Nothing to deploy.")'],
  ['help of a tool', 'Use --allow-empty if there is nothing to check in the folder'],
];

describe('findSilentFailures', () => {
  it.each(FIRES)('%s: %j', (id, log) => {
    expect(silentIn(log).map((finding) => finding.id)).toEqual([id]);
  });

  it.each(SILENT)('is silent on %s', (_, log) => {
    expect(silentIn(log)).toEqual([]);
  });

  it('has an example of every rule', () => {
    expect(new Set(FIRES.map(([id]) => id))).toEqual(new Set(SILENT_RULES.map(({ id }) => id)));
  });

  it('shows the line, by its number in the file', () => {
    const log = redactedLogOf('\n\n2026-03-04T09:12:31.1234567Z collected 0 items\n');
    expect(findSilentFailures(log, readLog(log))[0]?.evidence).toEqual([
      { line: 3, text: '2026-03-04T09:12:31.1234567Z collected 0 items' },
    ]);
  });

  it('shows the failure first, then the command that let it pass', () => {
    expect(silentIn('$ npm publish || true\nnpm notice\nnpm error code E403')).toEqual([
      { id: 'ignored-exit-code', lines: [3, 1] },
    ]);
  });

  it('takes from a red job only what happened in other steps before', () => {
    const group = (name: string, words: string): string => `##[group]Run ${name}\n##[endgroup]\n${words}\n`;
    const end = '##[error]Process completed with exit code 1.\n';
    const upload = '##[warning]No files were found with the provided path: dist/.';
    expect(silentIn(group('pytest', `collected 0 items\n${end}`))).toEqual([]);
    expect(silentIn(group('make', end) + group('actions/upload-artifact@v4', upload))).toEqual([]);
    expect(
      silentIn(group('pytest unit', 'collected 0 items') + group('make', end)).map(({ id }) => id),
    ).toEqual(['zero-tests-executed']);
  });
});
