import { createRandom } from '../random-numbers.ts';

/** Choices that are the same for the same seed. */
export interface Dice {
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<Item>(list: readonly [Item, ...Item[]]): Item;
  /** `count` results of `make`. */
  times<Item>(count: number, make: () => Item): Item[];
  /** Letters of an alphabet. */
  word(alphabet: string, length: number): string;
}

export function createDice(seed: number): Dice {
  // Neighbouring seeds begin alike; the first numbers are thrown away.
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1));
  random();
  const int = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return {
    int,
    chance: (probability) => random() < probability,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
    times: (count, make) => Array.from({ length: count }, make),
    word: (alphabet, length) => {
      let text = '';
      for (let at = 0; at < length; at += 1) text += alphabet[int(0, alphabet.length - 1)] ?? '';
      return text;
    },
  };
}
