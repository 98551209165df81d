import { describe, expect, it } from '@jest/globals';
import { maskVariables } from '../../../../src/core/fingerprint/mask-variables.ts';

describe('maskVariables', () => {
  it.each([
    [
      '/home/runner/work/app/app/src/cart.ts(3,14): error TS2322: no',
      'D:\\a\\app\\app\\src\\cart.ts(88,1): error TS2322: no',
    ],
    ['##[error]src/cart.ts(3,14): error TS2322: no', 'Error: ./src/cart.ts(9,2): error TS2322:  no'],
    [
      '/builds/acme/shop/src/a.py:12: error: x',
      '/var/lib/jenkins/workspace/shop_main@2/src/a.py:99: error: x',
    ],
    ['/Users/me/code/shop/src/a.py:12: x', '/home/circleci/project/src/a.py:14: x'],
    ['cannot open /tmp/tmp8xk2q/setup.py', 'cannot open C:\\Users\\me\\AppData\\Local\\Temp\\b7\\setup.py'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 10.7.0.3:61234'],
    ['connect ECONNREFUSED ::1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
    ['GET http://db.example.com:8080/x?run=12 failed', 'GET http://db.example.com:9090/x?run=77 failed'],
    ['job 3b241101-e2bb-4255-8caf-4136c566a962 died', 'job 6f9619ff-8b86-d011-b42d-00c04fc964ff died'],
    ['commit 9f86d081 is gone', 'commit 60303ae22b998861bce3b28f33eec1be758a213c is gone'],
    ['at 2026-03-04T09:12:31.1Z it broke', 'at Wed, 04 Mar 2026 09:12:31 GMT it broke'],
    ['at 04/Mar/2026:09:12:31 +0000 it broke', 'at 2026/03/05 10:11:12 it broke'],
    ['--- FAIL: TestTotal (0.00s)', '--- FAIL: TestTotal (1m3.20s)'],
    ['coverage 87.5% of code', 'coverage 12 % of code'],
    ['shard 2 (3/24) gave up', 'shard 19 (11/24) gave up'],
    ['[gw3] worker 4 crashed', '[gw11] worker 9 crashed'],
    ['1 failed, 11 passed in 0.79s', '1 failed, 340 passed in 12.01s'],
    ['bash: line 2: jq: command not found', '/tmp/x7/run.sh: line 40: jq: command not found'],
    ['token *** refused', 'token [hidden:npm-token] refused'],
    ['run 8812345678 was lost', 'run 9912345679 was lost'],
    ['pod api-7d4b9c8f6f-x2x9z is gone', 'pod api-6c5f9d7b8c-k4w2p is gone'],
    ['npm ERR! code E404', 'npm error code E404'],
  ])('reads %j as %j', (one, other) => {
    expect(maskVariables(one)).toBe(maskVariables(other));
  });

  it.each([
    ['error TS2345: x', 'error TS2322: x'],
    ['The requested URL returned error: 401', 'The requested URL returned error: 403'],
    ['exited with code 1', 'exited with code 137'],
    ['exit code 3221225477', 'exit code 3221225786'],
    ['react@18.2.0 is in the way', 'react@17.0.2 is in the way'],
    ['src/cart.ts: x', 'src/price.ts: x'],
    ['packages/a/src/index.ts:1:1: x', 'packages/b/src/index.ts:1:1: x'],
    ['https://api.example.com/v1', 'https://cdn.example.com/v1'],
    ["Cannot find module 'defaced'", "Cannot find module 'effaced'"],
    ['assert 15 == 18', 'assert 15 == 19'],
    ['ORA-00942: no', 'ORA-01017: no'],
    ['DATABASE_URL is not set', 'REDIS_URL is not set'],
    ['error[E0308]: x', 'error[E0425]: x'],
  ])('keeps %j apart from %j', (one, other) => {
    expect(maskVariables(one)).not.toBe(maskVariables(other));
  });

  it('stays quick on bait', () => {
    const started = performance.now();
    for (const bait of ['a/', '1.', '-1', 'Jan ', '0:', '(', '[[', '%2', '\\a', 'abc1'])
      maskVariables(bait.repeat(5_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
