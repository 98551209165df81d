import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { ciProviders, configuredHosts, createRunLogs } from '../../src/adapters/ci/create-run-logs.ts';
import { readRunLink } from '../../src/core/alert/read-run-link.ts';
import { noProviderSettings, type ProviderSettings } from '../../src/flows/ci-settings.ts';
import type { FailedJobLogs, RunLogOutcome } from '../../src/flows/ports.ts';

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
  /** Of the folder's provider; the token is `the-secret`. */
  readonly settings?: Partial<ProviderSettings>;
  readonly maxJobs?: number;
  readonly maxBytes?: number;
  readonly exchanges: readonly Exchange[];
  /** Of the first job; a list speaks of all of them. */
  readonly expected: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];
  /** Pauses in milliseconds that were taken, in order. */
  readonly pauses?: readonly number[];
}

interface Case {
  readonly provider: string;
  readonly name: string;
  readonly fixture: Fixture;
}

const root = join(import.meta.dirname, '../fixtures/ci');
const cases: readonly Case[] = readdirSync(root).flatMap((provider) =>
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

async function ask({ provider, fixture }: Case, pauses: number[]): Promise<FailedJobLogs> {
  const own = { ...noProviderSettings, token: 'the-secret', ...fixture.settings };
  const settings = { [provider]: own };
  const link = readRunLink(fixture.link, configuredHosts(settings));
  if (!link) throw new Error('the fixture holds no run link');
  const runLogs = createRunLogs(settings, {
    maxBytes: fixture.maxBytes ?? 10_000,
    timeoutMs: 5_000,
    maxWaitMs: 70,
    firstPauseMs: 10,
    pauseUnitMs: 1,
    sleep: async (ms: number) => void pauses.push(ms),
  });
  return await runLogs.fetchFailedJobLogs(link, fixture.maxJobs ?? 1);
}

/** `log` stands for the bytes as text. */
function readable(outcome: RunLogOutcome): Readonly<Record<string, unknown>> {
  return outcome.kind === 'log' ? { ...outcome, log: Buffer.from(outcome.bytes).toString('utf8') } : outcome;
}

describe('from a link to the log of the failed job', () => {
  it.each(cases)('$name', async (one) => {
    const { fixture } = one;
    for (const exchange of fixture.exchanges) play(exchange);
    const pauses: number[] = [];

    const { outcomes } = await ask(one, pauses);

    const seen = outcomes.map(readable);
    expect(seen).toMatchObject(Array.isArray(fixture.expected) ? fixture.expected : [fixture.expected]);
    expect(JSON.stringify(seen)).not.toContain('the-secret');
    expect(nock.pendingMocks()).toEqual([]);
    if (fixture.pauses) expect(pauses).toEqual(fixture.pauses);
  });
});

describe('the list of providers', () => {
  const names = (folder: string) =>
    readdirSync(folder)
      .map((name) => name.replace('.ts', ''))
      .sort();
  const listed = ciProviders.map(({ id }) => id).sort();

  it('has a file or folder for every provider, and nothing else', () => {
    expect(names(join(import.meta.dirname, '../../src/adapters/ci/providers'))).toEqual(listed);
  });

  it('has a folder of cases for every provider, each with its source', () => {
    expect(names(root).filter((name) => name !== 'unsupported')).toEqual(listed);
    expect(cases.every(({ fixture }) => fixture.source !== '')).toBe(true);
  });
});
