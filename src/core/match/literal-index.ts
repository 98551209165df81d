import { foldCode, foldText, isDigit, SPACE } from './fold.ts';

/** Called for each occurrence: which literal, and the offset of its last code unit in the text. */
export type OnLiteral = (literal: number, end: number) => void;

/**
 * All literals of a catalog, found in one pass.
 *
 * Meaning: a literal occurs where its folded form stands in the folded text (see fold.ts), overlaps included;
 * a digit at its edge never matches inside a longer number.
 * How: each literal is represented by its rarest four code units. The pass keeps the last four in one integer
 * and asks a bit table whether any literal is represented by them; only then are literals compared.
 * Cost: a few operations a code unit, whatever the number of literals, plus a comparison a candidate.
 */
export interface LiteralIndex {
  readonly literals: readonly string[];
  scan(text: string, start: number, onLiteral: OnLiteral): void;
}

export function buildLiteralIndex(literals: readonly string[]): LiteralIndex {
  const folded = literals.map(foldText);
  const table = buildTable(folded);
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
  readonly folded: readonly string[];
  /** Folded code of each code unit in one byte; those outside of ASCII share the upper half. */
  readonly byteOf: Uint8Array;
  readonly bits: Uint32Array;
  readonly byGram: ReadonlyMap<number, readonly Represented[]>;
  /** Literals shorter than a gram: compared everywhere. Lints keep them out of playbooks. */
  readonly short: readonly number[];
}

function buildTable(folded: readonly string[]): Table {
  const byteOf = buildBytes();
  const bits = new Uint32Array(2 ** (TABLE_BITS - 5));
  const byGram = new Map<number, Represented[]>();
  const short: number[] = [];
  for (const [literal, text] of folded.entries()) {
    if (text.length < GRAM) {
      if (text !== '') short.push(literal);
      continue;
    }
    const gramEnd = rarestGramEnd(text);
    const gram = gramAt(text, gramEnd, byteOf);
    const known = byGram.get(gram);
    if (known) known.push({ literal, gramEnd });
    else byGram.set(gram, [{ literal, gramEnd }]);
    const slot = hashOf(gram);
    bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31));
  }
  return { folded, byteOf, bits, byGram, short };
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
  const { byteOf, bits } = table;
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
    if (((bits[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) compare(table, haystack, { window, index });
    if (table.short.length > 0) compareShort(table, haystack, index);
  }
}

function compare(table: Table, haystack: Haystack, at: { window: number; index: number }): void {
  for (const { literal, gramEnd } of table.byGram.get(at.window) ?? []) {
    report(haystack, { text: table.folded[literal] ?? '', literal, at: gramEnd, index: at.index });
  }
}

function compareShort(table: Table, haystack: Haystack, index: number): void {
  for (const literal of table.short) {
    const text = table.folded[literal] ?? '';
    report(haystack, { text, literal, at: text.length - 1, index });
  }
}

interface Candidate {
  /** The literal, folded. */
  readonly text: string;
  readonly literal: number;
  /** The literal's code unit that stands at `index` of the haystack. */
  readonly at: number;
  readonly index: number;
}

function report({ text, start, onLiteral }: Haystack, candidate: Candidate): void {
  const first = matchLeft(text, start, candidate);
  const end = first === -1 ? -1 : matchRight(text, candidate);
  if (end === -1) return;
  const needle = candidate.text;
  if (isDigit(needle.charCodeAt(needle.length - 1)) && isDigit(text.charCodeAt(end + 1))) return;
  if (isDigit(needle.charCodeAt(0)) && isDigit(text.charCodeAt(first - 1))) return;
  onLiteral(candidate.literal, end);
}

/** Offset of the literal's first code unit, walking left from the gram; -1 when it differs. */
function matchLeft(text: string, start: number, { text: needle, at, index }: Candidate): number {
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
function matchRight(text: string, { text: needle, at, index }: Candidate): number {
  let offset = index;
  for (let unit = at + 1; unit < needle.length; unit++) {
    const wasSpace = foldCode(text.charCodeAt(offset)) === SPACE;
    offset++;
    while (wasSpace && foldCode(text.charCodeAt(offset)) === SPACE) offset++;
    if (foldCode(text.charCodeAt(offset)) !== needle.charCodeAt(unit)) return -1;
  }
  return offset;
}
