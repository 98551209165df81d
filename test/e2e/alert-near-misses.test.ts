import { describe, expect, it } from '@jest/globals';
import { readSlackMessage } from '../../src/adapters/slack/read-message.ts';
import { createReplay, type ReplayedMessage } from '../../src/cli/replay-message.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';

/** Slack's own events in, the bot's decision out: what `faultline backtest` does with each line. */

const catalog = compileCatalog(createCatalog([]));
const us = { userId: 'U0FAULTLNE', botId: 'B0FAULTLNE', appId: 'A0FAULTLNE', teamId: 'T0NORTH' };
const RUN = 'https://github.com/northwind/ledger/actions/runs/21004400071';
const run = (words: string, url = RUN) => `<${url}|${words}>`;

const failed = {
  type: 'message',
  subtype: 'bot_message',
  channel: 'C0BUILDS',
  ts: '1790000000.000100',
  bot_id: 'B0CI',
  text: '',
  attachments: [
    {
      id: 1,
      color: 'a30200',
      fallback: 'Build failed',
      title: `:x: ${run('Verify #41')} failed`,
      fields: [{ title: 'Branch', value: 'main', short: true }],
    },
  ],
};

function replay(...events: readonly unknown[]): readonly ReplayedMessage[] {
  const next = createReplay({ catalog, us, hosts: new Map() });
  return events.map((event) => next(event));
}

function decide(event: unknown): string {
  const [answer] = replay(event);
  return answer?.decision ?? 'none';
}

function card(attachment: object): object {
  return { ...failed, attachments: [{ id: 1, ...attachment }] };
}

function text(words: string): object {
  return { ...failed, text: words, attachments: [] };
}

const edited = (message: object, before: object = { text: 'in progress' }) => ({
  type: 'message',
  subtype: 'message_changed',
  hidden: true,
  channel: 'C0BUILDS',
  ts: '1790000300.000900',
  message: { ...message, channel: undefined },
  previous_message: { type: 'message', ts: '1790000000.000100', ...before },
});

const broadcast = {
  ...failed,
  subtype: 'thread_broadcast',
  ts: '1790000400.000100',
  thread_ts: '1790000000.000100',
  root: { ...failed, text: 'Verify #41 is running' },
};

describe('a failure, however it is told', () => {
  it.each<[string, object]>([
    ['a new message', failed],
    ['an edit of a running card: only `message` tells', edited(failed)],
    ['a reply that was also sent to the channel', broadcast],
    ['words only', text(`Build failed: ${run('run')}`)],
    ['the colour only', card({ color: 'd00000', text: run('Verify #41') })],
    [
      'only the fallback',
      card({ color: 'danger', fallback: `[failure] northwind/ledger ${run('Verify #41')}` }),
    ],
    [
      'a Workflow Builder step',
      {
        ...failed,
        subtype: undefined,
        user: 'U0WORKFLOW',
        bot_profile: { id: 'B0CI', name: 'CI broke', app_id: 'A0WF' },
      },
    ],
    [
      'a button beside a header',
      {
        ...failed,
        attachments: [],
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Job failed :red_circle:' } },
          {
            type: 'actions',
            elements: [{ type: 'button', text: { type: 'plain_text', text: 'View' }, url: RUN }],
          },
        ],
      },
    ],
  ])('%s', (_how, event) => {
    expect(decide(event)).toBe('alert');
  });

  it('an edit is answered in the thread of the message that was edited', () => {
    expect(readSlackMessage(edited(failed), us)).toMatchObject({ id: failed.ts, thread: null });
  });
});

describe('a run attempt is answered once', () => {
  it('whatever number of messages speak of it', () => {
    const running = card({ color: 'daa038', title: `${run('Verify #41')} is in progress` });
    const another = { ...text(`Deploy step failed: ${run('run', `${RUN}/job/7`)}`), ts: '1790000500.000100' };
    const answers = replay(running, edited(failed), broadcast, edited(failed), another);
    expect(answers.map(({ decision, reason }) => `${decision}: ${reason}`)).toEqual([
      expect.stringMatching(/^ignore/),
      'alert: a CI failure alert',
      expect.stringMatching(/^alert: repeat of/),
      expect.stringMatching(/^alert: repeat of/),
      expect.stringMatching(/^alert: repeat of/),
    ]);
  });

  it('the next attempt is another one', () => {
    const second = { ...text(`Verify failed again: ${run('run', `${RUN}/attempts/2`)}`), ts: '1.2' };
    const [, answer] = replay(failed, second);
    expect(answer).toMatchObject({
      decision: 'alert',
      reason: 'a CI failure alert',
      alert: { attempt: 2 },
    });
  });

  it('and so is the same run in another channel', () => {
    const [, answer] = replay(failed, { ...failed, channel: 'C0OTHER' });
    expect(answer?.reason).toBe('a CI failure alert');
  });
});

