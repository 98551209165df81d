import type { Keep } from './watch.ts';

/** A few lines of a log as they came: `number` (1-based) is the first one's. */
export interface LineBlock {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** What one watch found: the first and the last blocks, in the order of the log. Bounded by its `Keep`. */
export interface KeptLines {
  /** How many more are kept because they are the first. */
  readonly missing: number;
  add(block: LineBlock): void;
  all(): readonly LineBlock[];
}

export function createKeptLines({ first, last }: Keep): KeptLines {
  const head: LineBlock[] = [];
  const ring: LineBlock[] = [];
  let oldest = 0;
  return {
    get missing() {
      return first - head.length;
    },
    add(block) {
      if (head.length < first) head.push(block);
      else if (ring.length < last) ring.push(block);
      else {
        ring[oldest] = block;
        oldest = (oldest + 1) % last;
      }
    },
    all: () => [...head, ...ring.slice(oldest), ...ring.slice(0, oldest)],
  };
}
