import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BOT,
  type Message,
  type RunningPlayground,
  runPlayground,
  wordsOf,
} from '../support/running-playground.ts';

const BUILDS = 'C0BUILDS01';
const RELEASE = 'C0RELEASE1';
const DIRECT = 'D0BOT00001';

const REFUSED = [
  'npm notice Publishing to https://npm.example.com/ with tag latest and default access',
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You do not have permission to publish "@acme/ui"',
].join('\n');

let town: RunningPlayground;
beforeAll(async () => {
  town = await runPlayground();
});
afterAll(() => town.stop());

async function onlyAnswer(channel: string, thread: string): Promise<Message> {
  const answers = await town.answers(channel, thread, 1);
  expect(answers).toHaveLength(1);
  return answers[0] as Message;
}

async function silence(channel: string, thread: string): Promise<void> {
  expect(await town.answers(channel, thread, 1, 400)).toEqual([]);
}

describe('a pasted log is answered in its thread', () => {
  it.each([
    ['plain', REFUSED],
    ['in a code block', `\`\`\`\n${REFUSED}\n\`\`\``],
    ['in a code block with words around', `the release is red:\n\`\`\`\n${REFUSED}\n\`\`\`\nany idea?`],
    ['a line in backticks', '`curl: (22) The requested URL returned error: 403`'],
    ['one line', 'curl: (22) The requested URL returned error: 403'],
    [
      'quoted',
      REFUSED.split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    ],
  ])('%s', async (_shape, text) => {
    const thread = await town.say(BUILDS, text);
    const answer = await onlyAnswer(BUILDS, thread);
    expect(answer.text).toMatch(/403/);
    expect(wordsOf(answer)).toContain('403');
  });

  it('the card names the failure, proves it, and says what to do', async () => {
    const thread = await town.say(RELEASE, REFUSED);
    const answer = await onlyAnswer(RELEASE, thread);
    const words = wordsOf(answer);
    expect(words).toContain('403 from npm.example.com: known, but not allowed');
    expect(words).toContain('PUT https://npm.example.com/@acme%2fui');
    expect(words).toMatch(/3 {2}npm error 403 403 Forbidden/);
    expect(words).toContain('Do this');
    expect(words).toContain('Then check');
    for (const label of ['Full playbook', 'Helped', 'Wrong']) expect(words).toContain(label);
    expect(answer.text).not.toContain('\n');
  });

  it('under a reply of a thread, in that thread', async () => {
    const parent = await town.say(BUILDS, 'the release is red again');
    await town.say(BUILDS, REFUSED, parent);
    await onlyAnswer(BUILDS, parent);
  });
});

describe('asked by name', () => {
  it('a mention is answered once, though Slack delivers it twice', async () => {
    const thread = await town.say(BUILDS, `@Faultline what is this?\n\`\`\`\n${REFUSED}\n\`\`\``);
    await onlyAnswer(BUILDS, thread);
    expect(await town.answers(BUILDS, thread, 2, 500)).toHaveLength(1);
  });

  it('a direct message is answered, and a failure without a playbook says so', async () => {
    const thread = await town.say(DIRECT, 'frobnicate: error: the flux is out of phase\nexit code 7');
    expect((await onlyAnswer(DIRECT, thread)).text).toContain('No playbook fits this failure');
  });

  it('a greeting gets the help', async () => {
    const thread = await town.say(DIRECT, 'hello');
    expect(wordsOf(await onlyAnswer(DIRECT, thread))).toContain('explain');
  });
});

describe('what is no log is left alone', () => {
  it.each([
    'Does anyone know why the API answers 403 Forbidden since this morning?',
    'lgtm, merge it',
    '```\nexpect(res.status).toBe(403);\n```',
    'we return HTTP 401 when the token is missing',
  ])('%j', async (text) => {
    await silence(BUILDS, await town.say(BUILDS, text));
  });

  it('the bot never answers itself, nor its own card pasted by another bot', async () => {
    const thread = await town.say(BUILDS, REFUSED);
    const card = await onlyAnswer(BUILDS, thread);
    const again = await town.postAsApp(BUILDS, {
      bot_id: 'B0FAULTLNE',
      user: BOT,
      text: card.text,
      blocks: card.blocks,
    });
    await silence(BUILDS, again);
  });
});

