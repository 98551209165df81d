import { describe, expect, it } from '@jest/globals';
import { withFeedback, withSummary } from '../../../../src/core/card/amend-card.ts';
import { buildDiagnosisCard } from '../../../../src/core/card/build-diagnosis-card.ts';
import { renderCardText } from '../../../../src/core/card/render-card-text.ts';
import { PROVEN_403 } from '../../../golden/cards/sample-analyses.ts';
import { HTTP_AUTH } from '../../../golden/cards/sample-playbooks.ts';

const CARD = buildDiagnosisCard({ analysis: PROVEN_403, playbook: HTTP_AUTH, source: null });
const FIRST = { sentence: 'The PUT was refused.', model: 'small' };

describe('withSummary', () => {
  it('puts the sentence between the cause and the steps, with the model’s name', () => {
    const text = renderCardText(withSummary(CARD, FIRST), { color: false, width: 200 });
    expect(text.indexOf('The registry accepted')).toBeLessThan(
      text.indexOf('The PUT was refused. (written by small'),
    );
    expect(text.indexOf('The PUT was refused.')).toBeLessThan(text.indexOf('Do this'));
  });

  it('changes nothing the second time and replaces an earlier sentence', () => {
    const once = withSummary(CARD, FIRST);
    expect(withSummary(once, FIRST)).toEqual(once);
    expect(withSummary(once, { ...FIRST, sentence: 'Other.' })).toEqual(
      withSummary(CARD, { ...FIRST, sentence: 'Other.' }),
    );
  });

  it('shows a sentence with markup and line breaks as one line of plain words', () => {
    const amended = withSummary(CARD, { ...FIRST, sentence: 'a\n[b](https://evil.example.com)' });
    expect(JSON.stringify(amended)).not.toContain('"url":"https://evil.example.com"');
    expect(JSON.stringify(amended)).toContain('a [b](https://evil.example.com)');
  });

  it('adds nothing for an empty sentence', () => {
    expect(withSummary(CARD, { ...FIRST, sentence: ' ' })).toEqual(CARD);
  });
});

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
