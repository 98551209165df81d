import type { Analysis } from '../diagnosis/analysis.ts';
import { buildCardButtons } from './build-card-buttons.ts';
import { buildSecretNotice } from './build-secret-notice.ts';
import { buildSmallPrint } from './build-small-print.ts';
import type { Card, CardBlock, Inline } from './card.ts';
import { adviceOnSilent, describeSilent, nameSilent } from './describe-silent.ts';
import type { DiagnosisCardInput } from './diagnosis-card-input.ts';
import { groupDigits, oneLine } from './display-text.ts';
import { parseInline, plainText } from './parse-inline.ts';
import { selectExcerpt } from './select-evidence.ts';

/** No failure in the log; what failed without turning it red is said. */
export function buildCleanCard({ analysis, source }: DiagnosisCardInput): Card {
  const calm = titleOf(analysis.log.lines);
  const sentences = analysis.silent.map((finding) => silentSentence(finding, analysis));
  const [gravest] = analysis.silent;
  // What nobody noticed is the news; that nothing is red is known.
  const title =
    gravest === undefined ? calm : oneLine(`${greenWords(analysis)}${nameSilent(gravest.id)}`, 150);
  const lines = selectExcerpt(analysis.silent.flatMap((finding) => finding.evidence));
  const blocks: (CardBlock | null)[] = [
    lines.length === 0 ? null : { kind: 'evidence', lines },
    ...sentences.slice(1).map((content) => ({ kind: 'paragraph' as const, content })),
    ...adviceBlocks(analysis),
    buildSecretNotice(analysis),
    buildSmallPrint(analysis, source),
    ...buildCardButtons(analysis, null),
  ];
  return {
    title,
    fallback: oneLine([calm, ...sentences.map(plainText)].join(' '), 300),
    blocks: blocks.filter((block) => block !== null),
  };
}

/** What to do about each, once a kind. */
function adviceBlocks({ silent }: Analysis): readonly CardBlock[] {
  const advice = [...new Set(silent.flatMap(({ id }) => adviceOnSilent(id) ?? []))];
  if (advice.length === 0) return [];
  const items = advice.map((words) => ({
    blocks: [{ kind: 'paragraph' as const, content: parseInline(words) }],
  }));
  return [
    { kind: 'heading', text: 'Do this' },
    { kind: 'steps', items },
  ];
}

function titleOf(lines: number): string {
  if (lines === 0) return 'The log is empty.';
  return lines === 1
    ? 'I see no failure in this line.'
    : `I see no failure in these ${groupDigits(lines)} lines.`;
}

function silentSentence(finding: Analysis['silent'][number], analysis: Analysis): readonly Inline[] {
  return [
    { kind: 'text', text: greenWords(analysis) },
    ...describeSilent(finding),
    { kind: 'text', text: '.' },
  ];
}

/** Only an exit code says that the job was green; a fragment does not. */
function greenWords({ log }: Analysis): string {
  return log.exitCode === 0 ? 'The job is green, but ' : 'Nothing turned red, but ';
}
