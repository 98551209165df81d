import { countGrams, quietestPair } from './choose-grams.ts';
import { foldedBytes } from './folded-bytes.ts';
import { CASE_BIT, GRAM, keyLength, spellings } from './gram-spellings.ts';

/** Grams are looked up at every second place of the text. */
export const STRIDE = 2;

/** Fibonacci hashing: the upper bits of the product are well mixed. */
export const HASH = 0x9e3779b1;

/** Log2 of the slots. What the first looks ask stays in the processor's cache. */
const LEAST_SLOT_BITS = 14;
const MOST_SLOT_BITS = 22;
/** Slots for each gram, and bits for each longer key: most looks must end at an empty one. */
const ROOM = 16;
const LONG_ROOM = 32;
/** Slots for each key: only likely ones are looked up. */
const KEY_ROOM = 1.5;

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

function layOut(
  byKey: ReadonlyMap<number, readonly GramUse[]>,
  { bytes, looks }: { bytes: readonly Uint8Array[]; looks: readonly Look[] },
): GramTable {
  const lists = shareLists([...byKey.values()]);
  const gramBits = slotBits(ROOM * new Set(looks.map(({ gram }) => gram)).size);
  const longBits = slotBits(LONG_ROOM * byKey.size);
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
  return Math.min(MOST_SLOT_BITS, Math.max(LEAST_SLOT_BITS, Math.ceil(Math.log2(slots + 1))));
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
