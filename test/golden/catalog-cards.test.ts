import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import { renderMessage } from '../../src/adapters/slack/render/render-blocks.ts';
import { buildDiagnosisCard } from '../../src/core/card/build-diagnosis-card.ts';
import { buildPlaybookCard } from '../../src/core/card/build-playbook-card.ts';
import { renderCardText } from '../../src/core/card/render-card-text.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../src/flows/diagnose-log.ts';
import { findFaults } from '../support/slack-block-faults.ts';

// The whole road from a playbook's own example to the card: as people read it, and as Slack gets it.
// FAULTLINE_BLESS=1 rewrites the files; their diff is reviewed as code.

const FOLDER = join(import.meta.dirname, 'catalog-cards');
const BLESS = process.env['FAULTLINE_BLESS'] === '1';
/** Playbooks of each category whose card is kept, spread evenly over its ids. */
const A_CATEGORY = 3;

const catalog = createCatalog(await readPlaybooks([]));
const compiled = compileCatalog(catalog);

function chosenIds(): readonly string[] {
  const byCategory = new Map<string, string[]>();
  for (const { playbook } of catalog.playbooks) {
    const ids = byCategory.get(playbook.category) ?? [];
    byCategory.set(playbook.category, [...ids, playbook.id]);
  }
  return [...byCategory.values()].flatMap((ids) => {
    const step = Math.max(1, Math.floor(ids.length / A_CATEGORY));
    return ids.filter((_id, index) => index % step === 0).slice(0, A_CATEGORY);
  });
}

function cardOf(id: string) {
  const playbook = catalog.find(id)?.playbook;
  const [example] = playbook?.examples.positive ?? [];
  const { analysis } = diagnoseLog(compiled, example?.log ?? '');
  // How often a tier was right is measured anew with every change of the catalog: not what is kept here.
  const diagnosis = analysis.diagnosis && { ...analysis.diagnosis, measured: null };
  return buildDiagnosisCard({
    analysis: { ...analysis, diagnosis },
    playbook: playbook ?? null,
    source: null,
  });
}

const KEPT = BLESS ? chosenIds() : readdirSync(FOLDER).map((file) => file.replace('.txt', ''));

describe('cards of the catalog', () => {
  it('are kept for thirty playbooks and more, of every category', () => {
    expect(KEPT.length).toBeGreaterThanOrEqual(30);
    const categories = new Set(KEPT.map((id) => catalog.find(id)?.playbook.category));
    expect(categories.size).toBe(new Set(catalog.playbooks.map(({ playbook }) => playbook.category)).size);
  });

  it.each(KEPT)('%s reads as it was blessed, and fits into one message', (id) => {
    const card = cardOf(id);
    const { blocks } = renderMessage(card);
    const types = blocks.map(({ type }) => type).join(' ');
    const text = `${renderCardText(card, { color: false, width: 80 })}\n\n--- in Slack\n${types}\n--- fallback\n${card.fallback}\n`;
    const path = join(FOLDER, `${id}.txt`);
    if (BLESS) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(path, text);
    }
    expect(text).toBe(readFileSync(path, 'utf8'));
    expect(findFaults(blocks, 'message')).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('of this answer not shown');
    // A name that the log did not give leaves no empty mark behind.
    expect(card.title).not.toMatch(/[{}<>]/);
  });

  it('show no escape of YAML or Markdown in their prose', () => {
    const shown: string[] = [];
    for (const { playbook } of catalog.playbooks) {
      // \"   ·   \*   ·   \_   (a command may hold them; a sentence does not)
      for (const words of proseOf(buildPlaybookCard(playbook, { docsUrl: null }).blocks))
        if (/\\["'*_`~[\]]/.test(words)) shown.push(`${playbook.id}: ${words}`);
    }
    expect(shown).toEqual([]);
  });
});

/** The words of a card that are not code. */
function proseOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(proseOf);
  if (typeof value !== 'object' || value === null) return [];
  const { kind, text } = value as { kind?: unknown; text?: unknown };
  if (kind === 'code' || kind === 'evidence') return [];
  if (typeof text === 'string') return [text];
  return Object.values(value).flatMap(proseOf);
}
