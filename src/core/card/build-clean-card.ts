import type { Analysis } from '../diagnosis/analysis.ts';
import { buildCardButtons } from './build-card-buttons.ts';
import { buildSecretNotice } from './build-secret-notice.ts';
import { buildSmallPrint } from './build-small-print.ts';
import type { Card, CardBlock, Inline } from './card.ts';
import { describeSilent } from './describe-silent.ts';
import type { DiagnosisCardInput } from './diagnosis-card-input.ts';
import { groupDigits, oneLine } from './display-text.ts';
import { plainText } from './parse-inline.ts';
import { selectExcerpt } from './select-evidence.ts';

/** No failure in the log; what failed without turning it red is said. */
export function buildCleanCard({ analysis, source }: DiagnosisCardInput): Card {
  const title = titleOf(analysis.log.lines);
  const sentences = analysis.silent.map((finding) => silentSentence(finding, analysis));
  const lines = selectExcerpt(analysis.silent.flatMap((finding) => finding.evidence));
  const blocks: (CardBlock | null)[] = [
    ...sentences.map((content) => ({ kind: 'paragraph' as const, content })),
    lines.length === 0 ? null : { kind: 'evidence', lines },
    buildSecretNotice(analysis),
    buildSmallPrint(analysis, source),
    ...buildCardButtons(analysis, null),
  ];
  return {
    title,
    fallback: oneLine([title, ...sentences.map(plainText)].join(' '), 300),
    blocks: blocks.filter((block) => block !== null),
  };
}

function titleOf(lines: number): string {
  if (lines === 0) return 'The log is empty.';
  return lines === 1
    ? 'I see no failure in this line.'
    : `I see no failure in these ${groupDigits(lines)} lines.`;
}

/** Only an exit code says that the job was green; a fragment does not. */
function silentSentence(finding: Analysis['silent'][number], analysis: Analysis): readonly Inline[] {
  const green = analysis.log.exitCode === 0 ? 'The job is green, but ' : 'Nothing turned red, but ';
  return [{ kind: 'text', text: green }, ...describeSilent(finding), { kind: 'text', text: '.' }];
}
