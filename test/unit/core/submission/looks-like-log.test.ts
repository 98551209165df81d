import { describe, expect, it } from '@jest/globals';
import { looksLikeLog, readForm } from '../../../../src/core/submission/looks-like-log.ts';

const LOGS = [
  'curl: (22) The requested URL returned error: 403',
  'HTTP/1.1 401 Unauthorized',
  'npm error code E403\nnpm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui',
  'fatal: unable to access https://git.example.com/acme/app.git/: The requested URL returned error: 403',
  'Traceback (most recent call last):\n  File "app.py", line 3, in <module>\n    import requests\nModuleNotFoundError: No module named \'requests\'',
  'src/a.ts(3,5): error TS2345: Argument of type string is not assignable to parameter of type number.',
  '2026-03-01T10:00:00.0000000Z ##[error]Process completed with exit code 1.',
  '$ npm ci\nnpm error code ERESOLVE',
  'make: *** [all] Error 2',
  'INFO:     10.0.0.7:5000 - "GET /me HTTP/1.1" 403 Forbidden',
];

const TALK = [
  'Does anyone know why I get a 403 Forbidden from the API?',
  "I'm getting HTTP 401 since this morning, any idea?",
  'the build is red again',
  'we should return 401 Unauthorized when the token is missing',
  'error handling in this module is a mess, please review',
  'It says command not found, maybe you need to install it',
  'const x = await fetch(url)',
  '(define (f x) (error "status 403"))',
  'lgtm :thumbsup:',
  'Annoyingly it still fails when the path is not set, with a message that says libshop.so: No such file or directory',
  '>>> int("x")\nTraceback (most recent call last):\n  File "<stdin>", line 1, in <module>\nValueError: invalid literal',
  '',
];

describe('looksLikeLog', () => {
  it.each(LOGS)('takes for a log: %j', (text) => {
    expect(looksLikeLog(readForm(text))).toBe(true);
  });

  it.each(TALK)('takes for talk: %j', (text) => {
    expect(looksLikeLog(readForm(text))).toBe(false);
  });
});
