import { foldCode, isDigit, SPACE } from './fold.ts';

/** A text to find, folded. `wholeNumbers`: a digit at its edge must not stand in a longer number. */
export interface IndexedLiteral {
  readonly text: string;
  readonly wholeNumbers: boolean;
}

/** Called for each occurrence: which literal, and the offset of its last code unit in the text. */
export type OnLiteral = (literal: number, end: number) => void;

/**
 * All literals of a catalog, found in one pass.
 *
 * Meaning: a literal occurs where it stands in the folded text (see fold.ts), overlaps included; with
 * `wholeNumbers` a digit at its edge never matches inside a longer number.
 * How: each literal is represented by its rarest four code units. The pass keeps the last four in one integer
 * and asks a bit table whether any literal is represented by them; only then are literals compared.
 * Cost: a few operations a code unit, whatever the number of literals, plus a comparison a candidate.
 */
export interface LiteralIndex {
  readonly literals: readonly IndexedLiteral[];
  scan(text: string, start: number, onLiteral: OnLiteral): void;
}

export function buildLiteralIndex(literals: readonly IndexedLiteral[]): LiteralIndex {
  const table = buildTable(literals);
  return { literals, scan: (text, start, onLiteral) => scan(table, { text, start, onLiteral }) };
}

/** Kept apart: a look at a global costs more than the multiplication where a test runner wraps them. */
const { imul } = Math;

const GRAM = 4;
/** Log2 of the bit table's size: 2^20 bits (128 KiB) stay in the processor's cache. */
const TABLE_BITS = 20;

/** A literal, and which of its code units the gram that represents it ends at. */
interface Represented {
  readonly literal: number;
  readonly gramEnd: number;
}

interface Table {
  readonly literals: readonly IndexedLiteral[];
  /** Folded code of each code unit in one byte; those outside of ASCII share the upper half. */
  readonly byteOf: Uint8Array;
  readonly bits: Uint32Array;
  readonly byGram: ReadonlyMap<number, readonly Represented[]>;
  /** Literals shorter than a gram that hold a sign outside of ASCII (`● `): compared where it stands. */
  readonly bySign: ReadonlyMap<number, readonly Represented[]>;
  /** Other literals shorter than a gram, by their last byte. Lints keep them out of playbooks. */
  readonly byLast: readonly (readonly Represented[] | undefined)[];
}

function buildTable(literals: readonly IndexedLiteral[]): Table {
  const byteOf = buildBytes();
  const bits = new Uint32Array(2 ** (TABLE_BITS - 5));
  const byGram = new Map<number, Represented[]>();
  const bySign = new Map<number, Represented[]>();
  const byLast = new Map<number, Represented[]>();
  for (const [literal, { text }] of literals.entries()) {
    const sign = text.length < GRAM ? [...text].findIndex((char) => char > SIGNS_AFTER) : -1;
    if (text.length >= GRAM) {
      const gramEnd = rarestGramEnd(text);
      const gram = gramAt(text, gramEnd, byteOf);
      append(byGram, gram, { literal, gramEnd });
      const slot = hashOf(gram);
      bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31));
    } else if (sign !== -1) append(bySign, text.charCodeAt(sign), { literal, gramEnd: sign });
    else if (text !== '')
      append(byLast, text.charCodeAt(text.length - 1), { literal, gramEnd: text.length - 1 });
  }
  const byLastByte = Array.from({ length: 0x100 }, (_, byte) => byLast.get(byte));
  return { literals, byteOf, bits, byGram, bySign, byLast: byLastByte };
}

/** The last of ASCII. */
const SIGNS_AFTER = '\u007f';

function append(lists: Map<number, Represented[]>, key: number, one: Represented): void {
  const known = lists.get(key);
  if (known) known.push(one);
  else lists.set(key, [one]);
}

function buildBytes(): Uint8Array {
  const byteOf = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const code = foldCode(unit);
    byteOf[unit] = code < 0x80 ? code : 0x80 | (code & 0x7f);
  }
  return byteOf;
}

/** Fibonacci hashing: the upper bits of the product are well mixed. */
function hashOf(gram: number): number {
  return imul(gram, 0x9e3779b1) >>> (32 - TABLE_BITS);
}

