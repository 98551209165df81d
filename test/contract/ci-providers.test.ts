import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { configuredHosts, createRunLogs } from '../../src/adapters/ci/create-run-logs.ts';
import { readRunLink } from '../../src/core/alert/read-run-link.ts';

interface Exchange {
  readonly origin: string;
  readonly path: string;
  /** Headers that must come with the request. */
  readonly with?: Readonly<Record<string, string>>;
  /** Headers that must not: a token on somebody else's host. */
  readonly without?: readonly string[];
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly gzip?: boolean;
  readonly broken?: string;
}

/** One road from a link to its outcome; `log` stands for the bytes as text. */
interface Fixture {
  readonly source: string;
  readonly link: string;
  readonly github?: { readonly token?: string | null; readonly apiUrl?: string };
  readonly gitlab?: { readonly token?: string | null; readonly url?: string };
  readonly maxBytes?: number;
  readonly exchanges: readonly Exchange[];
  readonly expected: Readonly<Record<string, unknown>>;
  /** Pauses in milliseconds that were taken, in order. */
  readonly pauses?: readonly number[];
}

const root = join(import.meta.dirname, '../fixtures/ci');
const cases = readdirSync(root).flatMap((provider) =>
  readdirSync(join(root, provider)).map((file) => ({
    provider,
    name: `${provider}/${file.replace('.json', '')}`,
    fixture: JSON.parse(readFileSync(join(root, provider, file), 'utf8')) as Fixture,
  })),
);

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

function play(exchange: Exchange): void {
  const options = { reqheaders: { ...exchange.with }, badheaders: [...(exchange.without ?? [])] };
  const expected = nock(exchange.origin, options).get(exchange.path);
  if (exchange.broken) {
    expected.replyWithError(Object.assign(new Error('broken'), { code: exchange.broken }));
    return;
  }
  const body = exchange.json === undefined ? (exchange.text ?? '') : JSON.stringify(exchange.json);
  const type = exchange.json === undefined ? 'text/plain' : 'application/json';
  const packed = exchange.gzip ? { 'content-encoding': 'gzip' } : {};
  const headers = { 'content-type': type, ...packed, ...exchange.headers };
  expected.reply(exchange.status ?? 200, exchange.gzip ? gzipSync(body) : body, headers);
}

describe('from a link to the log of the failed job', () => {
  it.each(cases)('$name', async ({ fixture }) => {
    for (const exchange of fixture.exchanges) play(exchange);
    const pauses: number[] = [];
    const settings = {
      github: { token: 'github-secret', apiUrl: null, host: null, ...fixture.github },
      gitlab: { token: 'gitlab-secret', url: null, ...fixture.gitlab },
      limits: {
        maxBytes: fixture.maxBytes ?? 10_000,
        timeoutMs: 5_000,
        maxWaitMs: 70,
        firstPauseMs: 10,
        pauseUnitMs: 1,
        sleep: async (ms: number) => void pauses.push(ms),
      },
    };
    const link = readRunLink(fixture.link, configuredHosts(settings));
    if (!link) throw new Error('the fixture holds no run link');

    const outcome = await createRunLogs(settings).fetchFailedJobLog(link);

    const seen =
      outcome.kind === 'log' ? { ...outcome, log: Buffer.from(outcome.bytes).toString('utf8') } : outcome;
    expect(seen).toMatchObject(fixture.expected);
    expect(JSON.stringify(seen)).not.toContain('-secret');
    expect(nock.pendingMocks()).toEqual([]);
    if (fixture.pauses) expect(pauses).toEqual(fixture.pauses);
  });

  it('has a folder of cases for every provider with a log client', () => {
    const folder = join(import.meta.dirname, '../../src/adapters/ci');
    const clients = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const folders = [...new Set(cases.map(({ provider }) => provider))];
    expect(folders.filter((name) => name !== 'unsupported').sort()).toEqual(
      clients.map(({ name }) => name).sort(),
    );
    expect(cases.every(({ fixture }) => fixture.source !== '')).toBe(true);
  });
});
