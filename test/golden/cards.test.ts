import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withFeedback } from '../../src/core/card/amend-card.ts';
import { buildDiagnosisCard } from '../../src/core/card/build-diagnosis-card.ts';
import { buildListCard } from '../../src/core/card/build-list-card.ts';
import { buildHelpCard, buildMissCard } from '../../src/core/card/build-notice-cards.ts';
import { buildPlaybookCard } from '../../src/core/card/build-playbook-card.ts';
import { buildRunOutcomeCard } from '../../src/core/card/build-run-outcome-card.ts';
import type { Card } from '../../src/core/card/card.ts';
import { renderCardMarkdown } from '../../src/core/card/render-card-markdown.ts';
import { renderCardText } from '../../src/core/card/render-card-text.ts';
import { withExplainOffer, withSummary } from '../../src/core/card/with-summary.ts';
import {
  CLEAN,
  CLEAN_WITH_SILENT,
  COMPILE_ERROR,
  NUMBER_LIES,
  PROVEN_401,
  PROVEN_403,
  UNDECIDED,
  UNKNOWN,
} from './cards/sample-analyses.ts';
import { DOCKER_DENIED, HTTP_AUTH, TYPE_ERROR } from './cards/sample-playbooks.ts';

// Every card as people read it. FAULTLINE_BLESS=1 rewrites the files; their diff is reviewed as code.

const FOLDER = join(import.meta.dirname, 'cards');
const BLESS = process.env['FAULTLINE_BLESS'] === '1';
const NOWHERE = { playbook: null, source: null };

const PUBLISH = buildDiagnosisCard({
  analysis: PROVEN_403,
  playbook: HTTP_AUTH,
  source: {
    job: 'release / publish (main)',
    step: null,
    url: 'https://ci.example.com/jobs/88412',
    name: 'job 88412',
  },
});

const CARDS: Readonly<Record<string, Card>> = {
  'proven-403': PUBLISH,
  'proven-401': buildDiagnosisCard({
    analysis: PROVEN_401,
    playbook: HTTP_AUTH,
    source: { job: null, step: null, url: null, name: 'build.log' },
  }),
  'number-lies': buildDiagnosisCard({ analysis: NUMBER_LIES, playbook: HTTP_AUTH, source: null }),
  'undecided-docker': buildDiagnosisCard({ analysis: UNDECIDED, playbook: DOCKER_DENIED, source: null }),
  'compile-error': buildDiagnosisCard({ analysis: COMPILE_ERROR, playbook: TYPE_ERROR, source: null }),
  unknown: buildDiagnosisCard({ ...NOWHERE, analysis: UNKNOWN }),
  clean: buildDiagnosisCard({ ...NOWHERE, analysis: CLEAN }),
  'clean-with-silent': buildDiagnosisCard({ ...NOWHERE, analysis: CLEAN_WITH_SILENT }),
  amended: withFeedback(
    withSummary(PUBLISH, {
      sentence: 'The PUT of @acme/ui was refused.',
      nextSteps: ['Look at who may publish @acme/ui'],
      lines: [212, 213, 214, 220],
      model: 'small-model',
      server: 'llm.example.com',
      source: {
        url: 'https://gitlab.example.com/acme/ui/-/jobs/88412',
        lineUrls: { 212: 'https://gitlab.example.com/acme/ui/-/jobs/88412#L212' },
      },
    }),
    { helped: 2, wrong: 1, last: { user: 'U1', verdict: 'helped' } },
  ),
  'explain-offer': withExplainOffer(PUBLISH, { model: 'small-model', server: 'llm.example.com', lines: 12 }),
  playbook: buildPlaybookCard(HTTP_AUTH, { docsUrl: 'https://docs.example.com/playbooks' }),
  miss: buildMissCard('http-auth', ['http-auth-failure', 'typescript-type-error']),
  help: buildHelpCard([
    { usage: '/faultline explain <id>', does: 'shows a playbook' },
    { usage: '/faultline analyze', does: 'opens a form for a log' },
  ]),
  list: buildListCard([
    { playbook: TYPE_ERROR, path: 'b.yaml' },
    { playbook: HTTP_AUTH, path: 'a.yaml' },
  ]),
  'no-token': buildRunOutcomeCard(
    { kind: 'no-token', host: 'github.com', setting: 'GITHUB_TOKEN' },
    {
      provider: 'github-actions',
      repo: 'acme/api',
      branch: 'main',
      commit: '1f2e3d4',
      workflow: 'release',
      job: null,
      runUrl: 'https://ci.example.com/acme/api/runs/7',
      runId: '7',
      attempt: null,
      author: null,
      link: null,
    },
  ),
};

function painted(card: Card): string {
  const buttons = card.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []));
  const labels = buttons.map(({ label }) => `[${label}]`).join(' ');
  return `${renderCardText(card, { color: false, width: 80 })}\n\n--- buttons\n${labels}\n--- fallback\n${card.fallback}\n`;
}

function expectGolden(file: string, text: string): void {
  const path = join(FOLDER, file);
  if (BLESS) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describe('golden cards', () => {
  it.each(Object.entries(CARDS))('%s reads as it was blessed', (name, card) => {
    expectGolden(`${name}.txt`, painted(card));
    expectGolden(`${name}.md`, `${renderCardMarkdown(card)}\n`);
  });

  it('has no file without a card', () => {
    const files = readdirSync(FOLDER).filter((file) => !file.endsWith('.ts'));
    expect(files.sort()).toEqual(
      Object.keys(CARDS)
        .flatMap((name) => [`${name}.md`, `${name}.txt`])
        .sort(),
    );
  });
});