function gramAt(text: string, end: number, byteOf: Uint8Array): number {
  let gram = 0;
  for (let at = end - GRAM + 1; at <= end; at++) gram = (gram << 8) | (byteOf[text.charCodeAt(at)] ?? 0);
  return gram;
}

/** English letters by how common they are in logs, the commonest first; everything else counts as rare. */
const COMMON = ' etaoinsrldcupmhgf.bv-/w:yk_"';

function rarestGramEnd(text: string): number {
  let best = GRAM - 1;
  let bestRarity = -1;
  for (let end = GRAM - 1; end < text.length; end++) {
    let rarity = 0;
    for (let at = end - GRAM + 1; at <= end; at++) {
      const rank = COMMON.indexOf(text[at] ?? '');
      rarity += rank === -1 ? COMMON.length : rank;
    }
    if (rarity > bestRarity) {
      best = end;
      bestRarity = rarity;
    }
  }
  return best;
}

interface Haystack {
  readonly text: string;
  readonly start: number;
  readonly onLiteral: OnLiteral;
}

function scan(table: Table, haystack: Haystack): void {
  const { byteOf, bits, byLast } = table;
  const { text, start } = haystack;
  const { length } = text;
  let window = 0;
  let last = 0;
  for (let index = start; index < length; index++) {
    const byte = byteOf[text.charCodeAt(index)] ?? 0;
    if (byte === SPACE && last === SPACE) continue;
    last = byte;
    window = (window << 8) | byte;
    const slot = imul(window, 0x9e3779b1) >>> (32 - TABLE_BITS);
    if (((bits[slot >>> 5] ?? 0) >>> (slot & 31)) & 1)
      compare(table, haystack, { among: table.byGram.get(window), index });
    if (byte > 0x7f) compare(table, haystack, { among: table.bySign.get(text.charCodeAt(index)), index });
    if (byLast[byte]) compare(table, haystack, { among: byLast[byte], index });
  }
}

interface Candidates {
  readonly among: readonly Represented[] | undefined;
  readonly index: number;
}

function compare(table: Table, haystack: Haystack, { among, index }: Candidates): void {
  for (const { literal, gramEnd } of among ?? []) report(table, haystack, { literal, at: gramEnd, index });
}

interface Candidate {
  readonly literal: number;
  /** The literal's code unit that stands at `index` of the haystack. */
  readonly at: number;
  readonly index: number;
}

function report(table: Table, { text, start, onLiteral }: Haystack, candidate: Candidate): void {
  const literal = table.literals[candidate.literal];
  if (!literal) return;
  const needle = literal.text;
  const first = matchLeft(text, start, { needle, ...candidate });
  const end = first === -1 ? -1 : matchRight(text, { needle, ...candidate });
  if (end === -1) return;
  if (literal.wholeNumbers && cutsNumber(needle, text, { first, end })) return;
  onLiteral(candidate.literal, end);
}

function cutsNumber(needle: string, text: string, { first, end }: { first: number; end: number }): boolean {
  if (isDigit(needle.charCodeAt(needle.length - 1)) && isDigit(text.charCodeAt(end + 1))) return true;
  return isDigit(needle.charCodeAt(0)) && isDigit(text.charCodeAt(first - 1));
}

interface Needle extends Candidate {
  readonly needle: string;
}

/** Offset of the literal's first code unit, walking left from the gram; -1 when it differs. */
function matchLeft(text: string, start: number, { needle, at, index }: Needle): number {
  let offset = index;
  for (let unit = at; ; unit--) {
    const code = foldCode(text.charCodeAt(offset));
    if (code !== needle.charCodeAt(unit)) return -1;
    if (code === SPACE) while (offset > start && foldCode(text.charCodeAt(offset - 1)) === SPACE) offset--;
    if (unit === 0) return offset;
    offset--;
    if (offset < start) return -1;
  }
}

/** Offset of the literal's last code unit, walking right from the gram; -1 when it differs. */
function matchRight(text: string, { needle, at, index }: Needle): number {
  let offset = index;
  for (let unit = at + 1; unit < needle.length; unit++) {
    const wasSpace = foldCode(text.charCodeAt(offset)) === SPACE;
    offset++;
    while (wasSpace && foldCode(text.charCodeAt(offset)) === SPACE) offset++;
    if (foldCode(text.charCodeAt(offset)) !== needle.charCodeAt(unit)) return -1;
  }
  return offset;
}
