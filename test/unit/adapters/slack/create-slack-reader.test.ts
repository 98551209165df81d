import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackClient } from '../../../../src/adapters/slack/create-slack-client.ts';
import { createSlackReader } from '../../../../src/adapters/slack/create-slack-reader.ts';
import { downloadFile } from '../../../../src/adapters/slack/files/download-file.ts';
import type { ChatReader } from '../../../../src/flows/chat-reader.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../support/playground-workspace.ts';
import { createRecordingLogger } from '../../../support/slack-recording-flows.ts';

const BUILDS = 'C0BUILDS01';
const US = { userId: 'U0BOT00001', botId: 'B0BOT00001', appId: null, teamId: 'T0TEAM0001' };

describe('the reader, in a workspace', () => {
  let town: TestWorkspace;
  let reader: ChatReader;
  beforeEach(async () => {
    town = await startTestWorkspace();
    reader = readerWith('xoxb-playground');
  });
  afterEach(() => town.stop());

  function readerWith(botToken: string): ChatReader {
    const transport = { kind: 'socket', appToken: 'xapp-1' } as const;
    const settings = { botToken, transport, slackApiUrl: `${town.url}/api/` };
    const client = createSlackClient({ ...settings, botToken: 'xoxb-playground' }, createRecordingLogger());
    return createSlackReader({ client, settings, identify: async () => US });
  }

  async function share(text: string) {
    const dropped = await fetch(`${town.url}/control/files?name=build.log`, { method: 'POST', body: text });
    const { file } = (await dropped.json()) as { file: { id: string; url_private: string } };
    const { ts } = await town.control('messages', { channel: BUILDS, text: 'red again', files: [file.id] });
    return {
      id: file.id,
      name: 'build.log',
      bytes: text.length,
      type: 'text',
      url: file.url_private,
      snippet: false,
      ts,
    };
  }

  it('fetches a file, also one of which only the id is known', async () => {
    const file = await share('HTTP 403\n');
    const bytes = new TextEncoder().encode('HTTP 403\n');
    const expected = { kind: 'file', name: 'build.log', totalBytes: 9, truncated: false };
    expect(await reader.fetchFile(file, 'T1')).toEqual({ ...expected, bytes });
    expect(await reader.fetchFile({ ...file, url: '', name: '' }, 'T1')).toEqual({ ...expected, bytes });
  });

  it('says that a file is gone, and that it may not read it', async () => {
    const file = await share('HTTP 403\n');
    expect(await readerWith('xoxb-foreign').fetchFile(file, 'T1')).toEqual({
      kind: 'forbidden',
      name: 'build.log',
    });
    await town.control('files/delete', { file: file.id });
    expect(await reader.fetchFile(file, 'T1')).toMatchObject({ kind: 'gone' });
    expect(await reader.fetchFile({ ...file, url: '' }, 'T1')).toMatchObject({ kind: 'gone' });
  });

  it('finds the message that a file came with', async () => {
    const file = await share('HTTP 403\n');
    const at = { workspace: 'T0TEAM0001', channel: BUILDS, file: file.id };
    expect(await reader.findSharing(at)).toMatchObject({
      id: file.ts,
      text: 'red again',
      files: [{ id: file.id }],
    });
    expect(await reader.findSharing({ ...at, channel: 'C0GENERAL1' })).toBeNull();
  });

  it('reads a message and its thread as they stand now', async () => {
    const parent = await town.control('messages', { channel: BUILDS, text: 'HTTP 403 &amp; more' });
    const reply = await town.control('messages', { channel: BUILDS, text: 'second', thread_ts: parent.ts });
    await town.control('edit', { channel: BUILDS, ts: reply.ts, text: 'changed' });
    const place = { workspace: 'T0TEAM0001', channel: BUILDS, thread: parent.ts };
    expect((await reader.fetchThread(place)).map(({ id }) => id)).toEqual([parent.ts, reply.ts]);
    expect(await reader.fetchMessage({ ...place, message: reply.ts })).toMatchObject({
      text: 'changed',
      channel: BUILDS,
      thread: parent.ts,
    });
    expect(await reader.fetchMessage({ ...place, message: '9.9' })).toBeNull();
    expect(await reader.fetchThread({ ...place, thread: '9.9' })).toEqual([]);
  });
});

describe('the door to files', () => {
  let server: Server;
  let base = '';
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const tokens: (string | undefined)[] = [];
  beforeEach(async () => {
    tokens.length = 0;
    server = createServer((request, response) => {
      tokens.push(request.headers.authorization);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const get = (url: string, more: object = {}) =>
    downloadFile({
      url,
      token: 'xoxb-1',
      slackApiUrl: `${base}/api/`,
      maxBytes: 1_000,
      maxReadBytes: 10_000,
      timeoutMs: 2_000,
      ...more,
    });

  it.each([
    'http://files.slack.com/x',
    'https://files.slack.com.evil.example.com/x',
    'https://files.slack.com:8443/x',
    'https://me:pw@files.slack.com/x',
    'https://npm.example.com/x',
    'file:///etc/passwd',
    'no address',
  ])('does not go to %s', async (url) => {
    expect(await get(url)).toEqual({ kind: 'unreachable' });
  });

  it('follows a redirect at home without the token, and none abroad', async () => {
    answer = (request, response) => {
      if (request.url === '/first') response.writeHead(302, { location: '/second' }).end();
      else response.writeHead(200, { 'content-type': 'text/plain' }).end('log');
    };
    expect(await get(`${base}/first`)).toMatchObject({ kind: 'bytes', totalBytes: 3 });
    expect(tokens).toEqual(['Bearer xoxb-1', undefined]);
    answer = (_request, response) => response.writeHead(302, { location: 'https://npm.example.com/' }).end();
    expect(await get(`${base}/first`)).toEqual({ kind: 'forbidden' });
    answer = (_request, response) => response.writeHead(302, { location: '/first' }).end();
    expect(await get(`${base}/first`)).toEqual({ kind: 'unreachable' });
  });

  it('takes a sign-in page for a refusal, and an HTML file for a file', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    expect(await get(`${base}/x`)).toEqual({ kind: 'forbidden' });
    answer = (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-disposition': 'attachment; filename=r.html' })
        .end('<html>');
    expect(await get(`${base}/x`)).toMatchObject({ kind: 'bytes' });
  });

  it.each([
    [404, 'gone'],
    [403, 'forbidden'],
    [503, 'unreachable'],
  ])('reads %i as %s', async (status, kind) => {
    answer = (_request, response) => response.writeHead(status).end('no');
    expect(await get(`${base}/x`)).toEqual({ kind });
  });

  it('keeps both ends of a large file, and leaves an endless one', async () => {
    answer = (_request, response) => response.end(`first${'x'.repeat(5_000)}last`);
    const large = await get(`${base}/x`);
    expect(large).toMatchObject({ kind: 'bytes', truncated: true, totalBytes: 5_009 });
    if (large.kind === 'bytes') expect(Buffer.from(large.bytes).toString()).toMatch(/^first.*cut.*last$/s);
    answer = (_request, response) => {
      const more = setInterval(() => response.write('y'.repeat(4_000)), 5);
      response.on('close', () => clearInterval(more));
    };
    expect(await get(`${base}/x`)).toMatchObject({ kind: 'bytes', truncated: true });
  });

  it('does not wait for ever', async () => {
    answer = () => undefined;
    expect(await get(`${base}/x`, { timeoutMs: 100 })).toEqual({ kind: 'unreachable' });
  });
});