describe('slash commands', () => {
  it.each([
    ['/faultline explain http-auth-failure', 'http-auth-failure'],
    ['/faultline explain http-auth-failur', 'http-auth-failure'],
    ['/faultline help', 'explain'],
    ['/faultline list http auth', 'http-auth-failure'],
    ['/faultline status', 'under way'],
    ['/faultline settings', 'answered unasked'],
  ])('%s answers the asker alone', async (line, expected) => {
    await town.control('reset', {});
    await town.run(BUILDS, line);
    const { ephemerals } = await waitFor(async () => {
      const seen = (await town.look(`messages?channel=${BUILDS}`)) as { ephemerals: Message[] };
      return seen.ephemerals.length > 0 ? seen : null;
    });
    expect(wordsOf(ephemerals[0])).toContain(expected);
  });

  it('/faultline analyze opens a form, and the pasted log is answered in a thread', async () => {
    await town.control('reset', {});
    await town.run(BUILDS, '/faultline analyze');
    const view = await waitFor(async () => ((await town.look('view')) as { view: FormView | null }).view);
    const input = view.blocks.find((block) => block.type === 'input');
    const values = { [String(input?.block_id)]: { [String(input?.element?.action_id)]: REFUSED } };
    await town.control('view/submit', { values });
    const parent = await waitFor(async () => {
      const { messages } = (await town.look(`messages?channel=${BUILDS}`)) as { messages: Message[] };
      return (
        messages.find((one) => one.user === BOT && !one.thread_ts) ??
        messages.find((one) => one.user === BOT) ??
        null
      );
    });
    expect(wordsOf(await onlyAnswer(BUILDS, parent.thread_ts ?? parent.ts))).toContain(
      '403 from npm.example.com',
    );
  });
});

interface FormView {
  readonly blocks: readonly {
    readonly type: string;
    readonly block_id?: string;
    readonly element?: { readonly action_id?: string };
  }[];
}

describe('why', () => {
  it('in a thread explains its card; as a command the last one of the channel', async () => {
    const thread = await town.say(RELEASE, REFUSED);
    await onlyAnswer(RELEASE, thread);
    await town.say(RELEASE, '@Faultline why', thread);
    const answers = await town.answers(RELEASE, thread, 2);
    expect(wordsOf(answers[1])).toMatch(/^Why npm-\w+/);
    await town.run(RELEASE, '/faultline why');
    const note = await waitFor(async () => {
      const { ephemerals } = (await town.look(`messages?channel=${RELEASE}`)) as { ephemerals: Message[] };
      return ephemerals.at(-1) ?? null;
    });
    expect(wordsOf(note)).toMatch(/^Why /);
  });
});

describe('the shortcut on a message', () => {
  it('answers what was left alone', async () => {
    const thread = await town.say(
      BUILDS,
      'frobnicate: error: the flux is out of phase\nfrobnicate: error: bye\nexit code 7',
    );
    await silence(BUILDS, thread);
    await town.control('shortcuts', { callback_id: 'diagnose-message', channel: BUILDS, ts: thread });
    expect((await onlyAnswer(BUILDS, thread)).text).toContain('No playbook fits this failure');
  });
});

