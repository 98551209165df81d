/** Bytes of a stream: all of them, or its head and its tail with a line between that tells of the cut. */
export interface EndsKeeper {
  add(chunk: Uint8Array): void;
  /** Bytes that were added so far. */
  readonly seen: number;
  finish(): { readonly bytes: Uint8Array; readonly truncated: boolean };
}

/**
 * Keeps at most about `maxBytes` of a stream: a quarter from its head, where set-up fails, the rest from its tail,
 * where the failed step ends. Memory: `maxBytes`, a chunk and two blocks, however small the chunks.
 */
export function keepEnds(maxBytes: number): EndsKeeper {
  const headBytes = Math.floor(maxBytes / 4);
  const tailBytes = maxBytes - headBytes;
  const head = createBlocks();
  const tail = createBlocks();
  let seen = 0;
  return {
    get seen() {
      return seen;
    },
    add(chunk) {
      seen += chunk.length;
      const free = headBytes - head.length;
      head.add(chunk.subarray(0, free));
      tail.add(chunk.subarray(free));
      tail.forgetAllBut(tailBytes);
    },
    finish() {
      const [begin, kept] = [head.join(), tail.join()];
      if (seen <= maxBytes) return { bytes: concat([begin, kept]), truncated: false };
      const end = kept.subarray(Math.max(0, kept.length - tailBytes));
      const cut = new TextEncoder().encode(`\n[... ${seen - begin.length - end.length} bytes cut ...]\n`);
      return { bytes: concat([begin, cut, end]), truncated: true };
    },
  };
}

/** Chunks below this are put together. */
const BLOCK_BYTES = 32 * 1024;

/** Bytes in a row of blocks, none of them small but the last: a log may come line by line. */
interface Blocks {
  readonly length: number;
  add(bytes: Uint8Array): void;
  /** Drops blocks from the front while at least so many bytes stay. */
  forgetAllBut(least: number): void;
  join(): Uint8Array;
}

function createBlocks(): Blocks {
  const blocks: Uint8Array[] = [];
  const open = new Uint8Array(BLOCK_BYTES);
  let used = 0;
  let length = 0;
  const close = () => {
    if (used > 0) blocks.push(open.slice(0, used));
    used = 0;
  };
  return {
    get length() {
      return length;
    },
    add(bytes) {
      if (used + bytes.length > BLOCK_BYTES) close();
      if (bytes.length > BLOCK_BYTES) blocks.push(bytes);
      else {
        open.set(bytes, used);
        used += bytes.length;
      }
      length += bytes.length;
    },
    forgetAllBut(least) {
      for (let first = blocks[0]; first && length - first.length >= least; first = blocks[0]) {
        blocks.shift();
        length -= first.length;
      }
    },
    join() {
      return concat([...blocks, open.subarray(0, used)]);
    },
  };
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
