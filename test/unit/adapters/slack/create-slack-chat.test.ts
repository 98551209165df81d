import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createChannelPace } from '../../../../src/adapters/slack/channel-pace.ts';
import { createSlackChat } from '../../../../src/adapters/slack/create-slack-chat.ts';
import {
  createPostingClient,
  createSlackClient,
} from '../../../../src/adapters/slack/create-slack-client.ts';
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

const FOLDED: Card = { ...CARD, blocks: [{ kind: 'details', title: 'Prevention', blocks: CARD.blocks }] };

describe('createSlackChat', () => {
  let api: SlackApi;
  let chat: Chat;
  let remembered: string[];

  beforeEach(async () => {
    api = await startSlackApi();
    remembered = [];
    const transport = { kind: 'socket', appToken: 'xapp-1' } as const;
    const settings = { botToken: 'xoxb-1', transport, slackApiUrl: api.url };
    chat = createSlackChat({
      client: createSlackClient(settings, SILENT),
      poster: createPostingClient(settings, SILENT),
      pace: createChannelPace(),
      plainBlocks: {
        needsPlainBlocks: async () => false,
        rememberPlainBlocks: async (workspace) => void remembered.push(workspace),
      },
    });
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
    const place = await chat.openThread({ workspace: 'T1', channel: 'U2' }, CARD);
    // A person's id opens a conversation: Slack's answer says which.
    expect(place).toMatchObject({ workspace: 'T1', channel: 'C1' });
    expect(api.callsOf('chat.postMessage')[0]).not.toHaveProperty('thread_ts');
  });

  it('posts again without newer blocks when Slack refuses them, and remembers the workspace', async () => {
    api.refuseOnce('chat.postMessage', 'invalid_blocks');
    await chat.postCard(PLACE, FOLDED);
    const types = () =>
      api
        .callsOf('chat.postMessage')
        .map(({ blocks }) => (blocks as { type: string }[]).map(({ type }) => type));
    expect(types()).toEqual([
      ['header', 'container'],
      ['header', 'section'],
    ]);
    expect(remembered).toEqual(['T1']);
    await chat.postCard(PLACE, FOLDED);
    await chat.updateCard({ ...PLACE, message: '7.0' }, FOLDED);
    expect(types()).toHaveLength(3);
    expect(types()[2]).toEqual(['header', 'section']);
    expect(JSON.stringify(api.callsOf('chat.update')[0])).not.toContain('container');
  });

  it('does not blame a workspace for what a plainer card does not mend', async () => {
    api.refuse('chat.postMessage', 'msg_blocks_too_long');
    await chat.postCard(PLACE, FOLDED).catch(() => undefined);
    expect(remembered).toEqual([]);
    expect(api.callsOf('chat.postMessage')[2]).toMatchObject({
      thread_ts: '5.0',
      blocks: [],
      text: '*403 from npm.example.com*\n*Prevention*\n`214 npm error 403 &lt;!here&gt;`',
    });
  });

  it('tells one person, in the thread', async () => {
    await chat.tell(PLACE, 'U1', CARD);
    expect(api.callsOf('chat.postEphemeral')[0]).toMatchObject({
      channel: 'C1',
      user: 'U1',
      thread_ts: '5.0',
    });
  });

  it('knows no address of a card that Slack does not show', async () => {
    api.refuse('chat.getPermalink', 'message_not_found');
    expect(await chat.linkTo({ ...PLACE, message: '7.0' })).toBeNull();
  });

  it('publishes a Home tab in blocks that it takes', async () => {
    await chat.showHome({ workspace: 'T1', user: 'U1' }, FOLDED);
    expect(api.callsOf('views.publish')[0]).toMatchObject({
      user_id: 'U1',
      view: { type: 'home', blocks: [{ type: 'header' }, { type: 'section' }] },
    });
  });

  it('never repeats a post whose answer was lost, and finds it when it is asked to look', async () => {
    const once = { key: 'T1:C1:message:5.0#1', look: false, since: 1_700_000_000_000 };
    api.loseAnswerOnce('chat.postMessage');
    await expect(chat.postCard(PLACE, CARD, once)).rejects.toMatchObject({ retryable: true });
    const [made, ...more] = api.callsOf('chat.postMessage');
    expect(more).toEqual([]);
    expect(made?.['metadata']).toEqual({
      event_type: 'faultline_card',
      event_payload: { key: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    const others = [{ ts: '5.0' }, { ts: '6.0', metadata: { event_type: 'theirs', event_payload: {} } }];
    api.answer('conversations.replies', {
      ok: true,
      messages: [...others, { ts: '7.0', metadata: made?.['metadata'] }],
    });
    expect(await chat.postCard(PLACE, CARD, { ...once, look: true })).toEqual({ ...PLACE, message: '7.0' });
    expect(api.callsOf('chat.postMessage')).toHaveLength(1);
    expect(api.callsOf('conversations.replies')[0]).toMatchObject({
      channel: 'C1',
      ts: '5.0',
      include_all_metadata: 'true',
    });
  });

  it('looks before it posts again, and not otherwise', async () => {
    const once = { key: 'k#1', look: true, since: 1_700_000_000_000 };
    api.answer('conversations.history', { ok: true, messages: [{ ts: '6.0' }] });
    const place = await chat.openThread(PLACE, CARD, once);
    expect(api.calls.map(({ method }) => method)).toEqual(['conversations.history', 'chat.postMessage']);
    expect(place.thread).toMatch(/^1700000000\./);
    await chat.openThread(PLACE, CARD, { ...once, look: false });
    expect(api.callsOf('conversations.history')).toHaveLength(1);
  });

  it('posts when the thread it would look into is gone, and not when it can not look', async () => {
    const once = { key: 'k#1', look: true, since: 1_700_000_000_000 };
    api.refuse('conversations.replies', 'thread_not_found');
    await chat.postCard(PLACE, CARD, once);
    expect(api.callsOf('chat.postMessage')).toHaveLength(1);
    api.refuse('conversations.replies', 'missing_scope');
    await expect(chat.postCard(PLACE, CARD, once)).rejects.toMatchObject({
      operation: 'conversations.replies: missing_scope',
    });
    expect(api.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('waits as long as the rate limit says, and posts once', async () => {
    api.limitOnce('chat.postMessage', 1);
    const began = Date.now();
    const posted = await chat.postCard(PLACE, CARD);
    expect(Date.now() - began).toBeGreaterThanOrEqual(950);
    expect(posted.message).toMatch(/^1700000000\./);
    expect(api.callsOf('chat.postMessage')).toHaveLength(2);
  });

  it('leaves a longer wait to the worker, which tries again', async () => {
    api.limitOnce('chat.postMessage', 600);
    await expect(chat.postCard(PLACE, CARD)).rejects.toMatchObject({ retryable: true });
  });

  it('says in the thread of an assistant what is under way, and bears that there is none', async () => {
    await chat.showWorking({ ...PLACE, channel: 'D1' }, 'is reading the log…');
    expect(api.callsOf('assistant.threads.setStatus')).toEqual([
      { channel_id: 'D1', thread_ts: '5.0', status: 'is reading the log…' },
    ]);
    api.refuse('assistant.threads.setStatus', 'missing_scope');
    await chat.showWorking({ ...PLACE, channel: 'D1' }, 'is reading the log…');
    await chat.showWorking(PLACE, 'nothing in channels');
    expect(api.callsOf('assistant.threads.setStatus')).toHaveLength(2);
  });

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
