import type { RedactedLog } from '../log/redacted-log.ts';
import { murmurHash128 } from './murmur-hash.ts';

/** The same lines, the same digest; blank lines and indentation do not count. Cost: one pass. */
export function digestOf({ lines }: Pick<RedactedLog, 'lines'>): string {
  const words = lines.map(({ text }) => text.trim()).filter((text) => text !== '');
  return murmurHash128(new TextEncoder().encode(words.join('\n')));
}
