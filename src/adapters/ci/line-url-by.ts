import type { LineUrl } from './ci-provider.ts';

/** Addresses `PAGE#L12` by the numbers that the page gives the log's lines; null for a line that it does not show. */
export function lineUrlBy(page: string, numberOf: (line: number) => number | null): LineUrl {
  return (line) => {
    const number = numberOf(line);
    return number === null ? null : `${page}#L${number}`;
  };
}
