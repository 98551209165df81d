import { foldedBytes } from './folded-bytes.ts';

/** Four bytes at a time are looked up ... */
const GRAM = 4;
/** ... at every second place of the text. */
export const STRIDE = 2;

/** Upper and lower case letters differ in one bit; setting it in every byte folds them (and a few signs) alike. */
export const CASE_BITS = 0x20202020;
const CASE_BIT = 0x20;

/** Fibonacci hashing: the upper bits of the product are well mixed. */
export const HASH = 0x9e3779b1;

/** Log2 of the slots. The slots of a catalog's grams, and of the first look, stay in the processor's cache. */
const SLOT_BITS = 18;
const MOST_SLOT_BITS = 22;
/** Slots for each gram: most looks must end at an empty slot. */
const ROOM = 8;

/**
 * A hash table with open addresses: a gram lies in its slot or in one of those behind it, before an empty one.
 * Flat arrays throughout: it is asked at every second byte of a log.
 */
export interface GramTable {
  /** What a product with `HASH` is shifted by to give a slot. */
  readonly shift: number;
  /** By slot: bit `b & 7` is set where some gram of ours falls into the slot and byte `b` may follow it. */
  readonly mayFollow: Uint8Array;
  /** By slot: 1 where some gram of ours may be followed by anything. */
  readonly mayEnd: Uint8Array;
  /** By slot of a gram and the two bytes behind it (`longHash`): 1 where some literal of ours goes on so. */
  readonly goesOn: Uint8Array;
  /** By slot: a group's number, or 0. */
  readonly groupOf: Int32Array;
  /** By group: its gram, and where its uses begin; they end where the next group's begin. */
  readonly grams: Int32Array;
  readonly firstUse: Int32Array;
  readonly uses: GramUses;
  /** The literals, folded. */
  readonly bytes: readonly Uint8Array[];
}

/** Literals of which a gram was seen. */
interface GramUses {
  readonly literal: Int32Array;
  /** Which byte of the literal is the gram's first; -1: the one before it. */
  readonly from: Int16Array;
  /**
   * The four bytes behind the gram and before it, as far as they are known: `(text & mask) === value`, with case
   * bits set, where the text is written plainly (see `isPlain`).
   */
  readonly tail: Int32Array;
  readonly tailMask: Int32Array;
  readonly head: Int32Array;
  readonly headMask: Int32Array;
}

interface GramUse {
  readonly literal: number;
  readonly from: number;
}

/**
 * Two neighbouring grams of each literal, so that one of them is seen whichever of two places the text is
 * looked at: those that fewest literals share and that hold the rarest letters.
 * Literals in which no two neighbours can be told are left out: see `isFindable`.
 */
export function buildGramTable(literals: readonly string[]): GramTable {
  const bytes = literals.map(foldedBytes);
  const crowd = countGrams(bytes);
  const byGram = new Map<number, GramUse[]>();
  for (const [literal, one] of bytes.entries()) {
    for (const from of quietestPair(one, crowd) ?? []) {
      for (const gram of spellings(one, from, GRAM)) {
        const known = byGram.get(gram);
        if (known) known.push({ literal, from });
        else byGram.set(gram, [{ literal, from }]);
      }
    }
  }
  return layOut(byGram, bytes);
}

function layOut(byGram: ReadonlyMap<number, readonly GramUse[]>, bytes: readonly Uint8Array[]): GramTable {
  const wanted = Math.ceil(Math.log2(ROOM * (byGram.size + 1)));
  const slotBits = Math.min(MOST_SLOT_BITS, Math.max(SLOT_BITS, wanted));
  const all = [...byGram.values()].flat();
  const table: GramTable = {
    shift: 32 - slotBits,
    mayFollow: new Uint8Array(2 ** slotBits),
    mayEnd: new Uint8Array(2 ** slotBits),
    goesOn: new Uint8Array(2 ** slotBits),
    groupOf: new Int32Array(2 ** slotBits),
    grams: Int32Array.of(0, ...byGram.keys()),
    firstUse: new Int32Array(byGram.size + 2),
    uses: layOutUses(all, bytes),
    bytes,
  };
  let group = 0;
  let first = 0;
  for (const [gram, uses] of byGram) {
    group++;
    table.firstUse[group] = first;
    first += uses.length;
    table.firstUse[group + 1] = first;
    placeGroup(table, group, gram);
    noteFollowers(table, gram, { uses, bytes });
  }
  return table;
}