describe('is no failure', () => {
  it.each<[string, object]>([
    ['a success', card({ color: '2eb886', title: `:white_check_mark: ${run('Verify #41')} passed` })],
    ['a success with a frightening commit', text(`${run('Verify #41')} passed: "fix failing login test"`)],
    ['back to normal', card({ color: 'good', text: `Verify - #42 Back to normal ${run('Open')}` })],
    ['fixed', text(`Fixed: ${run('Verify #42')}, the failure is gone`)],
    [
      'cancelled, and red all the same',
      card({ color: 'a30200', text: `${run('Verify #41')} was cancelled` }),
    ],
    ['skipped, and red all the same', card({ color: 'a30200', text: `${run('Verify #41')} was skipped` })],
    [
      'killed',
      card({ color: 'danger', text: `*killed* ${run('northwind/ledger#1f2e3d4c')} (main) by jane` }),
    ],
    [
      'started, in the colour of the failure before',
      card({ color: 'danger', text: `Verify - #42 Started by jane ${run('Open')}` }),
    ],
    [
      'waiting for approval',
      text(`${run('Deploy #9')} is on hold, awaiting approval. The last deploy failed.`),
    ],
    [
      'passed with warnings, a failed job in the list',
      card({
        color: 'daa038',
        title: 'Pipeline #7 has passed with warnings',
        title_link: 'https://gitlab.com/northwind/ledger/-/pipelines/7/failures',
        fields: [{ title: 'Failed job', value: '<https://gitlab.com/northwind/ledger/-/jobs/3|lint>' }],
      }),
    ],
    ['partially succeeded', card({ color: 'daa038', text: `Build 7 partially succeeded ${run('Open')}` })],
    ['probably hanging', text(`:warning: Ledger / ${run('Build #7')} is probably hanging`)],
    ['no failed test', text(`${run('Verify #41')} succeeded. Failed: 0, Passed: 810`)],
    ['a digest', text(`Weekly CI digest: 12 builds failed, slowest is ${run('Verify #41')}`)],
    [
      'a monitor',
      card({
        color: 'a30200',
        title: '[FIRING:1] KubeJobFailed',
        title_link: 'https://alertmanager.example.com/#/alerts',
        text: 'Job nightly-build failed to complete',
      }),
    ],
    [
      'an error tracker that quotes a build',
      card({
        color: 'e03e2f',
        title: 'BuildError: pipeline failed',
        title_link: 'https://northwind.sentry.io/issues/5/',
      }),
    ],
    [
      'an issue with a red title',
      card({
        pretext: 'Issue opened by jane',
        title: 'CI build failed on main again',
        title_link: 'https://github.com/northwind/ledger/issues/9',
      }),
    ],
    ['an outage', text(`Incident opened: deployments failing, first seen in ${run('Deploy #9')}`)],
    [
      'a plain reply of a bot in the thread of an alert',
      { ...failed, ts: '1790000100.000200', thread_ts: '1790000000.000100' },
    ],
    ['our own message', { ...failed, bot_id: 'B0FAULTLNE' }],
    ['an edit of our own message', edited({ ...failed, bot_id: 'B0FAULTLNE' })],
    [
      'a deleted alert',
      {
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        channel: 'C0BUILDS',
        ts: '1790000900.000100',
        deleted_ts: failed.ts,
        previous_message: failed,
      },
    ],
    [
      'a person who speaks of a red build',
      {
        ...text(`the build failed again ${run('run')}`),
        subtype: undefined,
        bot_id: undefined,
        user: 'U0JANE',
      },
    ],
    [
      'an unfurl of a failed run',
      edited({
        type: 'message',
        ts: '1790000000.000100',
        user: 'U0JANE',
        text: run('run'),
        attachments: [{ ...failed.attachments[0], from_url: RUN, is_app_unfurl: true, bot_id: 'B0CI' }],
      }),
    ],
    [
      'an alert that a person shares',
      {
        type: 'message',
        channel: 'C0BUILDS',
        ts: '1790000000.000300',
        user: 'U0JANE',
        text: 'seen this?',
        attachments: [
          { ...failed.attachments[0], is_share: true, is_msg_unfurl: true, from_url: 'https://x' },
        ],
      },
    ],
    ['a deed of the channel', { ...failed, subtype: 'channel_topic', bot_id: undefined, user: 'U0JANE' }],
  ])('%s', (_what, event) => {
    expect(decide(event)).toBe('ignore');
  });
});
