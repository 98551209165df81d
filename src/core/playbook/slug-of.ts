const MAX_WORDS = 5;
const MAX_CHARS = 60;

// matches: the words of "error TS2345: Argument"
const WORD = /[A-Za-z][A-Za-z0-9]{1,30}/g;

/** The first words of a line as an id, `error-ts2345-argument`; null when it has no words. */
export function slugOf(line: string): string | null {
  const words = (line.slice(0, 400).match(WORD) ?? []).slice(0, MAX_WORDS);
  const slug = words.join('-').toLowerCase().slice(0, MAX_CHARS).replace(/-$/, '');
  return slug === '' ? null : slug;
}
