/**
 * The same, in the order in which they ended; what has no time comes last, and equals keep their order. Null for none.
 * The failure that ended first is the likeliest cause of the others.
 */
export function earliestFirst<T>(
  all: readonly T[],
  endOf: (one: T) => string | number | null | undefined,
): readonly [T, ...T[]] | null {
  const timed = all.map((one) => ({ one, at: timeOf(endOf(one)) }));
  const [first, ...further] = timed.sort((a, b) => a.at - b.at || 0).map(({ one }) => one);
  return first === undefined ? null : [first, ...further];
}

/** Zones differ from service to service, and even within one; 0 is how some write "not yet". */
function timeOf(end: string | number | null | undefined): number {
  if (!end) return Number.MAX_VALUE;
  const at = typeof end === 'number' ? end : Date.parse(end);
  return Number.isNaN(at) ? Number.MAX_VALUE : at;
}
