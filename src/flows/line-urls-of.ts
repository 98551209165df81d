import { provingLine } from '../core/card/build-small-print.ts';
import type { CardSource } from '../core/card/diagnosis-card-input.ts';
import { isWebAddress } from '../core/card/is-web-address.ts';
import type { Analysis } from '../core/diagnosis/analysis.ts';
import type { RunLog } from './ports.ts';

/** They are stored with the card. */
const MOST_ADDRESSES = 50;

/** Addresses of the lines that a card about the log may quote, the most telling first; 50 at most. */
export function lineUrlsOf(
  log: Pick<RunLog, 'lineUrl'>,
  analysis: Analysis,
): NonNullable<CardSource['lineUrls']> {
  const addresses = new Map<number, string>();
  for (const line of quotableLines(analysis)) {
    if (addresses.size === MOST_ADDRESSES) break;
    const url = log.lineUrl(line);
    if (url !== null && isWebAddress(url)) addresses.set(line, url);
  }
  return Object.fromEntries(addresses);
}

function quotableLines(analysis: Analysis): ReadonlySet<number> {
  const { failedRequests, findings, excerpt } = analysis;
  const proving = provingLine(analysis);
  const lines = [...failedRequests, ...findings.flatMap(({ evidence }) => evidence), ...excerpt];
  return new Set([...(proving === null ? [] : [proving]), ...lines.map(({ line }) => line)]);
}
