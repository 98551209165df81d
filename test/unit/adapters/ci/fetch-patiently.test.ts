import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fetchPatiently } from '../../../../src/adapters/ci/fetch-patiently.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A service that is busy for a while; what it was asked to wait is noted in place of being waited. */
async function ask(answers: readonly (readonly [number, string?])[]) {
  const left = [...answers];
  const origin = await serve((_request, response) => {
    const [status, retryAfter] = left.shift() ?? [200];
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('x');
  });
  const pauses: number[] = [];
  const limits = {
    maxBytes: 100,
    timeoutMs: 5_000,
    maxWaitMs: 120_000,
    maxBusyMs: 120_000,
    firstPauseMs: 10,
    pauseUnitMs: 1,
    sleep: async (ms: number) => void pauses.push(ms),
    publicOnly: false,
  };
  const request = { url: `${origin}/log`, trusted: new Set([origin]), maxBytes: 100, timeoutMs: 5_000 };
  const outcome = await fetchPatiently(request, limits);
  return { end: outcome.kind === 'status' ? outcome.status : outcome.kind, pauses, left: left.length };
}

describe('a service that asks for patience', () => {
  it('gets the pause that it names in seconds', async () => {
    expect(await ask([[429, '7']])).toEqual({ end: 'bytes', pauses: [7_000], left: 0 });
  });

  it('gets the pause that it names as a date', async () => {
    const { end, pauses } = await ask([[503, new Date(Date.now() + 20_000).toUTCString()]]);
    expect(end).toBe('bytes');
    expect(pauses[0]).toBeGreaterThan(15_000);
    expect(pauses[0]).toBeLessThanOrEqual(20_000);
  });

  it('gets growing pauses when it names none, and is left after three', async () => {
    expect(await ask([[429], [502], [504], [429], [200]])).toEqual({
      end: 429,
      pauses: [10, 20, 40],
      left: 1,
    });
  });

  it.each(['3600', 'soon'])('is not waited for as long as it likes: %s', async (retryAfter) => {
    const { pauses } = await ask([[429, retryAfter], [200]]);
    expect(pauses).toEqual(retryAfter === 'soon' ? [10] : []);
  });

  it('is believed at once when the answer is final', async () => {
    expect(await ask([[500, '1'], [200]])).toEqual({ end: 500, pauses: [], left: 1 });
  });
});
