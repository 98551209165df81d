/**
 * The meaning of "a literal occurs on a line", written down in the slowest and plainest way: fold both, look at
 * every offset, check the digits at the edges. The index must agree with it.
 */
export function naiveOccurrences(literals: readonly string[], text: string): Set<string> {
  const found = new Set<string>();
  const haystack = foldNaively(text);
  for (const literal of literals) {
    const needle = foldNaively(literal).trim();
    for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) {
      const before = haystack[at - 1] ?? '';
      const after = haystack[at + needle.length] ?? '';
      const cutLeft = /^\d/.test(needle) && /\d/.test(before);
      const cutRight = /\d$/.test(needle) && /\d/.test(after);
      if (!cutLeft && !cutRight) found.add(literal);
    }
  }
  return found;
}

function foldNaively(text: string): string {
  return text
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[ \t\r\u00a0]+/g, ' ');
}
