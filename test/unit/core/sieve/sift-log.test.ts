import { describe, expect, it } from '@jest/globals';
import { buildSieve } from '../../../../src/core/sieve/build-sieve.ts';
import { createLogReader } from '../../../../src/core/sieve/create-log-reader.ts';
import { watchForms } from '../../../../src/core/sieve/watch.ts';

const KEEP = { first: 2, last: 2, above: 1, below: 1 };
const sieve = buildSieve([
  { literals: ['broken pipe'], expression: null, keep: KEEP },
  ...watchForms([/^status (?:4|5)\d\d$/], KEEP),
]);

function read(log: string | Uint8Array, pieceBytes = 1 << 20) {
  const bytes = typeof log === 'string' ? new TextEncoder().encode(log) : log;
  const reader = createLogReader(() => sieve);
  for (let from = 0; from < bytes.length; from += pieceBytes)
    reader.push(bytes.subarray(from, from + pieceBytes));
  return reader.end();
}

/** A long quiet log with a few lines replaced, by their number. */
function longLog(lines: number, special: Readonly<Record<number, string>>): string {
  const all = Array.from({ length: lines }, (_, index) => special[index + 1] ?? `line ${index + 1} is quiet`);
  return `${all.join('\n')}\n`;
}

describe('createLogReader', () => {
  it.each<[string, string, number]>([
    ['nothing', '', 0],
    ['one line without its LF', 'one', 1],
    ['LF alone', '\n\n', 2],
    ['CRLF', 'one\r\ntwo\r\n', 2],
  ])('reads a short log whole: %s', (_name, log, count) => {
    const { lines, count: counted } = read(log);
    expect([lines.length, counted]).toEqual([count, count]);
  });

  it('reads head, tail and the neighbours of what is watched, with true numbers', () => {
    const log = read(
      longLog(40_000, { 20000: 'write: Broken  pipe', 25000: '\x1b[31mbro\x1b[0mken pipe\x1b[0m' }),
    );
    const numbers = log.lines.map(({ number }) => number);
    expect(log.count).toBe(40_000);
    expect(numbers.slice(0, 2)).toEqual([1, 2]);
    expect(numbers.at(-1)).toBe(40_000);
    expect(numbers.filter((one) => one > 10_000 && one < 30_000)).toEqual([
      19_999, 20_000, 20_001, 24_999, 25_000, 25_001,
    ]);
    expect(log.lines.find(({ number }) => number === 25_000)?.text).toBe('broken pipe');
    expect(
      log.lines.every(({ number, text }) => text.startsWith('line') === !/pipe/.test(text) || number < 0),
    ).toBe(true);
  });

  it('asks an expression before a line is read', () => {
    const log = read(longLog(40_000, { 20000: 'status 503', 21000: 'status 40x of many' }));
    const middle = log.lines.filter(({ number }) => number > 10_000 && number < 30_000);
    expect(middle.map(({ text }) => text)).toEqual([
      'line 19999 is quiet',
      'status 503',
      'line 20001 is quiet',
    ]);
  });

  it('keeps the first and the last of what is found too often', () => {
    const special = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [20_000 + 10 * index, 'broken pipe']),
    );
    const found = read(longLog(40_000, special)).lines.filter(({ text }) => text === 'broken pipe');
    expect(found.map(({ number }) => number)).toEqual([20_000, 20_010, 20_480, 20_490]);
  });

  it('gives the same lines however the bytes arrive', () => {
    const text = longLog(30_000, { 9000: 'x broken pipe', 12000: '✗ broken pipe', 29999: 'status 401' });
    const whole = read(text, 1 << 26);
    for (const piece of [1000, 65_536, 1_000_003]) expect(read(text, piece)).toEqual(whole);
  });

  it('numbers the last line of a long log that ends without LF', () => {
    const log = read(`${longLog(20_000, {})}the end`);
    expect(log.count).toBe(20_001);
    expect(log.lines.at(-1)).toMatchObject({ number: 20_001, text: 'the end' });
  });

  it('reads UTF-16 with a byte order mark, and invalid bytes', () => {
    const utf16 = new Uint8Array(Buffer.from('\uFEFFeins\nzwei ✓\n', 'utf16le'));
    expect(read(utf16, 3).lines.map(({ text }) => text)).toEqual(['eins', 'zwei ✓']);
    expect(read(Uint8Array.of(0x61, 0xff, 0x0a, 0x62)).lines.map(({ text }) => text)).toEqual([
      'a\uFFFD',
      'b',
    ]);
  });

  it('reads the words of JSON records, long logs included', () => {
    const records = Array.from({ length: 20_000 }, (_, index) =>
      JSON.stringify({ time: index, log: index === 10_000 ? 'a broken pipe' : `quiet ${index}\n` }),
    );
    const { lines, count } = read(`${records.join('\n')}\n`);
    expect(count).toBe(20_000);
    expect(lines.find(({ number }) => number === 10_001)?.text).toBe('a broken pipe');
  });

  it('finds a coloured first line of a long log', () => {
    const log = read(`\x1b[31mstatus\x1b[0m 503\n${longLog(20_000, {})}`);
    expect([log.count, log.lines[0]?.text]).toEqual([20_001, 'status 503']);
  });

  it('survives lines of many megabytes in bounded memory', () => {
    const reader = createLogReader(() => sieve);
    const piece = new Uint8Array(1 << 20).fill(0x61);
    for (let index = 0; index < 64; index++) reader.push(piece);
    reader.push(new TextEncoder().encode('\nbroken pipe\n'));
    const { lines, count, bytes } = reader.end();
    expect([count, bytes]).toEqual([2, 64 * (1 << 20) + 13]);
    expect(lines[1]?.text).toBe('broken pipe');
    expect(lines[0]?.text.length).toBeLessThan(8 << 20);
  });
});
