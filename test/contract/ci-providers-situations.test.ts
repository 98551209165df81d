import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { ciProviders } from '../../src/adapters/ci/create-run-logs.ts';
import { providerVariables } from '../../src/flows/ci-settings.ts';
import {
  askForFixture,
  type CiCase,
  type CiFixture,
  type Exchange,
  readableOutcome,
  readCiCases,
} from '../support/ci-exchanges.ts';

const cases = readCiCases();
const happyPaths = ciProviders.map((provider) => {
  const found = cases.find(({ name }) => name === `${provider.id}/happy-path`);
  if (!found) throw new Error(`${provider.id} has no happy path`);
  return { ...found, provider: provider.id, needsToken: provider.needsToken };
});

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

const page = '<!doctype html><title>Sign in</title>';
const credentials = ['authorization', 'private-token', 'circle-token'];

/** The log of the services that hand it out as JSON. */
const jsonLogs: Partial<Record<string, (lines: readonly string[]) => unknown>> = {
  drone: (lines) => lines.map((out, pos) => ({ pos, out, time: 1 })),
  woodpecker: (lines) =>
    lines.map((text, line) => ({ line, type: 0, data: Buffer.from(text.trim()).toString('base64') })),
  semaphore: (lines) => ({
    events: [
      { event: 'cmd_started', directive: 'make' },
      ...lines.map((output) => ({ event: 'cmd_output', output })),
      { event: 'cmd_finished', directive: 'make', exit_code: 2 },
    ],
  }),
};

/** The first request goes to the API; the last one to the API's host asks for the log. */
function partsOf(fixture: CiFixture) {
  const { exchanges } = fixture;
  const [first] = exchanges;
  const last = exchanges.at(-1);
  const at = exchanges.findLastIndex(({ origin }) => origin === first?.origin);
  const ask = exchanges[at];
  if (!first || !ask || !last) throw new Error('the happy path is empty');
  // What storage answers when the service redirects to it, the service itself may answer.
  const answer: Exchange = {
    ...last,
    origin: ask.origin,
    path: ask.path,
    without: [],
    with: { ...ask.with },
  };
  return { first, later: exchanges.slice(1), before: exchanges.slice(0, at), answer };
}

async function outcomeOf(one: CiCase, exchanges: readonly Exchange[], more: Partial<CiFixture> = {}) {
  const { outcomes } = await askForFixture({ ...one, fixture: { ...one.fixture, ...more, exchanges } });
  const [first] = outcomes;
  const seen = readableOutcome(first);
  // Behind the cut the page counts otherwise.
  if (first.kind === 'log' && first.truncated) expect(first.lineUrl(1)).toBeNull();
  expect(nock.pendingMocks()).toEqual([]);
  expect(JSON.stringify(seen)).not.toContain('the-secret');
  return seen;
}

/** Without what the happy path answered. */
function bare({ json: _json, text: _text, gzip: _gzip, headers: _headers, ...ask }: Exchange): Exchange {
  return ask;
}

describe.each(happyPaths)('$provider', (one) => {
  const { first, later, before, answer } = partsOf(one.fixture);
  const happy = one.fixture.expected;
  const { token: setting } = providerVariables[one.provider];

  it.each([
    [401, { kind: 'token-refused', setting }],
    [403, { kind: 'token-lacks-scope', setting }],
    [404, { kind: 'not-found' }],
    [410, { kind: 'expired' }],
    [500, { kind: 'unreachable' }],
  ])('is answered with %i', async (status, expected) => {
    // Client libraries ask again after a server's error.
    const again = status === 500 && one.provider === 'github-actions' ? 3 : 1;
    const refusals = new Array<Exchange>(again).fill({ ...bare(first), status, json: { message: 'no' } });
    expect(await outcomeOf(one, refusals)).toMatchObject(expected);
  });

  it('waits where it is asked to: 429', async () => {
    const busy = { ...bare(first), status: 429, headers: { 'retry-after': '0' }, json: { message: 'slow' } };
    expect(await outcomeOf(one, [busy, first, ...later])).toMatchObject(happy);
  });

  it('gets a web page where JSON was due', async () => {
    const sorry = { ...bare(first), text: page, headers: { 'content-type': 'text/html' } };
    const { kind } = await outcomeOf(one, [sorry]);
    expect(['unreachable', 'token-refused']).toContain(kind);
  });

  it('finds nobody there', async () => {
    const { kind } = await outcomeOf(one, [{ ...bare(first), broken: 'ECONNREFUSED' }]);
    expect(kind).toBe('unreachable');
  });

  it.each([
    [403, ['token-lacks-scope']],
    [404, ['expired', 'no-log']],
    [410, ['expired']],
  ])('asks for the log and is answered with %i', async (status, kinds) => {
    const { kind } = await outcomeOf(one, [...before, { ...bare(answer), status, json: { message: 'no' } }]);
    expect(kinds).toContain(kind);
  });

  it('waits for the log where it is asked to: 429', async () => {
    const busy = { ...bare(answer), status: 429, headers: { 'retry-after': '0' } };
    expect(await outcomeOf(one, [...before, busy, answer])).toMatchObject(happy);
  });

  it('follows a redirect of the log to another host without the token', async () => {
    const storage = { origin: 'https://storage.example.com', path: '/log?sig=1' };
    const away = { ...bare(answer), status: 302, headers: { location: `${storage.origin}${storage.path}` } };
    const there = { ...answer, ...storage, with: {}, without: credentials };
    expect(await outcomeOf(one, [...before, away, there])).toMatchObject(happy);
  });

  it.each(['https://10.0.0.7/log', 'http://storage.example.com/log'])(
    'does not follow one to %s',
    async (location) => {
      const { kind } = await outcomeOf(one, [
        ...before,
        { ...bare(answer), status: 302, headers: { location } },
      ]);
      expect(kind).toBe('unreachable');
    },
  );

  it('unpacks a log that travels packed', async () => {
    expect(await outcomeOf(one, [...before, { ...answer, gzip: true }])).toMatchObject(happy);
  });

  it('gets a web page where the log was due', async () => {
    const sorry = { ...bare(answer), text: page, headers: { 'content-type': 'text/html' } };
    const { kind } = await outcomeOf(one, [...before, sorry]);
    expect(kind).toBe('unreachable');
  });

  it('keeps both ends of a log that is too large', async () => {
    const lines = ['the first line\n', ...new Array<string>(5_000).fill('a line of it\n'), 'the last line\n'];
    const wrap = jsonLogs[one.provider];
    const long = answer.json === undefined ? { text: lines.join('') } : { json: wrap?.(lines) };
    const seen = await outcomeOf(one, [...before, { ...answer, ...long }], { maxBytes: 1_000 });
    expect(seen).toMatchObject({ kind: 'log', truncated: true });
    expect(String(seen['log'])).toMatch(
      /^(?:\$ make\n)?the first line\n[\s\S]*bytes cut[\s\S]*the last line\n(?:\nexit code 2\n)?$/,
    );
    expect(String(seen['log']).length).toBeLessThan(1_200);
  });

  (one.needsToken ? it : it.skip)('asks nobody without a token', async () => {
    const settings = { ...one.fixture.settings, token: null };
    expect(await outcomeOf(one, [], { settings })).toMatchObject({ kind: 'no-token', setting });
  });
});
