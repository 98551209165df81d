/**
 * Text of a log's bytes. UTF-8 unless a byte order mark says UTF-16; invalid bytes become U+FFFD.
 * Never throws. Cost: one pass.
 */
export function decodeLog(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
