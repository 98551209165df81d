import { describe, expect, it } from '@jest/globals';
import { keepEnds } from '../../../../src/core/log/keep-ends.ts';

const MB = 1024 * 1024;

describe('keepEnds', () => {
  it('takes a stream of 10 GB in the memory that it was given', () => {
    const keeper = keepEnds(8 * MB);
    const chunk = new Uint8Array(MB).fill(97);
    for (let written = 0; written < 10 * 1024; written += 1) keeper.add(chunk);
    const { bytes, truncated } = keeper.finish();
    expect(keeper.seen).toBe(10 * 1024 * MB);
    expect(truncated).toBe(true);
    expect(bytes.length).toBeLessThan(8 * MB + 100);
  });

  it.each([1, 7, 1000, 40_000, 100_000])('keeps the same ends of chunks of %i bytes', (size) => {
    const text = Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`).join('');
    const keeper = keepEnds(200_000);
    for (let at = 0; at < text.length; at += size) keeper.add(Buffer.from(text.slice(at, at + size)));
    const cut = `\n[... ${text.length - 200_000} bytes cut ...]\n`;
    const kept = `${text.slice(0, 50_000)}${cut}${text.slice(-150_000)}`;
    expect(Buffer.from(keeper.finish().bytes).toString()).toBe(kept);
  });

  it('takes a stream of two million lines line by line, in a time that grows with it alone', () => {
    const keeper = keepEnds(8 * MB);
    const line = Buffer.from('a line of a log\n');
    const begun = performance.now();
    for (let written = 0; written < 2_000_000; written += 1) keeper.add(line);
    expect(keeper.finish().truncated).toBe(true);
    // A list of lines, moved up by each further one, takes minutes.
    expect(performance.now() - begun).toBeLessThan(15_000);
  });

  it('keeps what fits as it is', () => {
    const keeper = keepEnds(10);
    keeper.add(new TextEncoder().encode('0123456789'));
    expect(keeper.finish()).toEqual({ bytes: new TextEncoder().encode('0123456789'), truncated: false });
  });
});