describe('CI alerts', () => {
  async function sampleAlert(name: RegExp): Promise<unknown> {
    const { alerts } = (await town.look('samples')) as { alerts: { name: string; message: unknown }[] };
    const found = alerts.find((alert) => name.test(alert.name));
    expect(found).toBeDefined();
    return found?.message;
  }

  it('a GitHub failure leads to the failed job and its card, once however often it is told', async () => {
    const message = await sampleAlert(/GitHub.*failed/);
    const first = await town.postAsApp(RELEASE, message);
    const answer = await onlyAnswer(RELEASE, first);
    expect(wordsOf(answer)).toContain('403 from npm.example.com: known, but not allowed');
    expect(wordsOf(answer)).toContain('publish');
    expect(JSON.stringify(answer.blocks)).toMatch(/\/job\/\d+#step:3:\d+/);
    await silence(RELEASE, await town.postAsApp(RELEASE, message));
  });

  it('a GitLab failure leads to the failed job that counts', async () => {
    const thread = await town.postAsApp(RELEASE, await sampleAlert(/^GitLab: pipeline failed$/));
    const words = wordsOf(await onlyAnswer(RELEASE, thread));
    expect(words).toContain('Jest tests fail');
    expect(words).toContain('integration');
  });

  it('without access the card says what to set', async () => {
    const thread = await town.postAsApp(BUILDS, await sampleAlert(/GitLab.*not set up/));
    expect(wordsOf(await onlyAnswer(BUILDS, thread))).toMatch(/GITLAB_(?:TOKEN|URL)/);
  });

  it('a run that passed is no alert', async () => {
    await silence(BUILDS, await town.postAsApp(BUILDS, await sampleAlert(/passed/)));
  });
});

describe('clicks', () => {
  it('"Helped" is counted on the card itself', async () => {
    const thread = await town.say(BUILDS, REFUSED);
    const card = await onlyAnswer(BUILDS, thread);
    await press(card, 'Helped');
    const words = await waitFor(async () => {
      const seen = wordsOf((await town.answers(BUILDS, thread, 1))[0]);
      return /Helped 1/.test(seen) ? seen : null;
    });
    expect(words).toContain('Helped 1');
  });

  it('"Full playbook" opens a window', async () => {
    const thread = await town.say(BUILDS, REFUSED);
    await press(await onlyAnswer(BUILDS, thread), 'Full playbook');
    const view = await waitFor(async () => ((await town.look('view')) as { view: Message | null }).view);
    expect(wordsOf(view)).toContain('Prevention');
  });

  it('a playbook drafted from a paste goes with the paste', async () => {
    const thread = await town.say(
      BUILDS,
      `<@${BOT}>\nzorbulate: error: the seal is broken\nzorbulate: error: giving up\nexit code 9`,
    );
    await press(await onlyAnswer(BUILDS, thread), 'Make a playbook from this');
    const draft = () => town.answers(BUILDS, thread, 2).then(([, message]) => message?.files?.[0] ?? null);
    expect((await waitFor(draft))['name']).toMatch(/\.yaml$/);
    await town.control('delete', { channel: BUILDS, ts: thread });
    await waitFor(async () => ((await draft())?.['mode'] === 'tombstone' ? true : null));
  });

  async function press(card: Message, label: string): Promise<void> {
    for (const block of card.blocks ?? []) {
      const elements = (block['elements'] ?? []) as readonly Pressable[];
      const button = elements.find((one) =>
        [one.text, one.positive_button?.text, one.negative_button?.text].some((text) => text?.text === label),
      );
      if (!button) continue;
      await town.control('actions', {
        channel: BUILDS,
        ts: card.ts,
        block_id: block['block_id'],
        action_id: button.action_id,
        value: button.negative_button?.text?.text === label ? button.negative_button.value : null,
      });
      return;
    }
    throw new Error(`no button ${label}`);
  }
});

interface Pressable {
  readonly text?: { readonly text?: string };
  readonly action_id?: string;
  readonly positive_button?: { readonly text?: { readonly text?: string } };
  readonly negative_button?: { readonly text?: { readonly text?: string }; readonly value?: string };
}

async function waitFor<T>(look: () => Promise<T | null>, waitMs = 5000): Promise<T> {
  const until = Date.now() + waitMs;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (Date.now() > until) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
