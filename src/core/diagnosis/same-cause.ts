import type { Analysis } from './analysis.ts';
import { culpritRequest } from './culprit-request.ts';

/**
 * True when two logs of one run show the same cause: the same fingerprint, or the same refusal of one service.
 * Two failures of which only the kind is known, such as two failed tests, are not the same.
 */
export function hasSameCause(one: Analysis, other: Analysis): boolean {
  if (one.fingerprint !== null && one.fingerprint === other.fingerprint) return true;
  const [a, b] = [one.diagnosis, other.diagnosis];
  return a !== null && b !== null && a.id === b.id && isSameRefusal(one, other);
}

function isSameRefusal(one: Analysis, other: Analysis): boolean {
  const [a, b] = [culpritRequest(one), culpritRequest(other)];
  return a !== null && b !== null && a.service !== null && a.service === b.service && a.status === b.status;
}
