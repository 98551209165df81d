import { describe, expect, it } from '@jest/globals';
import { withFeedback } from '../../../../src/core/card/amend-card.ts';
import { buildDiagnosisCard } from '../../../../src/core/card/build-diagnosis-card.ts';
import { renderCardText } from '../../../../src/core/card/render-card-text.ts';
import {
  rangesOf,
  withExplainOffer,
  withoutSummary,
  withSummary,
  withSummaryNote,
  withSummaryVerdicts,
} from '../../../../src/core/card/with-summary.ts';
import { PROVEN_403 } from '../../../golden/cards/sample-analyses.ts';
import { HTTP_AUTH } from '../../../golden/cards/sample-playbooks.ts';

const CARD = buildDiagnosisCard({ analysis: PROVEN_403, playbook: HTTP_AUTH, source: null });
const JOB = 'https://gitlab.example.com/acme/ui/-/jobs/88412';
const FIRST = {
  sentence: 'The PUT was refused.',
  nextSteps: ['Look at the owners'],
  lines: [212, 214],
  model: 'small',
  server: 'llm.example.com',
  source: { url: JOB, lineUrls: { 212: `${JOB}#L212` } },
};
const OFFER = { model: 'small', server: 'llm.example.com', lines: 12 };

function textOf(card: typeof CARD): string {
  return renderCardText(card, { color: false, width: 200 });
}

describe('withSummary', () => {
  it('puts sentence and steps between the cause and the advice, with model, server and lines', () => {
    const text = textOf(withSummary(CARD, FIRST));
    const order = [
      'The registry accepted',
      'The PUT was refused.',
      'Look at the owners',
      'Summarised by small',
      'Do this',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).toContain('Summarised by small at llm.example.com from lines 212, 214');
    expect(text).toContain(`${JOB}#L212`);
  });

  it.each([
    ['the job where the first line has no address', { url: JOB, lineUrls: { 214: `${JOB}#L214` } }, [JOB]],
    ['nothing where there is no page', { url: null }, []],
    ['nothing that is no page', { url: 'javascript:alert(1)', lineUrls: { 212: 'javascript:alert(2)' } }, []],
  ])('links its lines to %s', (_what, source, links) => {
    const { blocks } = withSummary(CARD, { ...FIRST, source });
    const small = blocks.find((block) => block.kind === 'context' && block.amendment === 'summary');
    const content = small?.kind === 'context' ? small.content : [];
    expect(content.flatMap((part) => (part.kind === 'link' ? [part.url] : []))).toEqual(links);
  });

  it('asks whether the sentence helped, with buttons of its own', () => {
    const types = withSummary(CARD, FIRST).blocks.flatMap((block) =>
      block.kind === 'actions' ? block.buttons.map(({ action }) => action.type) : [],
    );
    expect(types).toEqual(expect.arrayContaining(['summary-helped', 'summary-wrong', 'full-playbook']));
  });

  it('changes nothing the second time and replaces an earlier sentence, note and offer', () => {
    const once = withSummary(CARD, FIRST);
    expect(withSummary(once, FIRST)).toEqual(once);
    const other = withSummary(CARD, { ...FIRST, sentence: 'Other.' });
    for (const before of [once, withExplainOffer(CARD, OFFER), withSummaryNote(CARD, 'failed')]) {
      expect(withSummary(before, { ...FIRST, sentence: 'Other.' })).toEqual(other);
    }
    expect(withoutSummary(other)).toEqual(CARD);
  });

  it('shows a sentence with markup and line breaks as one line of plain words', () => {
    const amended = withSummary(CARD, { ...FIRST, sentence: 'a\n[b](https://evil.example.com)' });
    expect(JSON.stringify(amended)).not.toContain('"url":"https://evil.example.com"');
    expect(JSON.stringify(amended)).toContain('a [b](https://evil.example.com)');
  });

  it('adds nothing for an empty sentence, and no buttons to half a one', () => {
    expect(withSummary(CARD, { ...FIRST, sentence: ' ' })).toEqual(CARD);
    expect(textOf(withSummary(CARD, { ...FIRST, lines: [] }))).toContain(
      'small at llm.example.com is writing',
    );
  });

  it('leaves what people said of the card alone', () => {
    const judged = withFeedback(CARD, { helped: 1, wrong: 0, last: null });
    expect(withoutSummary(withSummary(judged, FIRST))).toEqual(judged);
  });
});

describe('withExplainOffer', () => {
  it('says what goes where before anybody presses', () => {
    expect(textOf(withExplainOffer(CARD, OFFER))).toContain(
      'small at llm.example.com can say in a sentence which part matters. It gets 12 redacted lines.',
    );
  });

  it.each(['discarded', 'unclassified', 'over-budget', 'failed'] as const)(
    'stays for another try after: %s',
    (why) => {
      const noted = withSummaryNote(withExplainOffer(CARD, OFFER), why);
      expect(JSON.stringify(noted)).toContain('Explain this');
    },
  );

  it('goes when summaries were switched off', () => {
    expect(JSON.stringify(withSummaryNote(withExplainOffer(CARD, OFFER), 'switched-off'))).not.toContain(
      'Explain this',
    );
  });
});

describe('withSummaryVerdicts', () => {
  it('counts behind the sentence, the later count replacing the earlier', () => {
    const card = withSummary(CARD, FIRST);
    const judged = withSummaryVerdicts(withSummaryVerdicts(card, { helped: 1, wrong: 0 }), {
      helped: 1,
      wrong: 2,
    });
    expect(textOf(judged)).toContain('the summary helped 1, wrong for 2');
    expect(textOf(judged)).not.toContain('the summary helped 1 ·');
    expect(withSummaryVerdicts(judged, { helped: 0, wrong: 0 })).toEqual(card);
  });
});

describe('rangesOf', () => {
  it.each([
    [[214], '214'],
    [[214, 212, 213], '212-214'],
    [[1, 3, 4, 9], '1, 3-4, 9'],
  ])('%j is %s', (lines, words) => expect(rangesOf(lines)).toBe(words));
});
