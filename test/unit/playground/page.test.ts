import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestWorkspace, type TestWorkspace } from '../../support/playground-workspace.ts';

let town: TestWorkspace;
let webRoot = '';

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'playground-'));
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>x</title>');
  await writeFile(join(webRoot, 'secret.txt'), 'not for the page');
  town = await startTestWorkspace({ webRoot });
});
afterAll(async () => {
  await town.stop();
  await rm(webRoot, { recursive: true });
});

describe('the page', () => {
  it('is served so that only its own script runs and no other host is asked', async () => {
    const response = await fetch(town.url);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("img-src 'self' data:");
  });

  it.each(['/secret.txt', '/../package.json', '/%2e%2e/package.json'])(
    'serves nothing else: %s',
    async (path) => {
      expect((await fetch(town.url + path)).status).toBe(404);
    },
  );

  it('says what to do when it is not built', async () => {
    const response = await fetch(`${town.url}/app.js`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('npm run build');
  });

  it('hears of every change', async () => {
    const stop = new AbortController();
    const stream = await fetch(`${town.url}/control/stream`, { signal: stop.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('data: hello');
    await town.control('messages', { channel: 'C0BUILDS01', text: 'hello' });
    expect((await reader?.read())?.value).toContain('data: changed');
    stop.abort();
  });

  it('is kept from a foreign name that resolves to this machine', async () => {
    const status = await new Promise((resolve) => {
      const asked = request(town.url, { headers: { host: 'rebound.example.com' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.end();
    });
    expect(status).toBe(403);
  });
});
