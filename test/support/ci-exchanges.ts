import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import nock from 'nock';
import { configuredHosts, createRunLogs } from '../../src/adapters/ci/create-run-logs.ts';
import { readRunLink } from '../../src/core/alert/read-run-link.ts';
import type { RunLink } from '../../src/core/alert/run.ts';
import { type CiSettings, noProviderSettings, type ProviderSettings } from '../../src/flows/ci-settings.ts';
import type { FailedJobLogs, RunLogOutcome, RunLogs } from '../../src/flows/ports.ts';

/** One request to a service and its answer. */
export interface Exchange {
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

type Expected = Readonly<Record<string, unknown>>;

/** One road from a link to its outcome. */
export interface CiFixture {
  readonly source: string;
  readonly link: string;
  /** Of the folder's provider; the token is `the-secret`. */
  readonly settings?: Partial<ProviderSettings>;
  readonly maxBytes?: number;
  readonly maxJobs?: number;
  readonly exchanges: readonly Exchange[];
  /** Of the first job; a list speaks of all of them. */
  readonly expected: Expected | readonly Expected[];
  /** Addresses of lines of the first job's log; null for a line that has none. */
  readonly lineUrls?: Readonly<Record<string, string | null>>;
  /** Pauses in milliseconds that were taken, in order. */
  readonly pauses?: readonly number[];
}

export interface CiCase {
  readonly provider: string;
  readonly name: string;
  readonly fixture: CiFixture;
}

export const ciFixtures = join(import.meta.dirname, '../fixtures/ci');

export function readCiCases(): readonly CiCase[] {
  return readdirSync(ciFixtures).flatMap((provider) =>
    readdirSync(join(ciFixtures, provider)).map((file) => ({
      provider,
      name: `${provider}/${file.replace('.json', '')}`,
      fixture: JSON.parse(readFileSync(join(ciFixtures, provider, file), 'utf8')) as CiFixture,
    })),
  );
}

export function playExchange(exchange: Exchange): void {
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

/** The settings of a fixture: those of its provider alone. */
export function settingsOfFixture(provider: string, fixture: CiFixture): CiSettings {
  return { [provider]: { ...noProviderSettings, token: 'the-secret', ...fixture.settings } };
}

/** The fixture's settings, and its link as they let it be read; pauses are noted in place of being taken. */
export function runLogsOf(
  provider: string,
  fixture: CiFixture,
  pauses: number[] = [],
): { readonly runLogs: RunLogs; readonly link: RunLink } {
  const settings = settingsOfFixture(provider, fixture);
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
  return { runLogs, link };
}

/** Plays the fixture's exchanges and asks for its link. */
export async function askForFixture(one: CiCase, pauses: number[] = []): Promise<FailedJobLogs> {
  for (const exchange of one.fixture.exchanges) playExchange(exchange);
  const { runLogs, link } = runLogsOf(one.provider, one.fixture, pauses);
  return await runLogs.fetchFailedJobLogs(link, one.fixture.maxJobs ?? 1);
}

/** `log` stands for the bytes as text. */
export function readableOutcome(outcome: RunLogOutcome): Expected {
  return outcome.kind === 'log' ? { ...outcome, log: Buffer.from(outcome.bytes).toString('utf8') } : outcome;
}
