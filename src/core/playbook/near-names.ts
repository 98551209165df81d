/** Longer names are cut before they are compared: the cost is the product of the lengths. */
const MAX_LENGTH = 80;

/**
 * Names that somebody who typed `name` may have meant, nearest first, at most `limit`.
 *
 * Near: few edits apart, or sharing words (`auth-failure` finds `http-auth-failure`). Ties: alphabetical.
 */
export function nearNames(name: string, names: Iterable<string>, limit: number): readonly string[] {
  const wanted = name.trim().toLowerCase().slice(0, MAX_LENGTH);
  const scored: { name: string; score: number }[] = [];
  for (const candidate of names) {
    const score = similarity(wanted, candidate.toLowerCase().slice(0, MAX_LENGTH));
    if (score >= 0.4) scored.push({ name: candidate, score });
  }
  scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, limit).map((entry) => entry.name);
}

/** 0 (nothing in common) to 1 (equal). */
function similarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 0;
  const byEdits = 1 - editDistance(a, b) / longer;
  return Math.max(byEdits, byEdits < 1 ? 0.95 * sharedWords(a, b) : 1);
}

/** Words in common, measured against the shorter name's words. */
function sharedWords(a: string, b: string): number {
  const left = wordsOf(a);
  const right = wordsOf(b);
  const shared = [...left].filter((word) => right.has(word)).length;
  const fewest = Math.min(left.size, right.size);
  const most = Math.max(left.size, right.size);
  return fewest === 0 ? 0 : (shared / fewest) * 0.7 + (shared / most) * 0.3;
}

function wordsOf(name: string): Set<string> {
  // "http-auth_failure"
  return new Set(name.split(/[-_\s]/).filter((word) => word.length > 1));
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        cell(previous, column) + 1,
        cell(current, column - 1) + 1,
        cell(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, cell(before, column - 2) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return cell(previous, b.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
