import { describe, expect, it } from '@jest/globals';
import { withFeedback } from '../../../../src/core/card/amend-card.ts';
import { buildDiagnosisCard } from '../../../../src/core/card/build-diagnosis-card.ts';
import { withSummary } from '../../../../src/core/card/with-summary.ts';
import { PROVEN_403 } from '../../../golden/cards/sample-analyses.ts';
import { HTTP_AUTH } from '../../../golden/cards/sample-playbooks.ts';

const CARD = buildDiagnosisCard({ analysis: PROVEN_403, playbook: HTTP_AUTH, source: null });
const FIRST = {
  sentence: 'The PUT was refused.',
  nextSteps: [],
  lines: [214],
  model: 'small',
  server: 'llm.example.com',
  source: null,
};

describe('withFeedback', () => {
  const tally = { helped: 1, wrong: 0, last: { user: 'U1', verdict: 'helped' as const } };

  it('names who said it last', () => {
    expect(withFeedback(CARD, tally).blocks.at(-1)).toEqual({
      kind: 'context',
      amendment: 'feedback',
      content: [
        { kind: 'text', text: 'Helped 1' },
        { kind: 'text', text: ' · ' },
        { kind: 'user', id: 'U1' },
        { kind: 'text', text: ' says it helped' },
      ],
    });
  });

  it('replaces an earlier tally, also after a round through JSON, and leaves the summary alone', () => {
    const stored = JSON.parse(JSON.stringify(withFeedback(withSummary(CARD, FIRST), tally)));
    const next = { helped: 1, wrong: 2, last: null };
    expect(withFeedback(stored, next)).toEqual(withFeedback(withSummary(CARD, FIRST), next));
  });

  it('takes the tally away when nobody judges any more', () => {
    expect(withFeedback(withFeedback(CARD, tally), { helped: 0, wrong: 0, last: null })).toEqual(CARD);
  });
});
