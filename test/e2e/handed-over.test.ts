import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { MANNERS } from '../../src/flows/manners.ts';
import {
  BOT,
  type Message,
  type RunningPlayground,
  runPlayground,
  wordsOf,
} from '../support/running-playground.ts';

const BUILDS = 'C0BUILDS01';
const RELEASE = 'C0RELEASE1';
const GENERAL = 'C0GENERAL1';
const DIRECT = 'D0BOT00001';
const JONAS = 'U0JONAS001';

const REFUSED = [
  'npm notice Publishing to https://npm.example.com/ with tag latest and default access',
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You do not have permission to publish "@acme/ui"',
].join('\n');
const UNKNOWN = 'frobnicate: error: the flux is out of phase\nfrobnicate: error: giving up\nexit code 7';

let town: RunningPlayground;
let serial = 0;
beforeAll(async () => {
  town = await runPlayground({
    ...MANNERS,
    rates: { ...MANNERS.rates, person: { most: 60, withinMs: 60_000 } },
  });
});
afterAll(() => town.stop());
afterEach(() => {
  serial += 1;
});

/** The same failure of another package: no two tests share a log. */
function refused(): string {
  return REFUSED.replaceAll('acme', `acme${serial}`);
}

async function drop(name: string, content: string | Uint8Array): Promise<string> {
  const url = `${town.url}/control/files?name=${encodeURIComponent(name)}`;
  const answer = await fetch(url, { method: 'POST', body: content });
  return ((await answer.json()) as { file: { id: string } }).file.id;
}

async function sayWith(
  channel: string,
  files: readonly string[],
  text = '',
  more: object = {},
): Promise<string> {
  return String((await town.control('messages', { channel, text, files, ...more }))['ts']);
}

async function sayAs(user: string, channel: string, text: string): Promise<string> {
  return String((await town.control('messages', { channel, text, user }))['ts']);
}

async function answer(channel: string, thread: string, wanted = 1): Promise<string> {
  const answers = await town.answers(channel, thread, wanted);
  expect(answers).toHaveLength(wanted);
  return wordsOf(answers.at(-1));
}

async function silence(channel: string, thread: string): Promise<void> {
  expect(await town.answers(channel, thread, 1, 500)).toEqual([]);
}

/** The card's words, once they fit. */
async function becomes(channel: string, thread: string, expected: RegExp): Promise<string> {
  const until = Date.now() + 6_000;
  for (;;) {
    const words = wordsOf((await town.answers(channel, thread, 1))[0]);
    if (expected.test(words)) return words;
    if (Date.now() > until) throw new Error(`stayed: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

async function notes(channel: string): Promise<readonly Message[]> {
  return ((await town.look(`messages?channel=${channel}`)) as { ephemerals: Message[] }).ephemerals;
}

describe('a file', () => {
  const ways: [string, string, (log: string) => string | Uint8Array][] = [
    ['a plain one', 'build.log', (log) => log],
    ['gzip', 'build.log.gz', (log) => new Uint8Array(gzipSync(log))],
    ['UTF-16', 'build.txt', (log) => new Uint8Array(Buffer.from(`\uFEFF${log}`, 'utf16le'))],
    [
      'an archive',
      'logs.zip',
      (log) => zipSync({ '1_lint.txt': strToU8('ok'), '2_publish.txt': strToU8(log) }),
    ],
    [
      'JSON lines',
      'events.jsonl',
      (log) =>
        log
          .split('\n')
          .map((line) => JSON.stringify({ log: `${line}\n`, stream: 'stderr' }))
          .join('\n'),
    ],
  ];
  it.each(ways)('%s is read without being asked', async (_name, name, pack) => {
    const thread = await sayWith(BUILDS, [await drop(name, pack(refused()))]);
    const words = await answer(BUILDS, thread);
    expect(words).toContain('403 from npm.example.com: known, but not allowed');
    expect(words).toContain(name);
    expect(await town.answers(BUILDS, thread, 2, 400)).toHaveLength(1);
  });

  it('among several, the one that says most is shown', async () => {
    const ids = [await drop('lint.log', 'all good\n'), await drop('publish.log', refused())];
    expect(await answer(BUILDS, await sayWith(BUILDS, ids, 'from last night'))).toContain('publish.log');
  });

  it('of no log is left alone; asked about, the answer says why it was not read', async () => {
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]);
    await silence(BUILDS, await sayWith(BUILDS, [await drop('screen.txt', picture)]));
    const thread = await sayWith(DIRECT, [await drop('screen.txt', picture)]);
    expect(await answer(DIRECT, thread)).toMatch(/screen\.txt was not read: it holds no text/);
  });

  it('that is deleted takes its lines off the card', async () => {
    const id = await drop('build.log', refused());
    const thread = await sayWith(BUILDS, [id]);
    expect(await answer(BUILDS, thread)).toContain('npm error');
    await town.control('files/delete', { file: id });
    expect(await becomes(BUILDS, thread, /log was deleted/)).not.toContain('npm error');
  });
});

describe('a log in several messages', () => {
  it('is one thread and one card, its lines in order', async () => {
    const [notice = '', code = '', forbidden = ''] = refused().split('\n');
    const head = `npm http fetch PUT 403 https://npm.example.com/@acme${serial}%2fui 101ms\n${notice}`;
    const first = await town.say(RELEASE, `${head}\n${code}`);
    await answer(RELEASE, first);
    const second = await town.say(
      RELEASE,
      `${forbidden}\nnpm error A complete log of this run can be found in: /root/.npm/_logs/x.log`,
    );
    expect(await becomes(RELEASE, first, /You do not have permission to publish/)).toContain(
      '403 from npm.example.com',
    );
    await silence(RELEASE, second);
  });

  it('is two when each is another failure', async () => {
    const first = await sayAs(JONAS, GENERAL, refused());
    const second = await sayAs(
      JONAS,
      GENERAL,
      'Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)\nError: Process completed with exit code 1.',
    );
    await answer(GENERAL, first);
    await answer(GENERAL, second);
  });
});

