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

  it('keeps what fits as it is', () => {
    const keeper = keepEnds(10);
    keeper.add(new TextEncoder().encode('0123456789'));
    expect(keeper.finish()).toEqual({ bytes: new TextEncoder().encode('0123456789'), truncated: false });
  });
});
