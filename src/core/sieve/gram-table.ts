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

/** Log2 of the slots. What the first looks ask stays in the processor's cache. */
const SLOT_BITS = 18;
const MOST_SLOT_BITS = 22;
/** Slots for each gram: most looks must end at an empty slot. */
const ROOM = 8;
/** Slots for each key: only likely ones are looked up. */
const KEY_ROOM = 2;

/**
 * Where literals are looked up by a key: a gram, or, where a literal goes on behind it, the gram and the two or four
 * bytes behind it (`keyOfSix`, `keyOfEight`). Flat arrays throughout: they are asked at every second byte of a log.
 */
export interface GramTable {
  /** What a product with `HASH` is shifted by to give a gram's slot, a longer key's bit, and a key's slot. */
  readonly gramShift: number;
  readonly longShift: number;
  readonly keyShift: number;
  /** By a gram's slot: bit `b & 7` is set where some gram of ours falls into it and byte `b` may follow the gram. */
  readonly mayFollow: Uint8Array;
  /** A bit for each slot of grams: some gram falls into it that is a key by itself. */
  readonly isShort: Uint8Array;
  /** A bit for each slot of longer keys: some key falls into it. */
  readonly isLong: Uint8Array;
  /**
   * Open addresses, two numbers a slot: a key, and 1 + the first of its uses; 0 where the slot is empty. A key lies
   * in its slot or in one of those behind it, before an empty one.
   */
  readonly slots: Int32Array;
  /** Records of `USE` numbers, those of one key behind each other; see `Use`. */
  readonly uses: Int32Array;
  /** The literals, folded. */
  readonly bytes: readonly Uint8Array[];
}

/**
 * What a record of `GramTable.uses` holds, in this order: a literal (by index) of which a key was seen; `FROM`: which
 * byte of it is the gram's first (-1: the one before it); the four bytes behind the gram and before it as far as they
 * are known: `(text & mask) === value`, with case bits set, where the text is written plainly; 1 for a key's last.
 */
export const USE = 8;
export const FROM = 1;
export const TAIL = 2;
export const TAIL_MASK = 3;
export const HEAD = 4;
export const HEAD_MASK = 5;
export const IS_LAST = 6;

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
  const byKey = new Map<number, GramUse[]>();
  const looks: Look[] = [];
  for (const [literal, one] of bytes.entries()) {
    for (const from of quietestPair(one, crowd) ?? []) {
      for (const look of looksFor(one, from)) {
        looks.push(look);
        const known = byKey.get(look.key);
        if (known) known.push({ literal, from });
        else byKey.set(look.key, [{ literal, from }]);
      }
    }
  }
  return layOut(byKey, { bytes, looks });
}

/** One spelling of a gram, as it is looked up. */
interface Look {
  readonly gram: number;
  /** The bytes behind the gram, case bits set; null: anything may follow. */
  readonly tail: number | null;
  readonly key: number;
}

function looksFor(bytes: Uint8Array, from: number): Look[] {
  const length = keyLength(bytes, from);
  const grams = [...spellings(bytes, from, GRAM)];
  if (length === GRAM) return grams.map((gram) => ({ gram, tail: null, key: gram }));
  const keyOf = length === 2 * GRAM ? keyOfEight : keyOfSix;
  const tails = [...spellings(bytes, from + GRAM, length - GRAM)];
  return grams.flatMap((gram) => tails.map((tail) => ({ gram, tail, key: keyOf(gram, tail) })));
}

/** How many bytes a literal is looked up by: as many as can be told, the gram's among them. */
function keyLength(bytes: Uint8Array, from: number): number {
  const begin = bytes[from] === SPACE ? from + 1 : from; // see LAST_WHITE
  const isFixed = (end: number): boolean => bytes.subarray(Math.max(0, begin), end).every(hasOneSpelling);
  if (from + 2 * GRAM <= bytes.length && isFixed(from + GRAM + 2)) return 2 * GRAM;
  return from + GRAM + 2 <= bytes.length && isFixed(from + GRAM) ? GRAM + 2 : GRAM;
}

function layOut(
  byKey: ReadonlyMap<number, readonly GramUse[]>,
  { bytes, looks }: { bytes: readonly Uint8Array[]; looks: readonly Look[] },
): GramTable {
  const lists = shareLists([...byKey.values()]);
  const gramBits = slotBits(ROOM * new Set(looks.map(({ gram }) => gram)).size);
  const longBits = slotBits(ROOM * byKey.size);
  const keyBits = slotBits(KEY_ROOM * byKey.size);
  const table: GramTable = {
    gramShift: 32 - gramBits,
    longShift: 32 - longBits,
    keyShift: 32 - keyBits,
    mayFollow: new Uint8Array(2 ** gramBits),
    isShort: new Uint8Array(2 ** gramBits / 8),
    isLong: new Uint8Array(2 ** longBits / 8),
    slots: new Int32Array(2 * 2 ** keyBits),
    uses: Int32Array.from([...lists.values()].flatMap(({ uses }) => layOutUses(uses, bytes))),
    bytes,
  };
  for (const [key, uses] of byKey) placeKey(table, key, lists.get(nameOf(uses))?.first ?? 0);
  for (const look of looks) noteLook(table, look);
  return table;
}