describe('an edit', () => {
  it('changes the card that stands', async () => {
    const thread = await sayAs(JONAS, RELEASE, refused());
    await answer(RELEASE, thread);
    await town.control('edit', {
      channel: RELEASE,
      ts: thread,
      text: refused().replaceAll('npm.example', 'npm2.example'),
    });
    await becomes(RELEASE, thread, /403 from npm2\.example\.com/);
    expect(await town.answers(RELEASE, thread, 2, 300)).toHaveLength(1);
  });

  it('that makes a log of a message is answered', async () => {
    const thread = await sayAs(JONAS, BUILDS, 'have a look at this please');
    await town.control('edit', { channel: BUILDS, ts: thread, text: refused() });
    await answer(BUILDS, thread);
  });

  it('that takes the log away takes it off the card', async () => {
    const thread = await sayAs(JONAS, GENERAL, refused());
    await answer(GENERAL, thread);
    await town.control('edit', { channel: GENERAL, ts: thread, text: 'never mind' });
    expect(await becomes(GENERAL, thread, /log was deleted/)).not.toContain('npm error');
  });
});

describe('a deletion', () => {
  it('takes the quoted lines off the card, headline and notification too', async () => {
    const thread = await sayAs(JONAS, BUILDS, refused());
    await answer(BUILDS, thread);
    await town.control('delete', { channel: BUILDS, ts: thread });
    await becomes(BUILDS, thread, /log was deleted/);
    const [card] = await town.answers(BUILDS, thread, 1);
    expect(JSON.stringify(card)).not.toMatch(/npm\.example|acme/);
  });
});

describe('the same log again', () => {
  it('gets a pointer to the first card, whoever pastes it', async () => {
    const log = refused();
    const first = await town.say(RELEASE, log);
    await answer(RELEASE, first);
    const again = await sayAs(JONAS, RELEASE, `look:\n\`\`\`\n${log}\n\`\`\``);
    expect(await answer(RELEASE, again)).toMatch(/This log was answered here: 403 from npm/);
  });

  it('on another day is called an old friend', async () => {
    const log = (id: number) => refused().replace('E403', `E403 (${id})`);
    const first = await sayAs(JONAS, GENERAL, log(1));
    await answer(GENERAL, first);
    const second = await town.say(GENERAL, log(2));
    expect(await answer(GENERAL, second)).toMatch(/\d+(?:nd|rd|th|st) time this week/);
  });
});

describe('asked in a thread', () => {
  it('reads the log above, which was left alone', async () => {
    const thread = await sayAs(JONAS, BUILDS, UNKNOWN.replaceAll('frobnicate', `frob${serial}`));
    await silence(BUILDS, thread);
    await town.say(BUILDS, '@Faultline what is this?', thread);
    expect(await answer(BUILDS, thread)).toContain('No playbook fits this failure');
  });

  it('reads a file of the first message', async () => {
    const picture = await sayWith(BUILDS, [
      await drop('notes.txt', UNKNOWN.replaceAll('frobnicate', `nib${serial}`)),
    ]);
    await silence(BUILDS, picture);
    await town.say(BUILDS, '@Faultline', picture);
    expect(await answer(BUILDS, picture)).toContain('notes.txt');
  });

  it('shows where the answer stands', async () => {
    const thread = await sayAs(JONAS, BUILDS, refused());
    await answer(BUILDS, thread);
    await town.say(BUILDS, '@Faultline and this?', thread);
    expect(await answer(BUILDS, thread, 2)).toMatch(/This log was answered above/);
  });

  it('under nothing at all says what to do', async () => {
    const thread = await town.say(BUILDS, 'lunch?');
    await town.say(BUILDS, '@Faultline help us', thread);
    expect(await answer(BUILDS, thread)).toContain('Mention me in a reply under the log');
  });
});

describe('too much at once', () => {
  it('gets one friendly word, for one person', async () => {
    const quick = await runPlayground({
      ...MANNERS,
      rates: { ...MANNERS.rates, person: { most: 2, withinMs: 60_000 } },
    });
    const before = town;
    town = quick;
    try {
      for (let index = 0; index < 4; index++)
        await town.say(index % 2 ? BUILDS : GENERAL, REFUSED.replaceAll('acme', `n${index}`));
      const until = Date.now() + 4_000;
      while ((await notes(BUILDS)).length + (await notes(GENERAL)).length < 2 && Date.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 40));
      const told = [...(await notes(BUILDS)), ...(await notes(GENERAL))];
      expect(told.map(wordsOf).join()).toContain('a lot of logs at once');
      expect(told.length).toBeLessThanOrEqual(2);
      expect(told.every(({ user }) => user === BOT)).toBe(true);
    } finally {
      town = before;
      await quick.stop();
    }
  });
});
