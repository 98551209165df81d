import type { Dice } from './dice.ts';
import { hostileText } from './hostile-text.ts';

/** A text with a few places cut, doubled, swapped or filled with something hostile. */
export function mutateText(dice: Dice, text: string): string {
  let mutated = text;
  for (const _ of dice.times(dice.int(1, 4), () => null)) mutated = mutateOnce(dice, mutated);
  return mutated;
}

function mutateOnce(dice: Dice, text: string): string {
  const from = dice.int(0, text.length);
  const to = Math.min(text.length, from + dice.int(0, 60));
  const middle = text.slice(from, to);
  const put = dice.pick<() => string>([
    () => '',
    () => middle.repeat(dice.int(2, 20)),
    () => hostileText(dice),
    () => [...middle].reverse().join(''),
    () => middle.toUpperCase(),
    () => String.fromCharCode(dice.int(0, 0xffff)).repeat(dice.int(1, 8)),
    () =>
      dice
        .pick(['a', '(', '[', '{', ' ', '\n', ': ', '- ', '"', "'", '|', '&', '*'])
        .repeat(dice.chance(0.02) ? 3000 : dice.int(1, 40)),
  ])();
  return text.slice(0, from) + put + text.slice(to);
}

/** A JSON value with one or a few of its parts swapped for something that does not belong there. */
export function mutateJson(dice: Dice, value: unknown, share: number): unknown {
  if (dice.chance(share)) return strayValue(dice);
  if (Array.isArray(value)) return value.map((one: unknown) => mutateJson(dice, one, share));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(() => !dice.chance(share / 2))
    .map(([key, one]) => [key, mutateJson(dice, one, share)]);
  return Object.fromEntries(entries);
}

function strayValue(dice: Dice): unknown {
  return dice.pick<() => unknown>([
    () => null,
    () => dice.int(-1, 2 ** 31),
    () => Number.MAX_VALUE,
    () => true,
    () => '',
    () => hostileText(dice),
    () => [],
    () => ({}),
    () => [[[[null]]]],
    () =>
      JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}') as unknown,
    () => 'x'.repeat(dice.int(1, 5_000)),
  ])();
}
