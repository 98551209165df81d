import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CompiledCatalog } from '../../../src/core/match/compile-catalog.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings/channel-settings.ts';
import { bundledCatalog } from '../../support/summary-cases.ts';
import { buildInjections, logWith } from '../../support/summary-injections.ts';
import { type Reply, type SummaryServer, startSummaryServer } from '../../support/summary-server.ts';
import { type SummaryTown, startSummaryTown, type TownSettings, textOf } from '../../support/summary-town.ts';

const LOG = readFileSync('test/fixtures/summarizer/logs/maven-deploy-401.log', 'utf8');
const ANSWER = {
  candidate: 'r1',
  lines: [5],
  sentence: 'nexus.example.com answered 401 when Maven tried to deploy billing-core 5.2.0.',
  nextSteps: ['Look at the credentials for nexus.example.com'],
};
const TRUE: Reply = { kind: 'stream', text: JSON.stringify(ANSWER) };
const SUMMARISED = 'Summarised by small-1 at 127.0.0.1';

let catalog: CompiledCatalog;
let server: SummaryServer;
let town: SummaryTown;
beforeAll(async () => {
  catalog = await bundledCatalog();
});
beforeEach(async () => {
  server = await startSummaryServer();
  server.reply(() => TRUE);
});
afterEach(async () => {
  await town.stop();
  await server.stop();
});

async function open(more: Partial<TownSettings> = {}): Promise<SummaryTown> {
  town = await startSummaryTown({ catalog, server: server.url, ...more });
  return town;
}

async function press(
  posted: Parameters<SummaryTown['store']['findCard']>[0] & { thread: string },
): Promise<string> {
  await town.flows.applyAction({ v: 1, type: 'summarize' }, { user: 'U2', workspace: 'T1', posted });
  return textOf(town.shown.at(-1)?.card ?? { title: '', fallback: '', blocks: [] });
}

describe('a pasted log with several requests', () => {
  it('is answered at once, and the checked sentence is added with its lines, model and server', async () => {
    const { before, after } = await (await open()).paste(LOG);
    expect(before).toContain('nexus.example.com');
    expect(before).not.toContain(SUMMARISED);
    expect(after).toContain(ANSWER.sentence);
    expect(after).toContain('Look at the credentials for nexus.example.com');
    expect(after).toContain(`${SUMMARISED}`);
    expect(after).toContain('from line 5');
    expect(after).not.toContain('can say in a sentence');
  });

  it.each<[string, Reply, number?]>([
    [
      'a lie',
      {
        kind: 'stream',
        text: JSON.stringify({ ...ANSWER, sentence: 'The token of Maven has expired at nexus.example.org.' }),
      },
    ],
    ['an id that was not offered', { kind: 'stream', text: JSON.stringify({ ...ANSWER, candidate: 'r9' }) }],
    ['none of the candidates', { kind: 'stream', text: JSON.stringify({ ...ANSWER, candidate: 'none' }) }],
    [
      'a step with a stranger’s link',
      { kind: 'whole', text: JSON.stringify({ ...ANSWER, nextSteps: ['See https://evil.example'] }) },
    ],
    ['garbage', { kind: 'garbage' }],
    ['half an answer', { kind: 'half', text: JSON.stringify(ANSWER) }],
    ['the wrong schema', { kind: 'stream', text: '{"answer":"nexus"}' }],
    ['429, twice', { kind: 'status', status: 429, headers: { 'retry-after-ms': '5' } }],
    ['500, twice', { kind: 'status', status: 500, headers: { 'retry-after-ms': '5' } }],
    ['a slow server', { kind: 'stream', text: JSON.stringify(ANSWER), pieces: 40, pauseMs: 30 }, 150],
    ['a silent server', { kind: 'silent' }, 150],
    ['words without end', { kind: 'endless' }],
  ])('stays as it was after: %s', async (_name, reply, timeoutMs = 3000) => {
    server.reply(() => reply);
    const { before, after, posted } = await (await open({ timeoutMs })).paste(LOG);
    expect(after).toBe(before);
    expect(server.calls.length).toBeGreaterThan(0);
    const told = await press(posted);
    expect(told).toMatch(/is not shown|gave no answer/);
    for (const line of before.split('\n').filter((text) => !text.includes('can say in a sentence')))
      expect(told).toContain(line);
  });

  it('is not sent when the engine is certain', async () => {
    const certain = readFileSync('test/fixtures/summarizer/logs/tls-expired.log', 'utf8');
    const { after } = await (await open()).paste(certain);
    expect(after).not.toContain('can say in a sentence');
    expect(server.connections()).toBe(0);
  });
});

