import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { ciProviders } from '../../src/adapters/ci/create-run-logs.ts';
import { type CiFixture, playExchange, runLogsOf } from '../support/ci-exchanges.ts';

const folder = join(import.meta.dirname, '../fixtures/ci-history');
const cases = readdirSync(folder).map((file) => ({
  provider: file.replace('.json', ''),
  fixture: JSON.parse(readFileSync(join(folder, file), 'utf8')) as CiFixture,
}));

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe('the history of a run', () => {
  it('has a case for every provider', () => {
    expect(cases.map(({ provider }) => provider).sort()).toEqual(ciProviders.map(({ id }) => id).sort());
  });

  it.each(cases)('$provider tells it', async ({ provider, fixture }) => {
    for (const exchange of fixture.exchanges) playExchange(exchange);
    const { runLogs, link } = runLogsOf(provider, fixture);
    expect(await runLogs.runHistory(link)).toMatchObject(fixture.expected);
    expect(nock.pendingMocks()).toEqual([]);
  });

  it.each(cases)('is unknown when $provider refuses', async ({ provider, fixture }) => {
    const [first] = fixture.exchanges;
    if (!first) throw new Error('the fixture asks nothing');
    playExchange({ ...first, status: 403, json: { message: 'no' } });
    const { runLogs, link } = runLogsOf(provider, fixture);
    expect(await runLogs.runHistory(link)).toBeNull();
  });
});
