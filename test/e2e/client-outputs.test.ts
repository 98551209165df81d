import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningPlayground, runPlayground, wordsOf } from '../support/running-playground.ts';

const FOLDER = 'test/fixtures/clients';
const DIRECT = 'D0BOT00001';

/** What real clients printed when a server of ours refused them; `test/clients` records it anew. */
const CASES = readdirSync(FOLDER)
  .filter((name) => /^(?:curl|git|npm|pip|node).*\.txt$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

let town: RunningPlayground;
beforeAll(async () => {
  town = await runPlayground();
});
afterAll(() => town.stop());

describe("a client's own output gets a card", () => {
  it('covers curl, git, npm, pip and Node', () => {
    const clients = new Set(CASES.map(({ name }) => name.split('-')[0]));
    expect([...clients].sort()).toEqual(['curl', 'git', 'node', 'npm', 'pip']);
  });

  it.each(CASES.map(({ name, text }) => [name, text] as const))('%s', async (name, text) => {
    const thread = await town.say(DIRECT, `\`\`\`\n${text}\n\`\`\``);
    const answers = await town.answers(DIRECT, thread, 1);
    expect(answers).toHaveLength(1);
    const words = wordsOf(answers[0]);
    const status = /(?<status>40[134])/.exec(name)?.groups?.['status'] ?? '';
    const isNamed = text.includes(status);
    if (isNamed) expect(words).toContain(status);
    expect(words).toMatch(isNamed ? /Do this/ : /Do this|No playbook fits/);
  });
});
