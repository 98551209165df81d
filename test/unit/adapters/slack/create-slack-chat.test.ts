import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackChat } from '../../../../src/adapters/slack/create-slack-chat.ts';
import { createSlackClient } from '../../../../src/adapters/slack/create-slack-client.ts';
import type { Card } from '../../../../src/core/card/card.ts';
import { OutsideError } from '../../../../src/core/errors.ts';
import type { Chat, Logger } from '../../../../src/flows/ports.ts';
import { type SlackApi, startSlackApi } from '../../../support/slack-api.ts';

const SILENT: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const PLACE = { workspace: 'T1', channel: 'C1', thread: '5.0' };
const CARD: Card = {
  title: '403 from npm.example.com',
  fallback: '403 from npm.example.com: give the account the right',
  blocks: [{ kind: 'evidence', lines: [{ number: 214, text: 'npm error 403 <!here>' }] }],
};

describe('createSlackChat', () => {
  let api: SlackApi;
  let chat: Chat;

  beforeEach(async () => {
    api = await startSlackApi();
    const transport = { kind: 'socket', appToken: 'xapp-1' } as const;
    chat = createSlackChat(
      createSlackClient({ botToken: 'xoxb-1', transport, slackApiUrl: api.url }, SILENT),
    );
  });
  afterEach(() => api.stop());

  it('posts a card into its thread, without unfurling anything in it', async () => {
    const posted = await chat.postCard(PLACE, CARD);
    expect(posted).toMatchObject(PLACE);
    expect(posted.message).toMatch(/^1700000000\./);
    expect(api.callsOf('chat.postMessage')).toEqual([
      expect.objectContaining({
        channel: 'C1',
        thread_ts: '5.0',
        text: '403 from npm.example.com: give the account the right',
        unfurl_links: 'false',
        unfurl_media: 'false',
        blocks: expect.arrayContaining([expect.objectContaining({ type: 'header' })]),
      }),
    ]);
  });

  it('updates a card in place and opens threads', async () => {
    await chat.updateCard({ ...PLACE, message: '7.0' }, CARD);
    expect(api.callsOf('chat.update')[0]).toMatchObject({ channel: 'C1', ts: '7.0' });
    const place = await chat.openThread({ workspace: 'T1', channel: 'C2' }, CARD);
    expect(place).toMatchObject({ workspace: 'T1', channel: 'C2' });
    expect(api.callsOf('chat.postMessage')[0]).not.toHaveProperty('thread_ts');
  });

  it.each(['invalid_blocks', 'msg_blocks_too_long'])(
    'says it in plain text when Slack answers %s',
    async (code) => {
      api.refuseOnce('chat.postMessage', code);
      await chat.postCard(PLACE, CARD);
      expect(api.callsOf('chat.postMessage')[1]).toMatchObject({
        thread_ts: '5.0',
        blocks: [],
        text: '*403 from npm.example.com*\n`214 npm error 403 &lt;!here&gt;`',
      });
    },
  );

  it("wraps a refusal once, with Slack's code", async () => {
    api.refuse('chat.postMessage', 'not_in_channel');
    const error = await chat.postCard(PLACE, CARD).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(OutsideError);
    expect(error).toMatchObject({
      provider: 'slack',
      operation: 'chat.postMessage: not_in_channel',
      retryable: false,
    });
  });
});
