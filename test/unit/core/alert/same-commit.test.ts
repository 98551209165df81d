import { describe, expect, it } from '@jest/globals';
import { commitUrl } from '../../../../src/core/alert/commit-url.ts';
import { readRunLink } from '../../../../src/core/alert/read-run-link.ts';
import { isSameCommit } from '../../../../src/core/alert/same-commit.ts';

const FULL = 'c0ffee2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

describe('isSameCommit', () => {
  it.each([
    [FULL, 'c0ffee2', true],
    ['C0FFEE2A', FULL, true],
    ['c0ffee', FULL, false],
    ['c0ffee3', FULL, false],
    [null, FULL, false],
    [null, null, false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(isSameCommit(one, other)).toBe(same);
    expect(isSameCommit(other, one)).toBe(same);
  });
});

describe('commitUrl', () => {
  it.each([
    [
      'https://git.example.com:8443/northwind/ledger/actions/runs/9',
      'https://git.example.com:8443/northwind/ledger/commit/c0ffee2',
    ],
    ['https://gitlab.com/a/b/c/-/pipelines/9', 'https://gitlab.com/a/b/c/-/commit/c0ffee2'],
    ['https://buildkite.com/acme/api/builds/9', null],
  ])('%s', (run, expected) => {
    const link = readRunLink(run, new Map());
    expect(link && commitUrl(link, 'c0ffee2')).toBe(expected);
    expect(link && commitUrl(link, '../../evil')).toBeNull();
  });
});
