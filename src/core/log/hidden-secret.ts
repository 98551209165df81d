import { type LogLine, lineAt } from './log-line.ts';
import type { RedactionFact } from './redacted-log.ts';

/** What redaction learnt about a secret, kept beside the redacted text, which no longer tells it. */
export interface HiddenSecret extends Omit<RedactionFact, 'line'> {
  /** The line it stood in, as redacted; it finds the line again when the text was cut or joined meanwhile. */
  readonly text: string;
}

/** What to keep of a redaction, beside its lines. One entry for each fact of the first of several equal lines. */
export function keepFacts(
  lines: readonly LogLine[],
  facts: readonly RedactionFact[],
): readonly HiddenSecret[] {
  const kept: HiddenSecret[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, ...fact } of facts) {
    const text = lineAt(lines, line)?.text ?? '';
    if ((lineOf.get(text) ?? line) !== line) continue;
    lineOf.set(text, line);
    kept.push({ ...fact, text });
  }
  return kept;
}

/** The facts about lines that were redacted before, with the lines' numbers of now. */
export function recallFacts(
  lines: readonly LogLine[],
  hidden: readonly HiddenSecret[],
): readonly RedactionFact[] {
  if (hidden.length === 0) return [];
  return lines.flatMap((line) =>
    hidden
      .filter((secret) => secret.text === line.text)
      .map(({ text: _text, ...fact }) => ({ ...fact, line: line.number })),
  );
}
