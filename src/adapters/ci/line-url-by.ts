import type { LineUrl } from './ci-provider.ts';

/** Addresses `…#L12` by the numbers that the page gives the log's lines; null for a line that it does not show. */
export function lineUrlBy(beforeNumber: string, numberOf: (line: number) => number | null): LineUrl {
  return (line) => {
    const number = numberOf(line);
    return number === null ? null : `${beforeNumber}${number}`;
  };
}
