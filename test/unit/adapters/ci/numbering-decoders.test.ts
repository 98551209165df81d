import { describe, expect, it } from '@jest/globals';
import { startOver } from '../../../../src/adapters/ci/log-piece.ts';
import type { NumberingDecoder } from '../../../../src/adapters/ci/note-line-numbers.ts';
import { createSemaphoreDecoder } from '../../../../src/adapters/ci/providers/semaphore/decode-semaphore-log.ts';
import { createWoodpeckerDecoder } from '../../../../src/adapters/ci/providers/woodpecker/decode-woodpecker-log.ts';

/** Each line of the decoded log with the number that the page gives it. */
async function numbered(
  { decode, numberOf }: NumberingDecoder,
  json: unknown,
): Promise<readonly (readonly [string, number | null])[]> {
  async function* body(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(JSON.stringify(json));
  }
  let text = '';
  for await (const piece of decode(body()))
    text = piece === startOver ? '' : text + Buffer.from(piece).toString();
  const lines = text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
  return lines.map((line, index) => [line, numberOf(index + 1)]);
}

const started = (directive: string) => ({ event: 'cmd_started', directive });
const printed = (output: string) => ({ event: 'cmd_output', output });
const ended = (exitCode: number) => ({ event: 'cmd_finished', exit_code: exitCode });

describe('a line of a Semaphore job', () => {
  const numbersOf = (...events: readonly object[]) => numbered(createSemaphoreDecoder(), { events });

  it('counts the commands before it, and what they printed', async () => {
    const events = [started('one'), printed('a\nb'), ended(0), started('two'), printed('c'), ended(1)];
    expect(await numbersOf(...events)).toEqual([
      ['$ two', 4],
      ['c', 5],
      ['exit code 1', null],
    ]);
  });

  it('counts the line that is begun behind a line feed', async () => {
    const events = [started('one'), printed('a\n'), ended(0), started('two'), printed('b\n'), ended(1)];
    expect(await numbersOf(...events)).toEqual([
      ['$ two', 4],
      ['b', 5],
      ['', 6],
      ['exit code 1', null],
    ]);
  });

  it('goes on with a line over events, and leaves out blank lines within one', async () => {
    const events = [started('one'), printed('a'), printed('b\n\n\r\nc\n'), printed('\nd'), ended(1)];
    expect(await numbersOf(...events)).toEqual([
      ['$ one', 1],
      ['ab', 2],
      ['', null],
      ['\r', null],
      ['c', 3],
      ['', 4],
      ['d', 5],
      ['exit code 1', null],
    ]);
  });

  it('counts a command of several lines once', async () => {
    expect(await numbersOf(started('make \\\n  all'), printed('a'), ended(1))).toEqual([
      ['$ make \\', 1],
      ['  all', 1],
      ['a', 2],
      ['exit code 1', null],
    ]);
  });

  it('reads a long run of carriage returns in a time that grows with it alone', async () => {
    const begun = performance.now();
    const lines = await numbersOf(started('one'), printed(`${'\r'.repeat(1_000_000)}x`), ended(1));
    expect(lines).toHaveLength(3);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('has nothing of an earlier reading', async () => {
    const decoder = createSemaphoreDecoder();
    const json = { events: [started('one'), printed('a'), ended(1)] };
    expect(await numbered(decoder, json)).toEqual(await numbered(decoder, json));
  });
});

describe('a line of a Woodpecker step', () => {
  const entry = (line: number | null, text: string, type = 0) => ({
    line,
    type,
    data: Buffer.from(text).toString('base64'),
  });

  it('has the number of its entry, whatever the order', async () => {
    const entries = [entry(0, 'a'), entry(2, 'c\nd'), entry(1, 'b'), entry(3, '2', 2), entry(null, 'e')];
    expect(await numbered(createWoodpeckerDecoder(), entries)).toEqual([
      ['a', 1],
      ['c', 3],
      ['d', 3],
      ['b', 2],
      ['exit code 2', 4],
      ['e', null],
    ]);
  });

  it('has no number where the page shows the last entries alone', async () => {
    const entries = Array.from({ length: 5_002 }, (_, line) => entry(line, 'x'));
    const lines = await numbered(createWoodpeckerDecoder(), entries);
    expect(lines.slice(0, 4).map(([, number]) => number)).toEqual([null, null, 3, 4]);
  });
});
