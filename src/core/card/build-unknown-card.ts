import { buildCardButtons } from './build-card-buttons.ts';
import { buildProgress } from './build-progress.ts';
import { buildSecretNotice } from './build-secret-notice.ts';
import { buildSmallPrint } from './build-small-print.ts';
import type { Card, CardBlock, Inline } from './card.ts';
import { describeFailedJobs } from './describe-failed-jobs.ts';
import { capitalise, describePlace, describeRequest, joinParts } from './describe-request.ts';
import type { DiagnosisCardInput } from './diagnosis-card-input.ts';
import { oneLine } from './display-text.ts';
import { plainText } from './parse-inline.ts';
import { selectExcerpt } from './select-evidence.ts';

const TITLE = 'No playbook fits this failure.';

/** It failed and no playbook fits: the lines to read first, the step, the exit code. No guess. */
export function buildUnknownCard({ analysis, source }: DiagnosisCardInput): Card {
  const request = analysis.failedRequests[0] ?? null;
  const { exitCode } = analysis.log;
  const exit: readonly Inline[] = exitCode === null ? [] : [{ kind: 'text', text: `exit code ${exitCode}` }];
  const place = capitalise(joinParts([describePlace(analysis, source), exit, describeRequest(request)]));
  const lines = selectExcerpt(analysis.excerpt);
  const blocks: (CardBlock | null)[] = [
    place.length === 0 ? null : { kind: 'context', content: place },
    ...describeFailedJobs(source?.jobs),
    buildProgress(request),
    ...(lines.length === 0 ? [] : [READ_FIRST, { kind: 'evidence' as const, lines }]),
    buildSecretNotice(analysis),
    buildSmallPrint(analysis, source),
    ...buildCardButtons(analysis, null),
  ];
  const where = plainText(place);
  const loudest = lines.at(-1)?.number === null ? lines.at(-2) : lines.at(-1);
  const words = [
    TITLE,
    where === '' ? '' : `${where}.`,
    loudest ? `Line ${loudest.number}: ${loudest.text}` : '',
  ];
  return {
    title: TITLE,
    fallback: oneLine(words.filter((part) => part !== '').join(' '), 300),
    blocks: blocks.filter((block) => block !== null),
  };
}

const READ_FIRST: CardBlock = {
  kind: 'paragraph',
  content: [{ kind: 'text', text: 'Read these lines first:' }],
};
