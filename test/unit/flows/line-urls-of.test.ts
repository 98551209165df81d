import { describe, expect, it } from '@jest/globals';
import { compileCatalog } from '../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../src/flows/diagnose-log.ts';
import { lineUrlsOf } from '../../../src/flows/line-urls-of.ts';
import { makeEntry } from '../core/playbook/make-entry.ts';

const JOB = 'https://git.example.com/acme/api/-/jobs/991';
const { analysis } = diagnoseLog(
  compileCatalog(createCatalog([makeEntry()])),
  'a\nerror: forklift: out of oil\n##[error]Process completed with exit code 1.',
);

describe('lineUrlsOf', () => {
  it('has the lines that a card may quote', () => {
    expect(lineUrlsOf({ lineUrl: (line) => `${JOB}#L${line}` }, analysis)).toMatchObject({ 2: `${JOB}#L2` });
  });

  it('leaves out what has no address, or none of the web', () => {
    expect(lineUrlsOf({ lineUrl: () => null }, analysis)).toEqual({});
    expect(lineUrlsOf({ lineUrl: () => 'javascript:alert(1)' }, analysis)).toEqual({});
  });

  it('is bounded, and has the proof all the same', () => {
    const excerpt = Array.from({ length: 500 }, (_, index) => ({ line: index + 10, text: 'x' }));
    const urls = lineUrlsOf({ lineUrl: (line) => `${JOB}#L${line}` }, { ...analysis, excerpt });
    expect(Object.keys(urls)).toHaveLength(50);
    expect(urls).toHaveProperty('2');
  });
});
