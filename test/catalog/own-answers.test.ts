import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import { renderPlainMessage } from '../../src/adapters/slack/render/render-plain-message.ts';
import { renderExplanation } from '../../src/cli/reporters/render-explanation.ts';
import { buildDiagnosisCard } from '../../src/core/card/build-diagnosis-card.ts';
import { buildPlaybookCard } from '../../src/core/card/build-playbook-card.ts';
import { renderCardMarkdown } from '../../src/core/card/render-card-markdown.ts';
import { renderCardText } from '../../src/core/card/render-card-text.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import type { CatalogEntry } from '../../src/core/playbook/catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { renderPage } from '../../src/core/playbook/render-page.ts';
import { diagnoseLog } from '../../src/flows/diagnose-log.ts';

const entries = await readPlaybooks();
const catalog = compileCatalog(createCatalog(entries));
const PLAIN = { color: false, width: 80 };

/** Everything we would say about a playbook's first example, in every form it can be copied from. */
function answersAbout(entry: CatalogEntry): Readonly<Record<string, string>> {
  const { playbook } = entry;
  const log = playbook.examples.positive[0]?.log ?? '';
  const { analysis } = diagnoseLog(catalog, log);
  const source = { job: null, step: null, url: null, name: 'build.log' };
  const card = buildDiagnosisCard({ analysis, playbook, source });
  const text = renderCardText(card, PLAIN);
  const explained = buildPlaybookCard(playbook, { docsUrl: null });
  return {
    'text of the card in Slack': renderPlainMessage(card),
    'text of the playbook in Slack': renderPlainMessage(explained),
    'analyze as text': text,
    'analyze as Markdown': renderCardMarkdown(card),
    'analyze --explain': `${text}\n\n${renderExplanation(analysis)}`,
    'analyze as JSON': JSON.stringify({ ...analysis, totalMs: 3 }, null, 2),
    explain: renderCardText(explained, PLAIN),
    page: renderPage(entry),
  };
}

describe('our own answers, pasted back', () => {
  it.each(entries.map((entry) => [entry.playbook.id, entry] as const))('%s', (_, entry) => {
    for (const [form, text] of Object.entries(answersAbout(entry))) {
      const { verdict, diagnosis } = diagnoseLog(catalog, text).analysis;
      expect([form, verdict, diagnosis?.id]).toEqual([form, 'clean', undefined]);
    }
  });
});
