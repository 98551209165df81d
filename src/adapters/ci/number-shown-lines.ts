const lineFeed = 0x0a;

/**
 * Numbers of a log's lines on a page that does not show each LF-ended line as one: `shown` tells how many of the
 * page's lines a line becomes. A line that is several there has the number of the last, one that is none has null.
 *
 * Cost: nothing before the first question, then one pass over the bytes.
 */
export function numberShownLines(
  bytes: Uint8Array,
  shown: (line: string) => number,
): (line: number) => number | null {
  let numbers: readonly (number | null)[] | null = null;
  return (line) => {
    numbers ??= countLines(bytes, shown);
    return numbers[line - 1] ?? null;
  };
}

function countLines(bytes: Uint8Array, shown: (line: string) => number): readonly (number | null)[] {
  const log = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers: (number | null)[] = [];
  let last = 0;
  for (let from = 0; from < log.length; ) {
    const feed = log.indexOf(lineFeed, from);
    const end = feed === -1 ? log.length : feed;
    const count = shown(log.toString('latin1', from, end));
    last += count;
    numbers.push(count === 0 ? null : last);
    from = end + 1;
  }
  return numbers;
}