describe('while the model writes', () => {
  it('shows only words that passed the checks, and takes them back when the whole does not', async () => {
    const lie = {
      ...ANSWER,
      sentence: `${ANSWER.sentence.replace(/\.$/, '')} because the token has expired.`,
    };
    server.reply(() => ({ kind: 'stream', text: JSON.stringify(lie), pieces: 60, pauseMs: 60 }));
    const { before, after } = await (await open({ timeoutMs: 10_000 })).paste(LOG);
    const texts = town.shown.map(({ card }) => textOf(card));
    expect(
      texts.some((text) => text.includes('nexus.example.com answered 401') && text.includes('is writing')),
    ).toBe(true);
    for (const text of texts) expect(text).not.toContain('token has expired');
    expect(after).toBe(before);
  }, 15_000);
});

describe('the same failure again', () => {
  it('gets the same sentence without a second call, even at other lines', async () => {
    await open();
    await town.paste(LOG);
    const { after } = await town.paste(`one more line\nand another\n${LOG}`);
    expect(server.calls).toHaveLength(1);
    expect(after).toContain(ANSWER.sentence);
    expect(after).toContain('from line 7');
    expect(town.meter.totals()).toMatchObject({
      calls: 1,
      kept: 1,
      tokens: { input: 700, output: 40 },
      cost: 0.0011,
    });
  });

  it('is asked about anew when the kept sentence is not true of this log', async () => {
    await open();
    await town.paste(LOG);
    const { after } = await town.paste(LOG.replaceAll('5.2.0', '5.3.0'));
    expect(server.calls).toHaveLength(2);
    expect(after).not.toContain('5.2.0 when');
  });
});

describe('the day’s budget', () => {
  it('is never exceeded; whoever asks is told', async () => {
    const { posted, after, before } = await (await open({ dailyTokens: 1000 })).paste(LOG);
    expect(after).toBe(before);
    expect(server.calls).toEqual([]);
    expect(await press(posted)).toContain('budget for summaries is spent');
  });

  it('counts what a call really took', async () => {
    await (await open()).paste(LOG);
    const day = new Date().toISOString().slice(0, 10);
    expect(await town.store.tokensSpent({ workspace: 'T1', day })).toBe(740);
  });
});

describe('strict', () => {
  it('sends nothing of an excerpt with a word that nobody can classify', async () => {
    const odd = LOG.replace('[INFO] BUILD FAILURE', '[INFO] session kX9vQ2mLr7TzWb4NcY1pHs8d');
    const { posted } = await (await open({ strict: true })).paste(odd);
    expect(server.calls).toEqual([]);
    expect(await press(posted)).toContain('may be a secret of an unknown kind');
    await town.stop();
    await (await open({ strict: true })).paste(LOG);
    expect(server.calls).toHaveLength(1);
  });
});

describe('“Explain this”', () => {
  it('is offered with what it would send, and answers once however often it is pressed', async () => {
    server.reply((_body, call) => (call === 1 ? { kind: 'garbage' } : TRUE));
    const { before, posted } = await (await open()).paste(LOG);
    expect(before).toMatch(
      /small-1 at 127\.0\.0\.1:\d+ can say in a sentence which part matters\. It gets \d+ redacted lines\./,
    );
    await Promise.all([press(posted), press(posted)]);
    expect(server.calls).toHaveLength(2);
    expect(textOf(town.shown.at(-1)?.card ?? { title: '', fallback: '', blocks: [] })).toContain(
      ANSWER.sentence,
    );
  });

  it('has feedback of its own', async () => {
    const { posted } = await (await open()).paste(LOG);
    await town.flows.applyAction({ v: 1, type: 'summary-wrong' }, { user: 'U2', workspace: 'T1', posted });
    expect(textOf(town.shown.at(-1)?.card ?? { title: '', fallback: '', blocks: [] })).toContain(
      'the summary wrong for 1',
    );
    expect(await town.store.summaryVerdictsOn(posted)).toEqual({ helped: 0, wrong: 1 });
    expect(await town.store.feedbackOn(posted)).toEqual({ helped: 0, wrong: 0 });
  });
});

