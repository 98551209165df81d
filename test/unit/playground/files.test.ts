import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { startTestWorkspace, type TestWorkspace } from '../../support/playground-workspace.ts';

const BUILDS = 'C0BUILDS01';

let town: TestWorkspace;
beforeEach(async () => {
  town = await startTestWorkspace();
});
afterEach(() => town.stop());

async function drop(
  name: string,
  bytes: string | Uint8Array,
  query = '',
): Promise<{ id: string; url_private: string }> {
  const address = `${town.url}/control/files?name=${encodeURIComponent(name)}${query}`;
  const response = await fetch(address, { method: 'POST', body: bytes });
  return ((await response.json()) as { file: { id: string; url_private: string } }).file;
}

describe('a file that a person drops', () => {
  it('reaches the bot as a message and as a file', async () => {
    const file = await drop('build.log', 'HTTP 403\n');
    await town.control('messages', { channel: BUILDS, text: 'look', files: [file.id] });
    const message = await town.bot.waitFor(({ content }) => content.subtype === 'file_share');
    expect(message.body).toContain(`"id":"${file.id}"`);
    expect(message.content.text).toBe('look');
    const shared = await town.bot.waitFor(({ content }) => content.type === 'file_shared');
    expect(shared.content).toMatchObject({ file_id: file.id, channel_id: BUILDS });
  });

  it('needs no words, and may be a snippet', async () => {
    const file = await drop('untitled', 'HTTP 403', '&mode=snippet');
    expect(await town.control('messages', { channel: BUILDS, files: [file.id] })).toMatchObject({
      ok: true,
      message: { text: '', files: [{ mode: 'snippet', filetype: 'text' }] },
    });
  });

  it('is handed out with the token, and shows a stranger the sign-in page', async () => {
    const file = await drop('naïve log.txt', new Uint8Array([1, 2, 3]));
    const own = await fetch(file.url_private, { headers: { authorization: 'Bearer xoxb-playground' } });
    expect(new Uint8Array(await own.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    const foreign = await fetch(file.url_private, { headers: { authorization: 'Bearer xoxb-other' } });
    expect(foreign.headers.get('content-type')).toMatch('text/html');
  });

  it('leaves a gravestone and an event when it is deleted', async () => {
    const file = await drop('build.log', 'HTTP 403\n');
    await town.control('messages', { channel: BUILDS, files: [file.id] });
    await town.control('files/delete', { file: file.id });
    const deleted = await town.bot.waitFor(({ content }) => content.type === 'file_deleted');
    expect(deleted.content).toMatchObject({ file_id: file.id });
    const changed = await town.bot.waitFor(({ content }) => content.subtype === 'message_changed');
    expect(changed.body).toContain('"mode":"tombstone"');
    expect(await town.api('files.info', { file: file.id })).toMatchObject({ error: 'file_not_found' });
  });
});

describe('a file that the bot uploads', () => {
  it("stands in the thread, by Slack's own client", async () => {
    const client = new WebClient('xoxb-playground', { slackApiUrl: `${town.url}/api/` });
    const parent = await town.control('messages', { channel: BUILDS, text: 'hello' });
    await client.filesUploadV2({
      channel_id: BUILDS,
      thread_ts: parent.ts,
      filename: 'draft.yaml',
      content: 'id: x\n',
      initial_comment: 'a draft',
    });
    const { messages } = await town.api('conversations.replies', { channel: BUILDS, ts: parent.ts });
    expect(messages[1]).toMatchObject({ text: 'a draft', files: [{ name: 'draft.yaml', size: 6 }] });
  });

  it('is nobody else’s before the upload is complete', async () => {
    const reserved = await town.api('files.getUploadURLExternal', { filename: 'x.log', length: 3 });
    const { file_id } = reserved as unknown as { file_id: string };
    expect(await town.api('files.info', { file: file_id })).toMatchObject({ error: 'file_not_found' });
  });
});
