import { describe, expect, it } from '@jest/globals';
import { requiredLiterals } from '../../../../src/core/match/required-literals.ts';

describe('requiredLiterals', () => {
  it.each<[string, readonly string[]]>([
    ["Cannot find module '(?P<module>[^']+)'", ["Cannot find module '"]],
    ['^(?P<rule>[A-Z]+\\d+) \\[\\*\\] fixable', [' [*] fixable']],
    ['\\.(?:rb|rake):(?P<line>\\d+)', ['.rb:', '.rake:']],
    ['(?:error|warning): \\S+', ['error: ', 'warning: ']],
    ['exit(?:ed)? with code \\d', ['exit with code ', 'exited with code ']],
    [
      'no such (?:file )?(?:or )?here',
      ['no such here', 'no such or here', 'no such file here', 'no such file or here'],
    ],
    ['deploy failed(?: at last)?$', ['deploy failed']],
    ['lost (?:\\S+ )?signal', ['signal']],
    ['colou?r is missing', ['color is missing', 'colour is missing']],
    ['fails{2,}oon', ['fails']],
    ['a+b+', ['a']],
    ['\\d+ (?P<what>tests?) failed', [' test failed', ' tests failed']],
    ['^\\d+ error code E40[13]', [' error code E401', ' error code E403']],
    [
      'npm fetch (?:GET|PUT) 40[13]',
      ['npm fetch GET 401', 'npm fetch GET 403', 'npm fetch PUT 401', 'npm fetch PUT 403'],
    ],
    ['foo bar|baz qux', ['foo bar', 'baz qux']],
    ['foo bar|\\d+', []],
    ['.*', []],
    ['[a-z]+\\d', []],
    ['x[)]y\\)z long enough', ['x)y)z long enough']],
    ['(?i)HTTP status \\b403\\b', ['HTTP status 403']],
    ['(?:a\\d|b\\d) refused', [' refused']],
    ['^\\s*[✖✗] (?P<test>\\S.*) \\(\\d', ['✖ ', '✗ ']],
  ])('%s', (expression, expected) => {
    expect(requiredLiterals(expression)).toEqual(expected);
  });
});
