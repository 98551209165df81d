/** An entry of a log is a line or a chunk of output; a longer one is no log. */
const maxEntryBytes = 4 * 1024 * 1024;

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Thrown for a body that is no JSON. */
export class ForeignBodyError extends Error {}

/**
 * The objects of the first array in a JSON text, one after the other, whatever the length of the whole.
 *
 * Cost: one pass over the bytes; memory of one entry and one chunk. A text that ends early gives the entries it
 * has. Throws ForeignBodyError for what is no JSON.
 */
export async function* readJsonEntries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const cutter = createEntryCutter();
  for await (const chunk of chunks) yield* cutter.cut(chunk);
}

/** Finds where entries begin and end, in strings and out of them, over the seams of chunks. */
function createEntryCutter(): { cut(chunk: Uint8Array): Generator<unknown> } {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let depth = 0;
  let place: 'before' | 'inside' | 'behind' = 'before';
  let inString = false;
  let escaped = false;
  const hold = (piece: Uint8Array) => {
    held += piece.length;
    if (held > maxEntryBytes) throw new ForeignBodyError('an entry of the log is too long');
    pieces.push(piece);
  };
  return {
    *cut(chunk) {
      let from = 0;
      for (let at = 0; at < chunk.length && place !== 'behind'; at++) {
        const byte = chunk[at];
        if (inString) {
          if (escaped) escaped = false;
          else if (byte === backslash) escaped = true;
          else if (byte === quote) inString = false;
        } else if (byte === quote) inString = true;
        else if (place === 'before') {
          if (byte === openBracket) place = 'inside';
        } else if (byte === openBrace || byte === openBracket) {
          if (depth === 0) from = at;
          depth++;
        } else if (byte === closeBrace || (byte === closeBracket && depth > 0)) {
          depth--;
          if (depth > 0) continue;
          hold(chunk.subarray(from, at + 1));
          yield parse(pieces);
          pieces = [];
          held = 0;
        } else if (byte === closeBracket) place = 'behind';
      }
      if (depth > 0) hold(chunk.subarray(from));
    },
  };
}

function parse(pieces: readonly Uint8Array[]): unknown {
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw new ForeignBodyError('the log is no JSON');
  }
}
