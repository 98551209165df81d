const lineFeed = 0x0a;

/** A log's lines without their LF, one character a byte. */
export function* linesOf(bytes: Uint8Array): Generator<string> {
  const log = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0; from < log.length; ) {
    const feed = log.indexOf(lineFeed, from);
    const end = feed === -1 ? log.length : feed;
    yield log.toString('latin1', from, end);
    from = end + 1;
  }
}
