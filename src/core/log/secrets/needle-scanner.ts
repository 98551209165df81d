/** Finds which of several lists of literals have a member in a text; null when none has. */
export type NeedleScanner = (text: string) => readonly number[] | null;

const ASCII = 128;

/**
 * A scanner over lists of ASCII literals, upper and lower case alike. It answers with the positions of the
 * lists in ascending order.
 *
 * Cost: one table look-up a character, whatever the number of literals (Aho and Corasick's automaton, all
 * transitions filled in).
 */
export function createNeedleScanner(lists: readonly (readonly string[])[]): NeedleScanner {
  const { classes, width } = characterClasses(lists.flat());
  const trie = buildTrie(lists, classes, width);
  const { table, outputs } = fillTransitions(trie, width);
  return (text) => {
    let state = 0;
    let found: Set<number> | null = null;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      state = code < ASCII ? (table[state * width + (classes[code] ?? 0)] ?? 0) : 0;
      const output = outputs[state];
      if (output === undefined) continue;
      found ??= new Set();
      for (const list of output) found.add(list);
    }
    return found === null ? null : [...found].sort((a, b) => a - b);
  };
}

/** Class 0 is every character that stands in no literal. */
function characterClasses(literals: readonly string[]): { classes: Uint8Array; width: number } {
  const classes = new Uint8Array(ASCII);
  let width = 1;
  for (const literal of literals) {
    for (const character of literal.toLowerCase()) {
      const code = character.charCodeAt(0);
      if (classes[code] !== 0) continue;
      classes[code] = width;
      classes[character.toUpperCase().charCodeAt(0)] = width;
      width += 1;
    }
  }
  return { classes, width };
}

interface Trie {
  /** By state, then class: the next state, or 0. */
  readonly next: number[][];
  readonly outputs: (number[] | undefined)[];
}

function buildTrie(lists: readonly (readonly string[])[], classes: Uint8Array, width: number): Trie {
  const trie: Trie = { next: [new Array<number>(width).fill(0)], outputs: [undefined] };
  for (const [list, literals] of lists.entries()) {
    for (const literal of literals) {
      const state = insert(trie, literal, { classes, width });
      trie.outputs[state] = [...(trie.outputs[state] ?? []), list];
    }
  }
  return trie;
}

function insert(trie: Trie, literal: string, alphabet: { classes: Uint8Array; width: number }): number {
  let state = 0;
  for (const character of literal) {
    const row = trie.next[state] ?? [];
    const symbol = alphabet.classes[character.charCodeAt(0)] ?? 0;
    let following = row[symbol] ?? 0;
    if (following === 0) {
      following = trie.next.push(new Array<number>(alphabet.width).fill(0)) - 1;
      trie.outputs.push(undefined);
      row[symbol] = following;
    }
    state = following;
  }
  return state;
}

/** Breadth first: a missing transition goes where the longest proper suffix goes. */
function fillTransitions(
  trie: Trie,
  width: number,
): { table: Uint16Array; outputs: readonly (readonly number[] | undefined)[] } {
  const table = new Uint16Array(trie.next.length * width);
  const fallback = new Uint16Array(trie.next.length);
  const queue = [0];
  for (const state of queue) {
    const shorter = fallback[state] ?? 0;
    const inherited = state === 0 ? undefined : trie.outputs[shorter];
    if (inherited) trie.outputs[state] = [...(trie.outputs[state] ?? []), ...inherited];
    for (let symbol = 1; symbol < width; symbol += 1) {
      const child = trie.next[state]?.[symbol] ?? 0;
      const other = state === 0 ? 0 : (table[shorter * width + symbol] ?? 0);
      table[state * width + symbol] = child === 0 ? other : child;
      if (child === 0) continue;
      fallback[child] = other;
      queue.push(child);
    }
  }
  return { table, outputs: trie.outputs };
}
