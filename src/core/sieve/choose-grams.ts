import { foldedBytes } from './folded-bytes.ts';
import { countSpellings, GRAM, gramAt, keyLength, SPACE } from './gram-spellings.ts';

/** Can the literal be found by its grams? Others are seen only on lines that are read anyway. */
export function isFindable(literal: string): boolean {
  const bytes = foldedBytes(literal);
  return quietestPair(bytes, new Map()) !== null;
}

/** How many literals hold each gram: `erro` tells little, `ejso` much. */
export function countGrams(literals: readonly Uint8Array[]): ReadonlyMap<number, number> {
  const crowd = new Map<number, number>();
  for (const bytes of literals) {
    for (const gram of gramsOf(bytes)) crowd.set(gram, (crowd.get(gram) ?? 0) + 1);
  }
  return crowd;
}

function gramsOf(bytes: Uint8Array): ReadonlySet<number> {
  return new Set(Array.from({ length: Math.max(0, bytes.length - GRAM + 1) }, (_, at) => gramAt(bytes, at)));
}

/**
 * Where the two grams of a literal begin, side by side in one word, so that no run of white space can shift one
 * against the other; the rarest to meet. Null when there are none.
 */
export function quietestPair(bytes: Uint8Array, crowd: ReadonlyMap<number, number>): [number, number] | null {
  let best: [number, number] | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let from = -1; from < bytes.length; from++) {
    if (!isTelling(bytes, from) || !isTelling(bytes, from + 1)) continue;
    const score = scoreOf(bytes, from, crowd) + scoreOf(bytes, from + 1, crowd);
    if (score <= bestScore) continue;
    best = [from, from + 1];
    bestScore = score;
  }
  return best;
}

/** A gram must hold two signs of a word, and at most one sign outside of the literal. */
function isTelling(bytes: Uint8Array, from: number): boolean {
  const first = from === -1 || bytes[from] === SPACE ? from + 1 : from;
  return from + GRAM <= bytes.length + 1 && isSolid(bytes[first]) && isSolid(bytes[first + 1]);
}

function isSolid(byte: number | undefined): boolean {
  return byte !== undefined && byte !== SPACE;
}

/** English letters by how common they are in logs, the commonest first; everything else counts as rare. */
const COMMON = ' etaoinsrldcupmhgf.bv-/w:yk_"0123';
/** Words that a healthy log is full of: a literal is better known by its other letters. */
const EVERYDAY = [
  'test tests passed passing skipped expected assert session',
  'build building built compile compiling file files object source target',
  'install installed package packages module modules version download downloading complete',
  'running started finished success status error errors failed failure warning warnings found',
  'http https get post request timeout docker container image node_modules python',
].join(' ');
const EVERYDAY_GRAMS = gramsOf(new TextEncoder().encode(EVERYDAY));
const DAILY = 120;

/** What each doubling of the literals that share a gram, or of its spellings, takes off. */
const CROWDED = 16;
const AMBIGUOUS = 30;
/** What a gram gains with each byte behind it by which it is looked up: many bytes in a row are rare. */
const LONGER = 100;

function scoreOf(bytes: Uint8Array, from: number, crowd: ReadonlyMap<number, number>): number {
  let score = -AMBIGUOUS * Math.log2(countSpellings(bytes, from, GRAM));
  for (let at = from - 1; at <= from + GRAM + 1; at++) {
    const rank = COMMON.indexOf(String.fromCharCode(bytes[at] ?? 0));
    if (bytes[at] !== undefined) score += rank === -1 ? COMMON.length : rank;
  }
  score += LONGER * keyLength(bytes, from);
  if (EVERYDAY_GRAMS.has(gramAt(bytes, from))) score -= DAILY;
  return score - CROWDED * Math.log2(crowd.get(gramAt(bytes, from)) ?? 1);
}
