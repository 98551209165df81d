import { type BytePlace, mayStandAt } from './folded-bytes.ts';
import { CASE_BITS } from './gram-spellings.ts';
import {
  FROM,
  type GramTable,
  HASH,
  HEAD,
  HEAD_MASK,
  IS_LAST,
  keyOfEight,
  keyOfSix,
  STRIDE,
  TAIL,
  TAIL_MASK,
  USE,
} from './gram-table.ts';

/** Called for each place where a literal may stand: which literal, and an offset inside of it. */
export type OnPlace = (literal: number, at: number) => void;

/** A part of a buffer: `from` inclusive, `to` exclusive. Four further bytes must stand before it in the buffer, and eight behind it. */
export interface ByteRange {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** Kept apart: a look at a global costs more than the multiplication where a test runner wraps them. */
const { imul } = Math;

/**
 * Every place at which a literal of the table may stand, in the order of the text; no true one is left out.
 *
 * Cost: a few operations for every second byte, whatever the number of literals, and a comparison a candidate.
 */
export function findLiterals(table: GramTable, { bytes, from, to }: ByteRange, onPlace: OnPlace): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const places = new Int32Array(1 + Math.min(to - from, BLOCK) / STRIDE);
  const candidate = { view, bytes, onPlace, at: 0, place: { literal: EMPTY, from: 0, at: 0 } };
  for (let start = from; start < to; start += BLOCK) {
    const block = { view, from: start, to: Math.min(to, start + BLOCK), places };
    const likely = keepLonger(table, block, keepGrams(table, block));
    for (let index = 0; index < likely; index++) {
      candidate.at = places[index] ?? 0;
      confirm(table, candidate);
    }
  }
}

/** Bytes looked at before the next stage: the places found in them stay in the processor's cache. */
const BLOCK = 2 ** 15;

interface Block {
  readonly view: DataView;
  readonly from: number;
  readonly to: number;
  /** Offsets that are still likely, at the front. */
  readonly places: Int32Array;
}

/**
 * First stage: how many places hold a gram of ours, written to the front of `places`.
 * No branch depends on the text: a processor that guesses wrong at every sixth place would lose half its time.
 */
function keepGrams({ mayFollow, gramShift }: GramTable, { view, from, to, places }: Block): number {
  let count = 0;
  for (let at = from; at < to; at += STRIDE) {
    const slot = imul(view.getInt32(at, true) | CASE_BITS, HASH) >>> gramShift;
    places[count] = at;
    count += ((mayFollow[slot] ?? 0) >>> (view.getUint8(at + 4) & 7)) & 1;
  }
  return count;
}

/** Second stage: of the first `count` places, those where the text goes on as some literal does. */
function keepLonger(table: GramTable, { view, places }: Block, count: number): number {
  const { isShort, isLong, gramShift, longShift } = table;
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const at = places[index] ?? 0;
    const gram = view.getInt32(at, true) | CASE_BITS;
    const tail = view.getInt32(at + 4, true) | CASE_BITS;
    places[kept] = at;
    kept +=
      bitAt(isShort, imul(gram, HASH) >>> gramShift) |
      bitAt(isLong, imul(keyOfSix(gram, tail), HASH) >>> longShift) |
      bitAt(isLong, imul(keyOfEight(gram, tail), HASH) >>> longShift);
  }
  return kept;
}

function bitAt(bits: Uint8Array, at: number): number {
  return ((bits[at >>> 3] ?? 0) >>> (at & 7)) & 1;
}

/** A place where some literal's key stands. One object for all of them: they are too many for one each. */
interface Candidate {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly onPlace: OnPlace;
  at: number;
  /** What is compared in full. */
  readonly place: BytePlace;
}

/** Last stage: the literals that may stand at a place. */
function confirm(table: GramTable, candidate: Candidate): void {
  const { view, at } = candidate;
  const gram = view.getInt32(at, true) | CASE_BITS;
  const tail = view.getInt32(at + 4, true) | CASE_BITS;
  const six = keyOfSix(gram, tail);
  const eight = keyOfEight(gram, tail);
  const { isLong, longShift } = table;
  if (bitAt(table.isShort, imul(gram, HASH) >>> table.gramShift)) confirmKey(table, candidate, gram);
  if (bitAt(isLong, imul(six, HASH) >>> longShift)) confirmKey(table, candidate, six);
  if (bitAt(isLong, imul(eight, HASH) >>> longShift)) confirmKey(table, candidate, eight);
}

/** -1 where the key is none of ours. */
function firstUseOf({ slots, keyShift }: GramTable, key: number): number {
  let slot = 2 * (imul(key, HASH) >>> keyShift);
  while (slots[slot + 1] !== 0) {
    if (slots[slot] === key) break;
    slot = (slot + 2) & (slots.length - 1);
  }
  return (slots[slot + 1] ?? 0) - 1;
}

function confirmKey(table: GramTable, candidate: Candidate, key: number): void {
  const first = firstUseOf(table, key);
  if (first === -1) return;
  const { uses, bytes } = table;
  const { view, at, place, onPlace } = candidate;
  const tail = view.getInt32(at + 4, true) | CASE_BITS;
  const head = view.getInt32(at - 4, true) | CASE_BITS;
  let plain: boolean | null = null; // asked at most once
  for (let use = first * USE; ; use += USE) {
    const differs =
      ((tail ^ (uses[use + TAIL] ?? 0)) & (uses[use + TAIL_MASK] ?? 0)) !== 0 ||
      ((head ^ (uses[use + HEAD] ?? 0)) & (uses[use + HEAD_MASK] ?? 0)) !== 0;
    if (differs) plain ??= isPlain(view, at);
    if (!differs || plain === false) {
      const literal = uses[use] ?? 0;
      const from = uses[use + FROM] ?? 0;
      place.literal = bytes[literal] ?? EMPTY;
      place.from = from < 0 ? 0 : from;
      place.at = at + place.from - from;
      if (mayStandAt(candidate.bytes, place)) onPlace(literal, place.at);
    }
    if (uses[use + IS_LAST] !== 0) return;
  }
}

/**
 * True when the twelve bytes around a gram are ASCII without a tab, a CR or two spaces in a row: then what stands
 * beside it is written as in a literal, byte by byte.
 */
function isPlain(view: DataView, at: number): boolean {
  let odd = 0;
  for (const offset of OVERLAPPING) {
    const four = view.getInt32(at + offset, true);
    const spaces = zeroBytes(four ^ 0x20202020);
    odd |=
      (four & HIGH_BITS) |
      zeroBytes(four ^ 0x09090909) |
      zeroBytes(four ^ 0x0d0d0d0d) |
      (spaces & (spaces << 8));
  }
  return odd === 0;
}

/** Where four bytes are read so that each two neighbours are seen together. */
const OVERLAPPING = [-4, -1, 2, 4] as const;
const HIGH_BITS = 0x80808080;

/** The high bit of each byte that is zero (and perhaps of some above one: that costs an exact look). */
function zeroBytes(four: number): number {
  return (four - 0x01010101) & ~four & HIGH_BITS;
}

const EMPTY = new Uint8Array();
