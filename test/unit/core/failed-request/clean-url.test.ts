import { describe, expect, it } from '@jest/globals';
import { cleanUrl, hostOf, pathOf } from '../../../../src/core/failed-request/clean-url.ts';

describe('cleanUrl', () => {
  it.each([
    ['https://api.example.com/v1/jobs.', 'https://api.example.com/v1/jobs'],
    ['https://api.example.com/v1/jobs",', 'https://api.example.com/v1/jobs'],
    [
      'https://ci:[hidden:url-credentials]@git.example.com/acme/ui.git',
      'https://git.example.com/acme/ui.git',
    ],
    ['https://api.example.com/v1?token=abc&page=2', 'https://api.example.com/v1?page=2'],
    ['https://api.example.com/v1?X-Amz-Signature=abc', 'https://api.example.com/v1'],
    ['https://api.example.com/v1?code=***', 'https://api.example.com/v1'],
    ['https://api.example.com/v1?q=[hidden:github-token]', 'https://api.example.com/v1'],
    ['https://npm.example.com/@acme%2fui', 'https://npm.example.com/@acme%2fui'],
    ['https://api.example.com/a(b)', 'https://api.example.com/a(b)'],
    ['https://', null],
  ])('%s', (found, expected) => {
    expect(cleanUrl(found)).toBe(expected);
  });
});

describe('hostOf and pathOf', () => {
  it('splits a URL', () => {
    expect(hostOf('https://api.example.com:8443/v1?x=1')).toBe('api.example.com:8443');
    expect(pathOf('https://api.example.com:8443/v1?x=1')).toBe('/v1');
    expect(pathOf('https://api.example.com')).toBe('/');
    expect(hostOf('/v1')).toBeNull();
  });
});
