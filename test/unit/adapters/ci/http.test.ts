import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fetchBytes } from '../../../../src/adapters/ci/http.ts';
import { isPrivateAddress } from '../../../../src/adapters/ci/is-private-address.ts';
import { lookupPublic } from '../../../../src/adapters/ci/lookup-public.ts';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

function ask(
  origin: string,
  more: { trusted?: readonly string[]; maxBytes?: number; timeoutMs?: number } = {},
) {
  return fetchBytes({
    url: `${origin}/log`,
    credentials: { authorization: 'Bearer secret', 'private-token': 'secret' },
    trusted: new Set([origin, ...(more.trusted ?? [])]),
    maxBytes: more.maxBytes ?? 1000,
    timeoutMs: more.timeoutMs ?? 5000,
  });
}

function textOf(outcome: Awaited<ReturnType<typeof ask>>): string {
  return outcome.kind === 'bytes' ? Buffer.from(outcome.bytes).toString('utf8') : JSON.stringify(outcome);
}

describe('fetchBytes', () => {
  it('sends the credentials to the configured host', async () => {
    const origin = await serve((request, response) => response.end(request.headers.authorization));
    expect(textOf(await ask(origin))).toBe('Bearer secret');
  });

  it('drops every credential on another host, and for good', async () => {
    const seen: IncomingMessage['headers'][] = [];
    let home = '';
    const away = await serve((request, response) => {
      seen.push(request.headers);
      response.writeHead(301, { location: `${home}/back` }).end();
    });
    home = await serve((request, response) => {
      if (request.url === '/log') response.writeHead(301, { location: `${away}/x` }).end();
      else response.end(request.headers.authorization ?? 'none');
    });
    expect(textOf(await ask(home, { trusted: [away] }))).toBe('none');
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  it.each([
    [301, 'Bearer secret'],
    [308, 'Bearer secret'],
    [302, 'none'],
    [307, 'none'],
  ])('takes a %i on the same host with credentials: %s', async (status, seen) => {
    const origin = await serve((request, response) => {
      if (request.url === '/log') response.writeHead(status, { location: '/there' }).end();
      else response.end(request.headers.authorization ?? 'none');
    });
    expect(textOf(await ask(origin))).toBe(seen);
  });

  it('refuses a host that nobody configured', async () => {
    const outcome = await fetchBytes({
      url: 'https://git.example.com/log',
      trusted: new Set(['https://git.example.org']),
      maxBytes: 10,
      timeoutMs: 100,
    });
    expect(outcome).toEqual({ kind: 'refused', detail: 'the host is not configured' });
  });

  it.each([
    ['plain http elsewhere', 'http://127.0.0.1:1/x'],
    ['a private address', 'https://10.0.0.1/x'],
    ['a private IPv6 address', 'https://[::1]/x'],
    ['a name that resolves to a private address', 'https://localhost/x'],
  ])('does not follow a redirect to %s', async (_, location) => {
    const origin = await serve((_request, response) => response.writeHead(302, { location }).end());
    expect((await ask(origin)).kind).toBe('refused');
  });

  it('leaves a ring of redirects', async () => {
    const origin = await serve((_request, response) => response.writeHead(302, { location: '/log' }).end());
    expect(await ask(origin)).toEqual({ kind: 'refused', detail: 'too many redirects' });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('unpacks %s', async (encoding, pack) => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(pack('a line\n'));
    });
    expect(textOf(await ask(origin))).toBe('a line\n');
  });

  it('calls broken packing unreachable', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip');
    });
    expect((await ask(origin)).kind).toBe('unreachable');
  });

  it('keeps head and tail of a long body and marks the cut', async () => {
    const origin = await serve((_request, response) => {
      response.write('HEAD');
      for (let line = 0; line < 2000; line++) response.write('0123456789'.repeat(10));
      response.end('TAIL');
    });
    const outcome = await ask(origin, { maxBytes: 100 });
    expect(outcome).toMatchObject({ kind: 'bytes', truncated: true });
    expect(textOf(outcome)).toMatch(/^HEAD[\s\S]{21}\n\[\.\.\. \d+ bytes cut \.\.\.\]\n[\s\S]{71}TAIL$/);
  });

  it('hands a body of just the limit over whole', async () => {
    const origin = await serve((_request, response) => response.end('x'.repeat(100)));
    expect(await ask(origin, { maxBytes: 100 })).toMatchObject({ truncated: false });
  });

  it('gives up in time on a body that never ends', async () => {
    const origin = await serve((_request, response) => void response.write('x'));
    expect(await ask(origin, { timeoutMs: 100 })).toEqual({
      kind: 'unreachable',
      detail: 'no answer in time',
    });
  });

  it('reports a status with the beginning of its body', async () => {
    const origin = await serve((_request, response) => response.writeHead(410).end('gone'.repeat(5000)));
    const outcome = await ask(origin);
    expect(outcome).toMatchObject({ kind: 'status', status: 410 });
    expect(outcome.kind === 'status' && outcome.body.length).toBeLessThan(5000);
  });

  it('says so when the other side hangs up', async () => {
    const origin = await serve((request) => void request.socket.destroy());
    expect(await ask(origin)).toEqual({ kind: 'unreachable', detail: 'ECONNRESET' });
  });

  it('reports a closed door', async () => {
    expect(await ask('http://127.0.0.1:1')).toEqual({ kind: 'unreachable', detail: 'ECONNREFUSED' });
  });
});

describe('lookupPublic', () => {
  it('refuses a name with a private address', async () => {
    const error = await new Promise((resolve) => lookupPublic('localhost', {}, resolve));
    expect(String(error)).toContain('private address');
  });
});

describe('isPrivateAddress', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '2002:a00:1::',
    '2001:0:a00:1::',
    '::127.0.0.1',
    'fec0::1',
    'fe80::1%eth0',
    '100::1',
    '192.88.99.1',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });
  it.each(['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1', '::ffff:93.184.216.34', 'git.example.com'])(
    '%s is not',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});
