import { foldCode, foldText, isDigit, SPACE } from './fold.ts';

/** Called for each occurrence: which literal, and the offset of its last code unit in the text. */
export type OnLiteral = (literal: number, end: number) => void;

/**
 * All literals of a catalog in one Aho-Corasick automaton, compiled to a table.
 *
 * Meaning: a literal occurs where its folded form stands in the folded text (see fold.ts), overlaps included;
 * a digit at its edge never matches inside a longer number.
 * Cost: one table step a code unit, whatever the number of literals, plus one call an occurrence.
 */
export interface LiteralAutomaton {
  readonly literals: readonly string[];
  scan(text: string, start: number, onLiteral: OnLiteral): void;
}

export function buildLiteralAutomaton(literals: readonly string[]): LiteralAutomaton {
  const folded = literals.map(foldText);
  const alphabet = buildAlphabet(folded);
  const trie = buildTrie(folded, alphabet);
  linkFailures(trie);
  return {
    literals,
    scan: (text, start, onLiteral) => scan({ folded, alphabet, trie }, { text, start, onLiteral }),
  };
}

/** Classes of code units: 0 for all that stand in no literal. */
interface Alphabet {
  readonly classOf: Uint8Array | Uint16Array;
  readonly size: number;
  readonly space: number;
}

interface Trie {
  /** `next[state * size + class]` is the state to go to. */
  next: Int32Array;
  states: number;
  readonly size: number;
  /** Literals that end at a state; those of shorter suffixes are found through `dictionary`. */
  readonly ends: (number[] | undefined)[];
  /** Nearest suffix state at which a literal ends, or 0. */
  readonly dictionary: number[];
}

function buildAlphabet(folded: readonly string[]): Alphabet {
  const codes = new Set<number>([SPACE]);
  for (const literal of folded) for (let i = 0; i < literal.length; i++) codes.add(literal.charCodeAt(i));
  const ordered = [...codes].sort((a, b) => a - b);
  const classes = new Map(ordered.map((code, index) => [code, index + 1]));
  const classOf = ordered.length < 255 ? new Uint8Array(0x10000) : new Uint16Array(0x10000);
  for (let code = 0; code < 0x10000; code++) classOf[code] = classes.get(foldCode(code)) ?? 0;
  return { classOf, size: ordered.length + 1, space: classes.get(SPACE) ?? 0 };
}

function buildTrie(folded: readonly string[], { classOf, size }: Alphabet): Trie {
  const capacity = 1 + folded.reduce((sum, literal) => sum + literal.length, 0);
  const trie: Trie = { next: new Int32Array(capacity * size), states: 1, size, ends: [], dictionary: [0] };
  for (const [index, literal] of folded.entries()) {
    let state = 0;
    for (let i = 0; i < literal.length; i++) {
      const slot = state * size + (classOf[literal.charCodeAt(i)] ?? 0);
      if (trie.next[slot] === 0) trie.next[slot] = trie.states++;
      state = trie.next[slot] ?? 0;
    }
    const ends = trie.ends[state];
    if (ends) ends.push(index);
    else trie.ends[state] = [index];
  }
  return trie;
}

/** Breadth first: a missing edge goes where the longest proper suffix would go. */
function linkFailures(trie: Trie): void {
  const { next, size, ends, dictionary } = trie;
  const failure = new Int32Array(trie.states);
  const queue: number[] = [];
  for (let c = 0; c < size; c++) if ((next[c] ?? 0) !== 0) queue.push(next[c] ?? 0);
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    const fail = failure[state] ?? 0;
    dictionary[state] = ends[fail] ? fail : (dictionary[fail] ?? 0);
    for (let c = 0; c < size; c++) {
      const slot = state * size + c;
      const target = next[slot] ?? 0;
      const fallback = next[fail * size + c] ?? 0;
      if (target === 0) next[slot] = fallback;
      else {
        failure[target] = fallback;
        queue.push(target);
      }
    }
  }
}

interface Machine {
  readonly folded: readonly string[];
  readonly alphabet: Alphabet;
  readonly trie: Trie;
}
interface Haystack {
  readonly text: string;
  readonly start: number;
  readonly onLiteral: OnLiteral;
}

function scan(machine: Machine, { text, start, onLiteral }: Haystack): void {
  const { classOf, size, space } = machine.alphabet;
  const { next, ends, dictionary } = machine.trie;
  let state = 0;
  let last = 0;
  for (let index = start; index < text.length; index++) {
    const symbol = classOf[text.charCodeAt(index)] ?? 0;
    if (symbol === space && last === space) continue;
    last = symbol;
    state = next[state * size + symbol] ?? 0;
    if (state === 0) continue;
    for (let end = ends[state] ? state : (dictionary[state] ?? 0); end !== 0; end = dictionary[end] ?? 0) {
      for (const literal of ends[end] ?? []) {
        if (edgesHold(machine.folded[literal] ?? '', text, index)) onLiteral(literal, index);
      }
    }
  }
}

/** False when a digit at the literal's edge stands in a longer number: `status 403` is not in `status 4031`. */
function edgesHold(literal: string, text: string, end: number): boolean {
  if (isDigit(literal.charCodeAt(literal.length - 1)) && isDigit(text.charCodeAt(end + 1))) return false;
  if (!isDigit(literal.charCodeAt(0))) return true;
  return !isDigit(text.charCodeAt(startOf(literal, text, end) - 1));
}

/** Where an occurrence begins: walked back, since a run of white space counts as one space. */
function startOf(literal: string, text: string, end: number): number {
  let index = end;
  for (let at = literal.length - 1; at > 0; at--) {
    const wasSpace = foldCode(text.charCodeAt(index)) === SPACE;
    index--;
    if (!wasSpace) continue;
    while (index > 0 && foldCode(text.charCodeAt(index)) === SPACE) index--;
  }
  return index;
}
