/**
 * `ECONNREFUSED` and the like, from an error or the cause that fetch wraps once; null for an error that is not
 * the network's. Looks at the form alone: an error may come from another realm, where `instanceof` fails.
 */
export function networkCodeOf(error: unknown): string | null {
  for (const one of [error, fieldOf(error, 'cause')]) {
    const code = fieldOf(one, 'code');
    if (typeof code === 'string') return code;
  }
  // fetch refuses some ports by itself, and tells so in words alone.
  if (fieldOf(error, 'message') !== 'fetch failed') return null;
  const words = fieldOf(fieldOf(error, 'cause'), 'message');
  return typeof words === 'string' ? words : 'fetch failed';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
