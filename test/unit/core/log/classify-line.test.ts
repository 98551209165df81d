import { describe, expect, it } from '@jest/globals';
import { classifyLine } from '../../../../src/core/log/classify-line.ts';

describe('classifyLine', () => {
  it.each([
    ['curl: (22) The requested URL returned error: 403', 'output'],
    ['npm error 403 403 Forbidden - PUT https://npm.example.com/x', 'output'],
    ['HTTP 403', 'output'],
    ['  × No solution found when resolving dependencies:', 'output'],
    ['Timed out 5000ms waiting for expect(locator).toHaveText(expected)', 'output'],
    ['      + expected - actual', 'output'],
    ['   × answers 401 12ms', 'assertion'],
    ['✖   type may not be empty [type-empty]', 'output'],
    ['✖ Quality Gate has FAILED', 'output'],
    ['got HTTP status 401 from https://api.example.com/v1', 'output'],
    ['✖ 4 problems (3 errors, 1 warning)', 'output'],
    ['E   ModuleNotFoundError: No module named x', 'output'],
    ["E   httpx.HTTPStatusError: Client error '403 Forbidden' for url", 'assertion'],
    ['INFO:     127.0.0.1:5000 - "GET /me HTTP/1.1" 401 Unauthorized', 'output'],
    ['##[error]Process completed with exit code 1.', 'annotation'],
    ['::error file=a.ts,line=1::no', 'annotation'],
    ['$ curl -f https://api.example.com', 'echo'],
    ['+ docker push registry.example.com/app', 'echo'],
    ['> app@1.0.0 test', 'echo'],
    ['[command]/usr/bin/git push', 'echo'],
    ['Step 3/9 : RUN npm ci', 'echo'],
    ['    ✓ returns 401 without a token (3 ms)', 'passing'],
    ['ok 12 - rejects with 403', 'passing'],
    ['--- PASS: TestLoginReturns401 (0.00s)', 'passing'],
    ['=== RUN   TestLoginReturns401', 'passing'],
    ['test auth::rejects_401 ... ok', 'passing'],
    ['tests/test_api.py::test_403 PASSED [ 40%]', 'passing'],
    ['GET /api/users 401 Unauthorized (expected) - test passed', 'passing'],
    ['  expect(res.status).toBe(403)', 'assertion'],
    ['E       assert 401 == 200', 'assertion'],
    ['    Expected: 200', 'assertion'],
    ['    Received: 401', 'assertion'],
    ['  ✕ returns 403 for a reader', 'assertion'],
    ['it("returns HTTP 401", async () => {', 'assertion'],
    ['  > 12 |   expect(status).toBe(200)', 'assertion'],
    ['the API should return 401 when the token is missing', 'assertion'],
  ])('%j is %s', (message, kind) => {
    expect(classifyLine(message)).toBe(kind);
  });
});