/** Most keys are spellings of one place of a literal: they share one list of uses. */
function shareLists(
  all: readonly (readonly GramUse[])[],
): ReadonlyMap<string, { readonly uses: readonly GramUse[]; readonly first: number }> {
  const lists = new Map<string, { readonly uses: readonly GramUse[]; readonly first: number }>();
  let first = 0;
  for (const uses of all) {
    const name = nameOf(uses);
    if (lists.has(name)) continue;
    lists.set(name, { uses, first });
    first += uses.length;
  }
  return lists;
}

function nameOf(uses: readonly GramUse[]): string {
  return uses.map(({ literal, from }) => `${literal}:${from}`).join();
}

function slotBits(slots: number): number {
  return Math.min(MOST_SLOT_BITS, Math.max(SLOT_BITS, Math.ceil(Math.log2(slots + 1))));
}

function layOutUses(uses: readonly GramUse[], bytes: readonly Uint8Array[]): number[] {
  return uses.flatMap(({ literal, from }, index) => {
    const tail = knownBytes(bytes[literal] ?? EMPTY, from, 1);
    const head = knownBytes(bytes[literal] ?? EMPTY, from, -1);
    const isLast = index === uses.length - 1 ? 1 : 0;
    return [literal, from, tail.value, tail.mask, head.value, head.mask, isLast, 0];
  });
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

function placeKey({ slots, keyShift }: GramTable, key: number, firstUse: number): void {
  let slot = 2 * (Math.imul(key, HASH) >>> keyShift);
  while (slots[slot + 1] !== 0) slot = (slot + 2) & (slots.length - 1);
  slots[slot] = key;
  slots[slot + 1] = 1 + firstUse;
}

/** The key of a gram and of the two bytes behind it, all with their case bits set. */
export function keyOfSix(gram: number, tail: number): number {
  return gram ^ Math.imul(tail & TWO_BYTES, SIX_HASH);
}

/** The key of a gram and of the four bytes behind it. */
export function keyOfEight(gram: number, tail: number): number {
  return gram ^ Math.imul(tail, EIGHT_HASH);
}

const SIX_HASH = 0x85ebca6b;
const EIGHT_HASH = 0xc2b2ae35;
const TWO_BYTES = 0xffff;
const ANY = 0xff;

function noteLook(table: GramTable, { gram, tail, key }: Look): void {
  const { mayFollow, isShort, isLong } = table;
  const slot = Math.imul(gram, HASH) >>> table.gramShift;
  mayFollow[slot] = tail === null ? ANY : (mayFollow[slot] ?? 0) | (1 << (tail & 7));
  if (tail === null) setBit(isShort, slot);
  else setBit(isLong, Math.imul(key, HASH) >>> table.longShift);
}

function setBit(bits: Uint8Array, at: number): void {
  bits[at >>> 3] = (bits[at >>> 3] ?? 0) | (1 << (at & 7));
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
    for (const gram of gramsOf(bytes)) crowd.set(gram, (crowd.get(gram) ?? 0) + 1);
  }
  return crowd;
}

function gramsOf(bytes: Uint8Array): ReadonlySet<number> {
  return new Set(Array.from({ length: Math.max(0, bytes.length - GRAM + 1) }, (_, at) => gramAt(bytes, at)));
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
const CROWDED = 8;
const AMBIGUOUS = 30;
/** What a gram gains with each byte behind it by which it is looked up: many bytes in a row are rare. */
const LONGER = 100;

function scoreOf(bytes: Uint8Array, from: number, crowd: ReadonlyMap<number, number>): number {
  let score = -AMBIGUOUS * Math.log2(spellings(bytes, from, GRAM).size);
  for (let at = from - 1; at <= from + GRAM + 1; at++) {
    const rank = COMMON.indexOf(String.fromCharCode(bytes[at] ?? 0));
    if (bytes[at] !== undefined) score += rank === -1 ? COMMON.length : rank;
  }
  score += LONGER * keyLength(bytes, from);
  if (EVERYDAY_GRAMS.has(gramAt(bytes, from))) score -= DAILY;
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