function layOutUses(uses: readonly GramUse[], bytes: readonly Uint8Array[]): GramUses {
  const tails = uses.map(({ literal, from }) => knownBytes(bytes[literal] ?? EMPTY, from, 1));
  const heads = uses.map(({ literal, from }) => knownBytes(bytes[literal] ?? EMPTY, from, -1));
  return {
    literal: Int32Array.from(uses, ({ literal }) => literal),
    from: Int16Array.from(uses, ({ from }) => from),
    tail: Int32Array.from(tails, ({ value }) => value),
    tailMask: Int32Array.from(tails, ({ mask }) => mask),
    head: Int32Array.from(heads, ({ value }) => value),
    headMask: Int32Array.from(heads, ({ mask }) => mask),
  };
}

const EMPTY = new Uint8Array();

/** The four bytes of a literal behind a gram, or before it. */
function knownBytes(bytes: Uint8Array, from: number, way: 1 | -1): { value: number; mask: number } {
  let value = 0;
  let mask = 0;
  for (let step = 0; step < GRAM; step++) {
    const byte = bytes[way === 1 ? from + GRAM + step : from - 1 - step];
    if (byte === undefined) break;
    const shift = 8 * (way === 1 ? step : GRAM - 1 - step);
    value |= (byte | CASE_BIT) << shift;
    mask |= 0xff << shift;
  }
  return { value, mask };
}

function hasOneSpelling(byte: number): boolean {
  return continuations(byte).length === 1;
}

function placeGroup({ groupOf, shift }: GramTable, group: number, gram: number): void {
  let slot = Math.imul(gram, HASH) >>> shift;
  while (groupOf[slot] !== 0) slot = (slot + 1) & (groupOf.length - 1);
  groupOf[slot] = group;
}

/** Hash of a gram and of the two bytes behind it, all with their case bits set. */
export function longHash(gram: number, tail: number): number {
  return Math.imul(gram ^ Math.imul(tail & TWO_BYTES, LONG_HASH), HASH);
}

const LONG_HASH = 0x85ebca6b;
const TWO_BYTES = 0xffff;
const ANY = 0xff;

function noteFollowers(
  { mayFollow, mayEnd, goesOn, shift }: GramTable,
  gram: number,
  { uses, bytes }: { uses: readonly GramUse[]; bytes: readonly Uint8Array[] },
): void {
  const slot = Math.imul(gram, HASH) >>> shift;
  for (const { literal, from } of uses) {
    const tails = tailsOf(bytes[literal] ?? EMPTY, from);
    if (tails === null) {
      mayEnd[slot] = 1;
      mayFollow[slot] = ANY;
    }
    for (const tail of tails ?? []) {
      mayFollow[slot] = (mayFollow[slot] ?? 0) | (1 << (tail & 7));
      goesOn[longHash(gram, tail) >>> shift] = 1;
    }
  }
}

/** The two bytes behind a gram in every spelling; null where they are not known. */
function tailsOf(bytes: Uint8Array, from: number): readonly number[] | null {
  const gram = bytes.subarray(Math.max(0, from), from + GRAM);
  if (from + GRAM + 2 > bytes.length || !gram.every(hasOneSpelling)) return null;
  return [...spellings(bytes, from + GRAM, 2)];
}

/** Can the literal be found by its grams? Others are seen only on lines that are read anyway. */
export function isFindable(literal: string): boolean {
  const bytes = foldedBytes(literal);
  return quietestPair(bytes, new Map()) !== null;
}

/** How many literals hold each gram: `erro` tells little, `ejso` much. */
function countGrams(literals: readonly Uint8Array[]): ReadonlyMap<number, number> {
  const crowd = new Map<number, number>();
  for (const bytes of literals) {
    for (let at = 0; at + GRAM <= bytes.length; at++) {
      const gram = gramAt(bytes, at);
      crowd.set(gram, (crowd.get(gram) ?? 0) + 1);
    }
  }
  return crowd;
}

