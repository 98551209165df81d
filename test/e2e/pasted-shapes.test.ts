import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { sampleLogs } from '../../src/playground/samples.ts';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

/** By turns: posts into one channel are a second apart. */
const CHANNELS = ['C0BUILDS01', 'C0RELEASE1', 'C0GENERAL1'];
/** Slack cuts what people paste as a message; a paste is the end of the log. */
const TAIL_LINES = 40;

/** The shapes in which people paste a log into a channel. */
const SHAPES: readonly [string, (log: string) => string][] = [
  ['plain', (log) => log],
  ['code block', (log) => `\`\`\`\n${log}\n\`\`\``],
  ['code block on the fence line', (log) => `\`\`\`${log}\`\`\``],
  ['code block with a question', (log) => `main is red since lunch, any idea?\n\`\`\`\n${log}\n\`\`\``],
  ['code block and thanks', (log) => `\`\`\`\n${log}\n\`\`\`\nthanks!`],
  [
    'quote',
    (log) =>
      log
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
  ],
  [
    'indented',
    (log) =>
      log
        .split('\n')
        .map((line) => `    ${line}`)
        .join('\n'),
  ],
  [
    'without blank lines',
    (log) =>
      log
        .split('\n')
        .filter((line) => line.trim() !== '')
        .join('\n'),
  ],
  ['without time stamps', (log) => log.replace(/^\d{4}-\d\d-\d\dT\S+ /gm, '')],
  ['the last lines', (log) => log.trimEnd().split('\n').slice(-12).join('\n')],
];

let town: RunningPlayground;
beforeAll(async () => {
  town = await runPlayground();
});
afterAll(() => town.stop());

describe('sample logs, pasted in every shape', () => {
  it('at least 57 of 60 are answered, each once', async () => {
    const logs = sampleLogs(createCatalog(await readPlaybooks()));
    expect(logs).toHaveLength(6);
    const missed: string[] = [];
    for (const { name, text } of logs) {
      const tail = text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
      for (const [at, [shape, paste]] of SHAPES.entries()) {
        const channel = CHANNELS[at % CHANNELS.length] ?? '';
        const thread = await town.say(channel, paste(tail));
        const answers = await town.answers(channel, thread, 1, 1500);
        if (answers.length !== 1) missed.push(`${name} (${shape})`);
      }
    }
    expect({ tooMany: missed.length > 3, missed }).toEqual({ tooMany: false, missed });
  }, 120_000);
});
