import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPlaybooks } from '../../../src/adapters/files/read-playbooks.ts';
import { renderBlocks, renderMessage } from '../../../src/adapters/slack/render/render-blocks.ts';
import { renderForm } from '../../../src/adapters/slack/render/render-form.ts';
import { renderCardModal } from '../../../src/adapters/slack/render/render-modal.ts';
import { buildDiagnosisCard } from '../../../src/core/card/build-diagnosis-card.ts';
import {
  buildDismissedCard,
  buildHelpRequestCard,
  buildSharedCard,
  buildStepQuestion,
} from '../../../src/core/card/build-follow-up-cards.ts';
import { buildWrongForm } from '../../../src/core/card/build-judge-forms.ts';
import {
  buildHelpForm,
  buildShareForm,
  draftHelpRequest,
} from '../../../src/core/card/build-request-forms.ts';
import { buildWhyCard } from '../../../src/core/card/build-why-card.ts';
import type { Form } from '../../../src/core/card/form.ts';
import { type CompiledCatalog, compileCatalog } from '../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../src/flows/diagnose-log.ts';
import { nastyText } from '../../support/slack-any-card.ts';
import { findFaults } from '../../support/slack-block-faults.ts';
import { expectHarmless, markupOf } from '../../support/slack-markup.ts';

const REF = { channel: 'C1', message: '7.0' };
const FROM = { user: 'U024BE7LH', link: 'https://example.slack.com/archives/C1/p7' };

let catalog: CompiledCatalog;
let examples: readonly string[];

beforeAll(async () => {
  const all = createCatalog(await readPlaybooks([]));
  catalog = compileCatalog(all);
  examples = all.playbooks.flatMap(({ playbook }) => playbook.examples.positive.map(({ log }) => log));
});

/** A real failure with harmful text in its lines, or harmful text alone. */
function anyLog(): fc.Arbitrary<string> {
  const example = fc.nat(examples.length - 1).map((index) => examples[index] ?? '');
  const woven = fc.tuple(example, fc.array(nastyText, { minLength: 1, maxLength: 4 })).map(([log, nasty]) =>
    log
      .split('\n')
      .map((line, index) => (index % 3 === 0 ? `${line} ${nasty[index % nasty.length] ?? ''}` : line))
      .join('\n'),
  );
  return fc.oneof(woven, example, nastyText);
}

function expectForm(form: Form): void {
  const view = renderForm(form);
  expect(findFaults(view.blocks, 'modal')).toEqual([]);
  expect(view.title.text.length).toBeLessThanOrEqual(24);
  expect(view.private_metadata?.length ?? 0).toBeLessThanOrEqual(3_000);
}

describe('any log whatsoever', () => {
  it("yields cards, windows and forms inside every one of Slack's limits, with nothing live of the log", () => {
    fc.assert(
      fc.property(anyLog(), (text) => {
        const { analysis } = diagnoseLog(catalog, text);
        const id = analysis.diagnosis?.id ?? '';
        const playbook = catalog.catalog.find(id)?.playbook ?? null;
        const card = buildDiagnosisCard({ analysis, playbook, source: null });
        const draft = draftHelpRequest(analysis, { source: null, commit: null, branch: null, repo: null });
        const from = { ...FROM, card };
        const cards = [
          card,
          buildWhyCard(analysis),
          buildSharedCard(from, text),
          buildHelpRequestCard(draft, from),
          buildDismissedCard(card, FROM.user),
          buildStepQuestion(card, REF) ?? card,
        ];
        for (const one of cards) {
          for (const isPlain of [false, true]) {
            const { blocks, text: line } = renderMessage(one, { isPlain });
            expect(findFaults(blocks, 'message')).toEqual([]);
            expect(line.length).toBeLessThanOrEqual(4_000);
            for (const markup of [...markupOf(blocks), line]) expectHarmless(markup);
          }
          expect(findFaults(renderCardModal(one).blocks, 'modal')).toEqual([]);
        }
        expect(renderBlocks(card, 'message').some(({ type }) => type === 'actions')).toBe(true);
        for (const form of [
          buildWrongForm(REF, analysis),
          buildHelpForm(REF, draft),
          buildShareForm(REF, text),
        ])
          expectForm(form);
      }),
      { numRuns: 40, seed: 20_261_122 },
    );
  }, 60_000);
});
