import type { SummaryLine } from './summary-request.ts';

/** A word that may be a secret of a kind we don't know, with its line. Never the word itself. */
export interface Unclassified {
  readonly line: number;
  readonly length: number;
}

// kX9vQ2mLr7TzWb4NcY1p   (long, and of one piece)
const PIECE = /[A-Za-z0-9+/_=-]{20,}/g;
// 5d41402abc4b2a76b9719d911017c592   ·   6f9619ff-8b86-d011-b42d-00c04fc964ff   ·   20240501103000123456789
const DIGEST = /^(?:[0-9a-f-]{20,}|[0-9A-F-]{20,}|\d+)$/;
// eslint-plugin-react-hooks   ·   src/app/main_window   ·   SOME_LONG_NAME_2   ·   --max-old-space-size=4096
const NAMES = /^[-_/+=]*(?:[A-Za-z]+\d{0,5}[-_/+=]+){0,40}[A-Za-z]*\d{0,5}[-_/+=]*$/;
// sha512-... and sha256:... of lock files and images are no secrets
const HASH_BEFORE = /(?:sha\d{1,3}[-:=]|h1:|integrity )$/;
const ENOUGH_BITS = 3.5;

/**
 * The long irregular words that redaction left standing and that are no digest, id, path or name: it could not say
 * what they are. In strict mode a log with one of them is not sent anywhere. Cost: one pass over the excerpt.
 */
export function findUnclassified(excerpt: readonly SummaryLine[]): readonly Unclassified[] {
  const found: Unclassified[] = [];
  for (const { line, text } of excerpt) {
    for (const { 0: word, index } of text.matchAll(PIECE)) {
      if (!isIrregular(word) || HASH_BEFORE.test(text.slice(Math.max(0, index - 12), index))) continue;
      found.push({ line, length: word.length });
    }
  }
  return found;
}

function isIrregular(word: string): boolean {
  if (DIGEST.test(word) || NAMES.test(word)) return false;
  return /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word) && entropyOf(word) >= ENOUGH_BITS;
}

/** Bits a character. */
function entropyOf(word: string): number {
  const counts = new Map<string, number>();
  for (const letter of word) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / word.length) * Math.log2(count / word.length);
  return bits;
}