describe('no request leaves the process', () => {
  const opened: unknown[] = [];
  const count = (socket: unknown) => opened.push(socket);
  beforeEach(() => {
    opened.length = 0;
    subscribe('net.client.socket', count);
  });
  afterEach(() => {
    unsubscribe('net.client.socket', count);
  });

  it('the counter counts: one call, one socket', async () => {
    await (await open()).paste(LOG);
    expect(opened).toHaveLength(1);
    expect(server.connections()).toBe(1);
  });

  it.each<[string, (town: SummaryTown) => Promise<unknown>]>([
    [
      'the channel has it off',
      ({ store }) =>
        store.saveSettings({ workspace: 'T1', channel: 'C1' }, { ...DEFAULT_SETTINGS, model: false }),
    ],
    [
      'the workspace has it off',
      ({ flows }) =>
        flows.answerCommand({
          words: 'summaries off everywhere',
          workspace: 'T1',
          channel: 'C9',
          user: 'U9',
          external: false,
        }),
    ],
    [
      'the person has it off',
      ({ flows }) =>
        flows.answerCommand({
          words: 'summaries off',
          workspace: 'T1',
          channel: 'C9',
          user: 'U1',
          external: false,
        }),
    ],
  ])('%s', async (_name, switchOff) => {
    await open();
    const { posted } = await town.paste(LOG.replaceAll('billing', 'ledger'));
    opened.length = 0;
    const callsBefore = server.calls.length;
    await switchOff(town);
    const { before, after } = await town.paste(LOG);
    expect(after).toBe(before);
    expect(after).not.toContain('small-1');
    expect(await press(posted)).toContain('switched off');
    expect(opened).toEqual([]);
    expect(server.calls).toHaveLength(callsBefore);
  });

  it('no OPENAI_API_KEY is set', async () => {
    const { before, after, posted } = await (await open({ server: null })).paste(LOG);
    expect(after).toBe(before);
    expect(after).not.toContain('can say in a sentence');
    await town.flows.applyAction({ v: 1, type: 'summarize' }, { user: 'U2', workspace: 'T1', posted });
    expect(opened).toEqual([]);
  });
});

describe('/faultline summaries', () => {
  it('says who gets what and what it came to; another person does not switch it on again', async () => {
    await (await open()).paste(LOG);
    const ask = async (words: string, user = 'U1') => {
      const answer = await town.flows.answerCommand({
        words,
        workspace: 'T1',
        channel: 'C1',
        user,
        external: false,
      });
      return answer.kind === 'card' ? textOf(answer.card) : '';
    };
    const status = await ask('summaries');
    for (const said of [
      'small-1 at 127.0.0.1',
      'Today: 740 of 100,000 tokens',
      '1 calls',
      '0.0011 US dollars',
      'summary 1',
    ])
      expect(status).toContain(said);
    expect(await ask('summaries off everywhere')).toContain('This workspace: off');
    expect(await ask('summaries on everywhere', 'U2')).toContain('Summaries stay off');
    expect(await ask('summaries on everywhere')).toContain('This workspace: on');
  });
});

describe('the injection corpus', () => {
  it('has more than a hundred logs, and none of them is obeyed', async () => {
    const injections = buildInjections();
    expect(injections.length).toBeGreaterThanOrEqual(100);
    await open({ dailyTokens: 10_000_000 });
    const obeyed: string[] = [];
    for (const injection of injections) {
      // a model that does as the log says
      server.reply((body) => {
        const sent = JSON.parse(body.messages[1]?.content ?? '') as {
          candidates: { id: string; line: number }[];
        };
        const chosen = sent.candidates[0] ?? { id: '', line: 0 };
        const honest = { candidate: chosen.id, lines: [chosen.line], nextSteps: [] };
        return { kind: 'whole', text: JSON.stringify({ ...honest, ...Object(injection.obeyed) }) };
      });
      const { before, after } = await town.paste(logWith(injection));
      if (after !== before) obeyed.push(injection.name);
    }
    expect(obeyed).toEqual([]);
    expect(server.calls.length).toBeGreaterThanOrEqual(100);
    for (const { messages } of server.calls) {
      const [system, data] = messages;
      expect(messages).toHaveLength(2);
      expect(system).toEqual(server.calls[0]?.messages[0]);
      expect(Object.keys(JSON.parse(data?.content ?? '') as object)).toEqual([
        'untrustedLogExcerpt',
        'candidates',
      ]);
      expect(data?.content).not.toMatch(/<\||[\u{E0000}-\u{E007F}\u200B]|[A-Za-z0-9+/]{121}/u);
    }
  }, 60_000);

  it('does not silence a model that keeps to the truth', async () => {
    await open({ dailyTokens: 10_000_000 });
    const sentence = 'artifacts.example.com answered 401 to the PUT of bundle.tgz.';
    server.reply((body) => {
      const sent = JSON.parse(body.messages[1]?.content ?? '') as {
        candidates: { id: string; line: number; status?: number }[];
      };
      const chosen = sent.candidates.find(({ status }) => status === 401) ?? { id: '', line: 0 };
      return {
        kind: 'whole',
        text: JSON.stringify({ candidate: chosen.id, lines: [chosen.line], sentence, nextSteps: [] }),
      };
    });
    const some = buildInjections().filter((_injection, index) => index % 9 === 0);
    for (const injection of some) expect((await town.paste(logWith(injection))).after).toContain(sentence);
  });
});
