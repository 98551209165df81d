import { describe, expect, it } from '@jest/globals';
import { buildStatusCard } from '../../../../src/core/card/build-state-cards.ts';
import { renderCardText } from '../../../../src/core/card/render-card-text.ts';

const STATE = { waiting: 1, underWay: 2, setAside: 0, playbooks: 443, reasons: [], model: null };

describe('buildStatusCard', () => {
  it('says nothing of a model where none is configured', () => {
    expect(JSON.stringify(buildStatusCard(STATE))).not.toContain('model');
  });

  it('says what the model used and cost', () => {
    const model = { name: 'small', tokensToday: 1200, dailyTokens: 50_000, cost: 0.0123 };
    const text = renderCardText(buildStatusCard({ ...STATE, model }), { color: false, width: 100 });
    expect(text).toContain('1200 of 50000 tokens today, $0.0123 since the start');
  });
});
