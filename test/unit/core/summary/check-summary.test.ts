import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkSummary } from '../../../../src/core/summary/check-summary.ts';
import { bundledCatalog, readSummaryCases, type SummaryCase } from '../../../support/summary-cases.ts';
import { buildLies } from '../../../support/summary-lies.ts';

let cases: readonly SummaryCase[];
beforeAll(async () => {
  cases = readSummaryCases(await bundledCatalog());
});

describe('checkSummary over the labelled logs', () => {
  it('shows at least 285 of 300 true sentences in varied wording', () => {
    const told = cases.flatMap((about) => about.truths.map((sentence) => ({ about, sentence })));
    const hidden = told.filter(({ about, sentence }) => {
      const answer = { candidate: about.chosen.id, lines: [about.chosen.line], sentence, nextSteps: [] };
      return !checkSummary(answer, about.request).ok;
    });
    expect(told).toHaveLength(300);
    expect(hidden.map(({ sentence }) => sentence).length).toBeLessThanOrEqual(15);
  });

  it('shows none of more than a thousand lies', () => {
    const lies = buildLies(cases);
    expect(new Set(lies.map(({ answer }) => JSON.stringify(answer))).size).toBeGreaterThan(1000);
    const shown = lies.filter(({ about, answer }) => checkSummary(answer, about.request).ok);
    expect(
      shown.map(({ about, wrong, answer }) => `${about.name}, ${wrong}: ${JSON.stringify(answer)}`),
    ).toEqual([]);
  });
});
