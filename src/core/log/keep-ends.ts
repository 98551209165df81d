/** Bytes of a stream: all of them, or its head and its tail with a line between that tells of the cut. */
export interface EndsKeeper {
  add(chunk: Uint8Array): void;
  /** Bytes that were added so far. */
  readonly seen: number;
  finish(): { readonly bytes: Uint8Array; readonly truncated: boolean };
}

/**
 * Keeps at most about `maxBytes` of a stream: a quarter from its head, where set-up fails, the rest from its tail,
 * where the failed step ends. Memory: `maxBytes` and one chunk.
 */
export function keepEnds(maxBytes: number): EndsKeeper {
  const headBytes = Math.floor(maxBytes / 4);
  const tailBytes = maxBytes - headBytes;
  const head: Uint8Array[] = [];
  const tail: Uint8Array[] = [];
  let inHead = 0;
  let inTail = 0;
  let seen = 0;
  return {
    get seen() {
      return seen;
    },
    add(chunk) {
      seen += chunk.length;
      const free = Math.min(chunk.length, headBytes - inHead);
      if (free > 0) head.push(chunk.subarray(0, free));
      inHead += Math.max(free, 0);
      const rest = chunk.subarray(Math.max(free, 0));
      if (rest.length > 0) tail.push(rest);
      inTail += rest.length;
      for (let first = tail[0]; first && inTail - first.length >= tailBytes; first = tail[0]) {
        tail.shift();
        inTail -= first.length;
      }
    },
    finish() {
      const kept = concat(tail);
      if (seen <= maxBytes) return { bytes: concat([...head, kept]), truncated: false };
      const end = kept.subarray(Math.max(0, kept.length - tailBytes));
      const cut = new TextEncoder().encode(`\n[... ${seen - inHead - end.length} bytes cut ...]\n`);
      return { bytes: concat([...head, cut, end]), truncated: true };
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
