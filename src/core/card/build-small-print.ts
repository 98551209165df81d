import type { Analysis } from '../diagnosis/analysis.ts';
import { culpritRequest } from '../diagnosis/culprit-request.ts';
import type { CardBlock, Inline } from './card.ts';
import { joinParts } from './describe-request.ts';
import { describeSilent } from './describe-silent.ts';
import type { CardSource } from './diagnosis-card-input.ts';
import { countOf, groupDigits, oneLine } from './display-text.ts';
import { isWebAddress } from './is-web-address.ts';
import { lineUrlOf } from './line-url-of.ts';

/** Where the proof stands, what was hidden, cut or not read. Null when there is nothing to say. */
export function buildSmallPrint(analysis: Analysis, source: CardSource | null): CardBlock | null {
  const content = joinParts([
    describeLine(analysis, source),
    linkedRun(source),
    ...(analysis.log.truncated ? [[text(describeCut(analysis.log.lines))]] : []),
    ...(analysis.verdict === 'clean'
      ? []
      : analysis.silent.map((silent) => [text('also: '), ...describeSilent(silent)])),
  ]);
  return content.length === 0 ? null : { kind: 'context', content };
}

/** Line 214 of job 88412. A log of one line needs no such thing. */
function describeLine(analysis: Analysis, source: CardSource | null): readonly Inline[] {
  const number = provingLine(analysis);
  const name = sourceName(source);
  if (number === null) return name ? [name] : [];
  if (name) return [...linkedLine(number, source), text(' of '), name];
  return analysis.log.lines > 1 ? [text(`Line ${number} of ${groupDigits(analysis.log.lines)}`)] : [];
}

/** Links to the line itself where the service has an address for it; the page of the log is linked anyway. */
function linkedLine(number: number, source: CardSource | null): readonly Inline[] {
  const words = `Line ${number}`;
  const url = lineUrlOf(source, number);
  return [url === null ? text(words) : { kind: 'link', url, text: words }];
}

/** Beside the job's page, that of its run. */
function linkedRun(source: CardSource | null): readonly Inline[] {
  const url = source?.runUrl ?? null;
  if (url === null || url === source?.url || !isWebAddress(url)) return [];
  return [{ kind: 'link', url, text: 'the run' }];
}

/** The line that a person should look at first, or null. */
export function provingLine(analysis: Analysis): number | null {
  if (analysis.verdict !== 'diagnosed') return null;
  return culpritRequest(analysis)?.line ?? analysis.findings[0]?.evidence[0]?.line ?? null;
}

function sourceName(source: CardSource | null): Inline | null {
  const name = oneLine(source?.name ?? source?.job ?? '', 80);
  if (source?.url && isWebAddress(source.url)) {
    return { kind: 'link', url: source.url, text: name === '' ? 'the log' : name };
  }
  return name === '' ? null : { kind: 'code', text: name };
}

function describeCut(lines: number): string {
  return `the log was cut: ${countOf(lines, 'line')} read, the rest not`;
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}
