import { linesOf } from './lines-of.ts';

/**
 * Numbers of a log's lines on a page that leaves some out; `isShown` is asked once for each line, in their order.
 *
 * Cost: nothing before the first question, then one pass over the bytes.
 */
export function numberShownLines(
  bytes: Uint8Array,
  isShown: (line: string) => boolean,
): (line: number) => number | null {
  let numbers: readonly (number | null)[] | null = null;
  return (line) => {
    numbers ??= numberLines(bytes, isShown);
    return numbers[line - 1] ?? null;
  };
}

function numberLines(bytes: Uint8Array, isShown: (line: string) => boolean): readonly (number | null)[] {
  const numbers: (number | null)[] = [];
  let last = 0;
  for (const line of linesOf(bytes)) numbers.push(isShown(line) ? ++last : null);
  return numbers;
}