function gramAt(bytes: Uint8Array, at: number): number {
  let gram = 0;
  for (let index = 0; index < GRAM; index++) gram |= ((bytes[at + index] ?? 0) | CASE_BIT) << (8 * index);
  return gram;
}

/**
 * Where the two grams of a literal begin, side by side in one word, so that no run of white space can shift one
 * against the other; the rarest to meet. Null when there are none.
 */
function quietestPair(bytes: Uint8Array, crowd: ReadonlyMap<number, number>): [number, number] | null {
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

const SPACE = 0x20;

function isSolid(byte: number | undefined): boolean {
  return byte !== undefined && byte !== SPACE;
}

/** English letters by how common they are in logs, the commonest first; everything else counts as rare. */
const COMMON = ' etaoinsrldcupmhgf.bv-/w:yk_"0123';
/** What each doubling of the literals that share a gram, or of its spellings, takes off. */
const CROWDED = 8;
const AMBIGUOUS = 12;
/** What a gram gains that is looked up with the two bytes behind it: six bytes in a row are rare. */
const LONG = 60;

function scoreOf(bytes: Uint8Array, from: number, crowd: ReadonlyMap<number, number>): number {
  let score = -AMBIGUOUS * Math.log2(spellings(bytes, from, GRAM).size);
  for (let at = from - 1; at <= from + GRAM + 1; at++) {
    const rank = COMMON.indexOf(String.fromCharCode(bytes[at] ?? 0));
    if (bytes[at] !== undefined) score += rank === -1 ? COMMON.length : rank;
  }
  if (tailsOf(bytes, from) !== null) score += LONG;
  return score - CROWDED * Math.log2(crowd.get(gramAt(bytes, from)) ?? 1);
}

/** Every value a byte can have once its case bit is set. */
const ANY_BYTE = Array.from({ length: 0x80 }, (_, low) => [((low & 0x60) << 1) | CASE_BIT | (low & 0x1f)]);

/** The `length` bytes that begin at `from`, in every spelling a log may have; case bits are set in all four bytes. */
function spellings(bytes: Uint8Array, from: number, length: number): Set<number> {
  let open: number[][] = [[]];
  const grams = new Set<number>();
  for (let at = from; open.length > 0; at++) {
    const isLastOfRun = at === from && length === GRAM && bytes[at] === SPACE;
    const ways = isLastOfRun ? LAST_WHITE : continuations(bytes[at]);
    const grown = open.flatMap((head) => ways.map((tail) => [...head, ...tail]));
    for (const each of grown)
      if (each.length >= length) grams.add(gramAt(Uint8Array.from(each.slice(0, length)), 0));
    open = grown.filter((each) => each.length < length);
  }
  return grams;
}

/** A gram that begins with white space begins with the last of it: space, tab, CR, the end of a no-break space. */
const LAST_WHITE = [[0x20], [0x09], [0x0d], [0xa0]];
const WHITE = [0x20, 0x09, 0x0d];
/** One or two white signs in any mix; a no-break space. */
const WHITE_RUNS: readonly (readonly number[])[] = [
  ...WHITE.map((one) => [one]),
  ...WHITE.flatMap((one) => WHITE.map((other) => [one, other])),
  [0xc2, 0xa0],
];
const SINGLE_QUOTES = [[0x27], [0xe2, 0x80, 0x98], [0xe2, 0x80, 0x99]];
const DOUBLE_QUOTES = [[0x22], [0xe2, 0x80, 0x9c], [0xe2, 0x80, 0x9d]];

/** How a log may write a literal's byte; outside of the literal anything may stand. */
function continuations(byte: number | undefined): readonly (readonly number[])[] {
  if (byte === undefined) return ANY_BYTE;
  if (byte === SPACE) return WHITE_RUNS;
  if (byte === 0x27) return SINGLE_QUOTES;
  return byte === 0x22 ? DOUBLE_QUOTES : [[byte]];
}
