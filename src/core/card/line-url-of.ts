import type { CardSource } from './diagnosis-card-input.ts';
import { isWebAddress } from './is-web-address.ts';

/** Address of a line of the log on its service's page, or null where none is known. */
export function lineUrlOf(source: Pick<CardSource, 'lineUrls'> | null, line: number): string | null {
  const url = source?.lineUrls?.[line] ?? null;
  return url !== null && isWebAddress(url) ? url : null;
}
