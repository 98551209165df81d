import type { LineKind } from './log-reading.ts';

/**
 * What a line is, by its form alone (`message` is the line without its CI prefix).
 * Echoes that only their place betrays (the script GitHub prints before it runs) are `readLog`'s.
 * Cost: a look at the first character, then at most a few anchored expressions.
 */
export function classifyLine(message: string): LineKind {
  const text = message.trimStart();
  if (text === '') return 'output';
  if (ANNOTATION.test(text)) return 'annotation';
  if (ECHO.test(text)) return 'echo';
  if (PASSING.test(text) || PASSED_AT_END.test(text)) return 'passing';
  if (ASSERTION.test(text)) return 'assertion';
  if (MENTIONS_STATUS.test(text) && (TEST_TITLE.test(text) || RED_DETAIL.test(text))) return 'assertion';
  return 'output';
}

// ##[error]Process completed   ·   ::error file=a.ts::message   ·   ##vso[task.logissue type=error]
const ANNOTATION = /^(?:##\[(?:error|warning)\]|::(?:error|warning)[ :]|##vso\[task\.logissue )/;
// C:\build>npm test   ·   [unit] + make   ·   [shop] $ /bin/sh -xe   ·   [command]/usr/bin/git   ·   ##[command]docker   ·   $ npm ci   ·   + docker push   ·   > app@1.0.0 test   ·   Step 3/9 : RUN x   ·   #8 [2/5] RUN x
const ECHO =
  /^(?:\[command\]|##\[command\]|[$%] \S|\+{1,3} (?!expected - actual|Received)[\w./-]{1,80}(?: |$)|> [\w@./-]{1,100}@\d\S{0,40} \S|(?:PS )?[A-Z]:\\[^>]{0,200}>(?: |\w)|\[[\w .-]{1,60}\] (?:\+{1,3} [\w./-]{1,80}(?: |$)|\$ \S)|Step \d{1,3}\/\d{1,3} : |#\d{1,4} \[[^\]]{1,80}\] |\[echo\] )/;
// ✓ rejects a bad token   ·   ok 12 - title   ·   --- PASS: TestX   ·   === RUN   TestX   ·   PASS src/a.test.ts   ·   [       OK ] Suite.Test
const PASSING =
  /^(?:[✓✔√☑✅🎉]|ok \d|--- (?:PASS|SKIP):|=== (?:RUN|PAUSE|CONT|NAME)\b|PASS(?:ED)?\b|\[\s{0,12}(?:OK|RUN|PASSED|-{5,12}|={5,12})\s{0,12}\])/u;
// tests/test_api.py::test_login PASSED [ 40%]   ·   test auth::rejects ... ok   ·   GET /users 401 (expected) - test passed
const PASSED_AT_END =
  /(?: PASSED(?: +\[ *\d{1,3}%\])?| \.{3} (?:ok|skipped|ignored)|- test passed|\b\d{3}\b[^()]{0,80}\(expected\)[^a-z]{0,40}(?:passed)?)\s*$/;
// expect(res.status).toBe(403)   ·   E   assert 401 == 200   ·   Expected: 200   ·   ✕ returns 401   ·   12 |   source   ·   --- FAIL: TestX
const ASSERTION =
  /^(?:(?:await |return )?(?:expect|assert)[\w.]{0,40}[(!]|assert |E {2,}assert |E {2,}AssertionError|AssertionError|(?:Expected|Received|expected|actual|got|want)(?: [a-z]{1,12}){0,2}:|[✕●] |>? ?\d{1,6} \| |--- FAIL:|not ok \d|(?:FAILED|ERROR) \S{1,300}::|(?:it|test|describe)(?:\.\w{1,20})?\(["'`])/u;
// a status code, or its name
const MENTIONS_STATUS = /\b(?:40[0-9]|4[12]\d|50\d|[Uu]nauthori[sz]ed|[Ff]orbidden)\b/;
// returns 401 when the token is missing   ·   should respond with 403   ·   rejects with HTTP 403
const TEST_TITLE =
  /\b(?:should|must|returns?|responds?|answers|rejects?|throws|raises|handles|expects?|yields|gives)\b(?: \w{1,20}){0,3} (?:40[0-9]|4[12]\d|50\d)\b/;
// E   httpx.HTTPStatusError: Client error '403 Forbidden' for url     (why a pytest test failed)
// ✖ answers 401 (12ms)   ·   × answers 401 12ms   ·   ✗ answers 401
const RED_DETAIL = /^(?:E {2,}|[✖✗×] +)\S/u;
