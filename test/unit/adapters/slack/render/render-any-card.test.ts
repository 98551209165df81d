import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  renderBlocks,
  renderHome,
  renderMessage,
} from '../../../../../src/adapters/slack/render/render-blocks.ts';
import { renderCardModal } from '../../../../../src/adapters/slack/render/render-modal.ts';
import { renderPlainMessage } from '../../../../../src/adapters/slack/render/render-plain-message.ts';
import { anyCard, nastyText } from '../../../../support/slack-any-card.ts';
import { findFaults } from '../../../../support/slack-block-faults.ts';
import { expectHarmless, markupOf } from '../../../../support/slack-markup.ts';

describe('any card whatsoever', () => {
  it("stays inside Slack's limits, in a message and in a window", () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        expect(findFaults(renderBlocks(any, 'message'), 'message')).toEqual([]);
        expect(findFaults(renderBlocks(any, 'message', { isPlain: true }), 'message')).toEqual([]);
        expect(findFaults(renderCardModal(any).blocks, 'modal')).toEqual([]);
        expect(findFaults(renderHome(any).blocks, 'home')).toEqual([]);
        const { text } = renderMessage(any);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(4_000);
        expect(renderPlainMessage(any).length).toBeLessThanOrEqual(4_000);
      }),
      { numRuns: 150 },
    );
  });

  it('calls nobody and links nowhere by itself', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        for (const markup of markupOf(renderBlocks(any, 'message'))) expectHarmless(markup);
        expectHarmless(renderMessage(any).text);
        expectHarmless(renderPlainMessage(any));
        expect(JSON.stringify(renderBlocks(any, 'message'))).not.toMatch(
          /"type":"(?:user|broadcast|channel|usergroup)"/,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('keeps a backtick of a log from ending the code it stands in', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const rendered = renderBlocks(
          { title: 'T', fallback: 'f', blocks: [{ kind: 'context', content: [{ kind: 'code', text }] }] },
          'message',
        );
        const ticks = markupOf(rendered).join('').split('`').length - 1;
        expect([0, 2]).toContain(ticks);
      }),
    );
  });
});
