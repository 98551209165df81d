import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { ciProviders } from '../../src/adapters/ci/create-run-logs.ts';
import { askForFixture, ciFixtures, readableOutcome, readCiCases } from '../support/ci-exchanges.ts';

const cases = readCiCases();

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe('from a link to the log of the failed job', () => {
  it.each(cases)('$name', async (one) => {
    const { expected, pauses } = one.fixture;
    const taken: number[] = [];

    const { outcomes } = await askForFixture(one, taken);

    const seen = outcomes.map(readableOutcome);
    expect(seen).toMatchObject(Array.isArray(expected) ? expected : [expected]);
    expect(JSON.stringify(seen)).not.toContain('the-secret');
    expect(nock.pendingMocks()).toEqual([]);
    if (pauses) expect(taken).toEqual(pauses);
    const [first] = outcomes;
    for (const [line, url] of Object.entries(one.fixture.lineUrls ?? {})) {
      expect([line, first.kind === 'log' && first.lineUrl(Number(line))]).toEqual([line, url]);
    }
  });
});

describe('the list of providers', () => {
  const names = (folder: string) =>
    readdirSync(folder)
      .map((name) => name.replace('.json', '').replace('.ts', ''))
      .sort();
  const listed = ciProviders.map(({ id }) => id).sort();

  it('has a file or folder for every provider, and nothing else', () => {
    expect(names(join(import.meta.dirname, '../../src/adapters/ci/providers'))).toEqual(listed);
  });

  it('has a folder of cases for every provider, each with its source', () => {
    expect(names(ciFixtures).filter((name) => name !== 'unsupported')).toEqual(listed);
    expect(cases.every(({ fixture }) => fixture.source !== '')).toBe(true);
  });

  it.each(listed)('%s has the cases that none may lack', (provider) => {
    const files = names(join(ciFixtures, provider));
    expect(files).toEqual(expect.arrayContaining(['happy-path', 'still-running', 'nothing-failed']));
  });
});
