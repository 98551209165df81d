import { describe, expect, it } from '@jest/globals';
import { isListedRepository } from '../../../../src/core/alert/is-listed-repository.ts';
import { readRunLink } from '../../../../src/core/alert/read-run-link.ts';

const GITHUB = 'https://github.com/Acme/api/actions/runs/1';
const GITLAB = 'https://gitlab.example.com/acme/core/api/-/pipelines/1';
const JENKINS = 'https://ci.example.com/job/acme/job/api/7/';

describe('isListedRepository', () => {
  it.each<[string, string, boolean]>([
    ['acme/api', GITHUB, true],
    ['ACME/*', GITHUB, true],
    ['*', GITHUB, true],
    ['github.com/acme/*', GITHUB, true],
    ['*/api', GITHUB, true],
    ['acme/*', GITLAB, true],
    ['gitlab.example.com/*', GITLAB, true],
    ['ci.example.com/job/acme/*', JENKINS, true],
    ['acme', GITHUB, false],
    ['acme/ap', GITHUB, false],
    ['acm*/pi', GITHUB, false],
    ['other/*', GITHUB, false],
    ['acme/api*api', GITHUB, false],
    ['github.com/acme/*', GITLAB, false],
    ['gitlab.com/*', GITLAB, false],
    ['', GITHUB, false],
  ])('%j and %s: %s', (pattern, url, expected) => {
    const link = readRunLink(url, new Map());
    expect(link && isListedRepository([pattern], link)).toBe(expected);
  });

  it('needs one of several', () => {
    const link = readRunLink(GITHUB, new Map());
    expect(link && isListedRepository(['other/*', 'acme/*'], link)).toBe(true);
    expect(link && isListedRepository([], link)).toBe(false);
  });
});
