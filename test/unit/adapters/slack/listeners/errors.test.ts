import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebAPIPlatformError } from '@slack/web-api';
import { wrapSlackError } from '../../../../../src/adapters/slack/slack-error.ts';
import { startTestBot, type TestBot } from '../../../../support/slack-test-bot.ts';

let bot: TestBot;

beforeEach(async () => {
  bot = await startTestBot();
});
afterEach(() => bot.stop());

describe('when something breaks', () => {
  const SECRET_WORDS = 'words of the log';

  function refused(code: string) {
    return wrapSlackError('chat.postMessage', new WebAPIPlatformError({ ok: false, error: code }));
  }

  it('tells the person with a case id, logs none of their words, and goes on', async () => {
    bot.flows.failure = new Error(SECRET_WORDS);
    await bot.say({ ts: '6.0', thread_ts: '5.0', text: SECRET_WORDS });
    const [told] = bot.api.callsOf('chat.postEphemeral');
    expect(told).toMatchObject({ channel: 'C1', user: 'U1', thread_ts: '5.0' });
    const caseId = /\(case ([0-9A-F]{8})\)/.exec(String(told?.['text']))?.[1];
    expect(bot.logger.lines).toEqual([
      {
        level: 'error',
        message: 'work was set aside',
        data: expect.objectContaining({ caseId, name: 'Error' }),
      },
    ]);
    expect(JSON.stringify(bot.logger.lines)).not.toContain(SECRET_WORDS);
    bot.flows.failure = null;
    await bot.say({ ts: '9.0' });
    expect(bot.flows.messages).toHaveLength(2);
  });

  it('answers a failed command behind the command', async () => {
    bot.flows.failure = new Error('x');
    expect(await bot.command('help')).toEqual([undefined]);
    expect(bot.api.callsOf('response-url')[0]).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('(case '),
    });
  });

  it('says what to do when the bot was not invited, in a direct message if nothing else works', async () => {
    bot.flows.failure = refused('not_in_channel');
    bot.api.refuse('chat.postEphemeral', 'not_in_channel');
    await bot.submit('HTTP 403');
    expect(bot.api.callsOf('chat.postMessage')[0]).toMatchObject({
      channel: 'U1',
      text: expect.stringContaining('/invite @Faultline'),
    });
    expect(bot.logger.lines[0]?.data).toMatchObject({
      operation: 'chat.postMessage: not_in_channel',
      slack: 'not_in_channel',
    });
  });

  it.each([
    ['is_archived', /archived/],
    ['restricted_action_read_only_channel', /only some people/],
    ['restricted_action_non_threadable_channel', /no threads/],
    ['missing_scope', /Faultline lacks a permission/],
  ])('%s: one clear hint to the person who wrote, and no case id', async (code, words) => {
    bot.flows.failure = refused(code);
    bot.api.refuse('chat.postEphemeral', code);
    await bot.say({ ts: '6.0', text: SECRET_WORDS });
    await bot.say({ ts: '7.0', text: SECRET_WORDS });
    const told = bot.api.callsOf('chat.postMessage');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ channel: 'U1', text: expect.stringMatching(words) });
    expect(String(told[0]?.['text'])).not.toContain('case');
    expect(bot.logger.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('names the permission that is missing, each time to who typed a command', async () => {
    const answer = { ok: false, error: 'missing_scope', needed: 'files:read' } as const;
    bot.flows.failure = wrapSlackError('files.info', new WebAPIPlatformError(answer));
    await bot.command('help');
    await bot.command('help');
    const told = bot.api.callsOf('response-url').map(({ text }) => text);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('`files:read`');
  });

  it('stays in the thread of a direct message', async () => {
    bot.flows.failure = new Error('x');
    await bot.say({ ts: '6.0', channel: 'D1', channel_type: 'im' });
    expect(bot.api.callsOf('chat.postMessage')[0]).toMatchObject({ channel: 'D1', thread_ts: '6.0' });
  });

  it('tells nobody when another app wrote the message', async () => {
    bot.flows.failure = new Error('x');
    await bot.say({ user: undefined, subtype: 'bot_message', bot_id: 'BCI' });
    expect(bot.api.calls.map(({ method }) => method)).toEqual(['auth.test']);
    expect(bot.logger.lines.map(({ level }) => level)).toEqual(['error', 'warn']);
  });
});
