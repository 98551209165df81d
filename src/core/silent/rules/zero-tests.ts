import { linesMatching, type SaidLog, type SilentRule } from '../silent-rule.ts';

// A runner's own word that its run held no test at all.
const SAID_PLAINLY: readonly RegExp[] = [
  // ===== no tests ran in 0.01s =====   ·   collected 0 items   (pytest)
  /^=* ?no tests ran in \d|^collected 0 items(?! \/ [1-9])/,
  // Tests:       0 total   ·   No tests found, exiting with code 0   (jest, vitest)
  /^Tests: +0 total$|^No tests? (?:files? )?found, exiting with code 0/,
  // Ran 0 tests in 0.000s   (unittest)   ·   No tests executed!   (PHPUnit)   ·   No tests were found!!!   (CTest)
  /^Ran 0 tests in \d|^No tests executed!|^No tests were found!!!/,
  // 0 examples, 0 failures   (RSpec)   ·   Executed 0 of 0   (Karma)   ·   ℹ tests 0   ·   # tests 0   (node --test, TAP)
  /^0 examples, 0 failures|Executed 0 of 0\b|^(?:ℹ|#) tests 0$/,
  // No test is available in /x/Shop.Tests.dll.   ·   No test matches the given testcase filter   (dotnet)
  /^No test is available in |^No test matches the given testcase filter/,
  // 0 tests   ·   0 tests run   ·   executed 0 tests.     (a line of its own: `20 tests` does not begin with 0)
  /^(?:ran |executed |total: )?0 tests?(?: (?:run|ran|executed|completed|found))?\.?$/i,
];

/** Runners that report by package, module or target: one of them without tests is ordinary, all of them is not. */
interface PartReport {
  readonly empty: RegExp;
  readonly ran: RegExp;
}

const SAID_BY_PARTS: readonly PartReport[] = [
  {
    // ?   	git.example.com/acme/app	[no test files]   ·   ok  	git.example.com/acme/app	0.01s [no tests to run]
    empty: /^(?:\?\s+\S+\s+\[no test files\]|ok\s+\S+\s.{0,40}\[no tests to run\])/,
    // ok  	git.example.com/acme/app	0.012s   ·   --- PASS: TestX   ·   FAIL	git.example.com/acme/app
    ran: /^(?:ok\s+\S+\s+(?:\d|\(cached\))(?!.{0,60}no tests to run)|--- (?:PASS|FAIL|SKIP)|FAIL\s)/,
  },
  // running 0 tests   ·   running 3 tests   (cargo)
  { empty: /^running 0 tests$/, ran: /^running [1-9]\d{0,6} tests?$/ },
  // [INFO] No tests to run.   ·   Tests run: 3, Failures: 0   (Surefire)
  { empty: /^(?:\[INFO\] )?No tests to run\.$/, ran: /Tests run: [1-9]/ },
  // Executed 0 tests, with 0 failures   ·   Executed 3 tests   (XCTest)
  { empty: /^Executed 0 tests, with 0 failures/, ran: /^Executed [1-9]\d{0,6} tests?,/ },
  // [==========] Running 0 tests from 0 test suites.   (GoogleTest)
  { empty: /^\[={10}\] Running 0 tests from 0 test/, ran: /^\[={10}\] Running [1-9]/ },
  // 0 passing (2ms)   ·   3 failing   (Mocha)
  { empty: /^0 passing \(/, ran: /^[1-9]\d{0,6} (?:passing|failing|pending)\b/ },
];

/** The tests are green because there were none. */
export const ZERO_TESTS: SilentRule = {
  id: 'zero-tests-executed',
  severity: 'high',
  forms: [...SAID_PLAINLY, ...SAID_BY_PARTS.flatMap(({ empty, ran }) => [empty, ran])],
  find: ({ said }: SaidLog) => {
    const plainly = linesMatching(said, SAID_PLAINLY);
    if (plainly.length > 0) return plainly;
    for (const { empty, ran } of SAID_BY_PARTS) {
      const parts = said.filter(({ message }) => empty.test(message)).map(({ number }) => number);
      if (parts.length > 0 && !said.some(({ message }) => ran.test(message))) return parts;
    }
    return [];
  },
};

// 3 skipped, 3 total   ·   Tests run: 3, Failures: 0, Errors: 0, Skipped: 3   ·   3 examples, 0 failures, 3 pending
const COUNTED: readonly RegExp[] = [
  /^Tests: +(?<skipped>[1-9]\d{0,6}) (?:skipped|todo), (?<total>\d{1,7}) total$/,
  /^Tests run: (?<total>[1-9]\d{0,6}), Failures: 0, Errors: 0, Skipped: (?<skipped>\d{1,7})$/,
  /^(?<total>[1-9]\d{0,6}) examples?, 0 failures, (?<skipped>\d{1,7}) pending$/,
  /^Tests +(?<skipped>[1-9]\d{0,6}) skipped \((?<total>\d{1,7})\)$/,
];
// ===== 3 skipped in 0.02s =====   ·   ====== 2 skipped, 1 warning in 0.1s ======   (pytest: nothing passed, nothing failed)
const ONLY_SKIPPED = /^=+ [1-9]\d{0,6} skipped(?:, \d{1,6} (?:warnings?|deselected)){0,2} in \d/;

/** The tests are green because every one of them was skipped. */
export const ALL_TESTS_SKIPPED: SilentRule = {
  id: 'all-tests-skipped',
  severity: 'medium',
  forms: [...COUNTED, ONLY_SKIPPED],
  find: ({ said }) =>
    said
      .filter(({ message }) => {
        if (ONLY_SKIPPED.test(message)) return true;
        return COUNTED.some((counted) => {
          const groups = counted.exec(message)?.groups;
          return groups !== undefined && groups['skipped'] === groups['total'];
        });
      })
      .map(({ number }) => number),
};
