import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkProvider } from '../../../../src/adapters/ci/check-tokens.ts';
import { ciProviders, createRunLogs } from '../../../../src/adapters/ci/create-run-logs.ts';
import type { RunLink } from '../../../../src/core/alert/run.ts';
import { type LogProvider, noProviderSettings } from '../../../../src/flows/ci-settings.ts';

// Whoever names a server in a form of the chat does not run us: no name leads them into our network.

let server: Server;
let connections = 0;
let port = 0;

beforeEach(async () => {
  connections = 0;
  server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

const ofOneServer = ciProviders.filter(
  ({ hostsOf }) => hostsOf({ ...noProviderSettings, url: 'https://ci.example.com' })[0] === 'ci.example.com',
);
const quick = {
  timeoutMs: 2_000,
  maxWaitMs: 0,
  firstPauseMs: 1,
  pauseUnitMs: 1,
  sleep: async () => undefined,
};

function settings(url: string, publicOnly: boolean) {
  return { ...noProviderSettings, token: 'the-secret', user: 'ci', url, publicOnly };
}

function linkOf(provider: LogProvider, host: string): RunLink {
  const paths: Partial<Record<LogProvider, string>> = {
    'github-actions': '/acme/shop/actions/runs/7',
    gitlab: '/acme/shop/-/pipelines/7',
    jenkins: '/job/shop/7/',
    woodpecker: '/repos/1/pipeline/7',
    teamcity: '/build/7',
  };
  const runUrl = `https://${host}${paths[provider] ?? '/acme/shop/7'}`;
  return { provider, host, repo: 'acme/shop', runId: '7', jobId: null, attempt: null, runUrl } as RunLink;
}

describe.each(ofOneServer.map(({ id }) => id))('%s, entered by a person', (id) => {
  it.each([
    ['a name that resolves to this machine', () => `https://localhost:${port}`],
    ['an address of this machine', () => `https://127.0.0.1:${port}`],
    ['one in IPv6', () => `https://[::ffff:127.0.0.1]:${port}`],
    ['plain http', () => `http://localhost:${port}`],
  ])('is not connected to as %s', async (_what, url) => {
    const entered = settings(url(), true);
    expect(await checkProvider(id, entered)).toMatchObject([{ state: 'wrong' }]);
    const link = linkOf(id, new URL(url()).host);
    const logs = createRunLogs({ [id]: entered }, quick);
    expect((await logs.fetchFailedJobLogs(link, 1)).outcomes[0]?.kind).not.toBe('log');
    expect(await logs.runHistory(link)).toBeNull();
    expect(connections).toBe(0);
  });

  it('is connected to where the environment names it', async () => {
    await checkProvider(id, settings(`http://127.0.0.1:${port}`, false));
    expect(connections).toBeGreaterThan(0);
  });
});
