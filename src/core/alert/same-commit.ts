/** Shorter ones may belong to several commits. */
const SHORTEST = 7;

/** True when both name one commit; alerts show only its first characters. An unknown commit is nobody's. */
export function isSameCommit(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const length = Math.min(one.length, other.length);
  if (length < SHORTEST) return false;
  return one.slice(0, length).toLowerCase() === other.slice(0, length).toLowerCase();
}
