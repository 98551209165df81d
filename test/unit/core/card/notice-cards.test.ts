import { describe, expect, it } from '@jest/globals';
import { buildListCard } from '../../../../src/core/card/build-list-card.ts';
import {
  buildHelpCard,
  buildMissCard,
  buildThreadOpener,
} from '../../../../src/core/card/build-notice-cards.ts';
import { buildPlaybookCard } from '../../../../src/core/card/build-playbook-card.ts';
import { buildRunOutcomeCard } from '../../../../src/core/card/build-run-outcome-card.ts';
import { renderCardText } from '../../../../src/core/card/render-card-text.ts';
import type { RunLogProblem } from '../../../../src/core/card/run-log-problem.ts';
import { HTTP_AUTH, TYPE_ERROR } from '../../../golden/cards/sample-playbooks.ts';

const WIDE = { color: false, width: 400 };

describe('buildRunOutcomeCard', () => {
  const host = 'ci.example.com';
  const detail = 'a very own answer';
  it.each<[RunLogProblem, RegExp]>([
    [{ kind: 'no-token', host: 'github.com', setting: 'GITHUB_TOKEN' }, /Set `GITHUB_TOKEN`.*Actions: read/],
    [
      { kind: 'host-not-configured', host, setting: 'GITLAB_URL' },
      /Set `GITLAB_URL` where Faultline runs, if `ci\.example\.com` is yours/,
    ],
    [{ kind: 'token-refused', host, setting: 'GITLAB_TOKEN', detail }, /a very own answer[\s\S]*read_api/],
    [
      { kind: 'token-lacks-scope', host, setting: 'GITHUB_TOKEN', detail },
      /a very own answer[\s\S]*Give it the permission[\s\S]*Actions: read/,
    ],
    [{ kind: 'no-log', detail }, /a very own answer[\s\S]*job’s page/],
    [{ kind: 'not-found', host, detail }, /a very own answer[\s\S]*access to the repository/],
    [
      {
        kind: 'app-not-installed',
        host,
        repo: 'acme/shop',
        installUrl: 'https://github.com/apps/our-reader/installations/new',
      },
      /not installed on acme\/shop[\s\S]*apps\/our-reader\/installations\/new[\s\S]*nothing needs a restart/,
    ],
    [
      { kind: 'token-lacks-scope', host, setting: 'GITHUB_APP_PRIVATE_KEY', detail },
      /a very own answer[\s\S]*the App needs Actions: read/,
    ],
    [{ kind: 'expired' }, /Re-run the job/],
    [{ kind: 'still-running' }, /Mention me/],
    [{ kind: 'nothing-failed' }, /No job of this run failed/],
    [{ kind: 'no-job', detail }, /a very own answer[\s\S]*configuration file/],
    [{ kind: 'unreachable', host, detail }, /a very own answer[\s\S]*Try again/],
    [{ kind: 'unsupported', provider: 'drone' }, /logs of drone[\s\S]*Paste/],
  ])('says what to do: %j', (problem, words) => {
    const card = buildRunOutcomeCard(problem, null);
    expect(renderCardText(card, WIDE)).toMatch(words);
    expect(card.fallback).not.toContain('\n');
    expect(card.fallback.length).toBeLessThanOrEqual(300);
  });
});

describe('buildMissCard', () => {
  it('offers the nearest ids as buttons', () => {
    const [actions] = buildMissCard('htp-auth', ['http-auth-failure']).blocks.slice(-1);
    expect(actions).toEqual({
      kind: 'actions',
      buttons: [
        {
          label: 'http-auth-failure',
          style: 'default',
          action: { v: 1, type: 'explain', playbook: 'http-auth-failure' },
        },
      ],
    });
  });

  it('points to the list when nothing is near', () => {
    expect(renderCardText(buildMissCard('x'.repeat(500), []), WIDE)).toContain('/faultline list');
    expect(buildMissCard('x\ny'.repeat(500), []).title.length).toBeLessThanOrEqual(150);
  });
});

describe('buildListCard and buildHelpCard', () => {
  it('orders the catalog by category', () => {
    const entries = [TYPE_ERROR, HTTP_AUTH].map((playbook) => ({ playbook, path: 'x.yaml' }));
    const text = renderCardText(buildListCard(entries), WIDE);
    expect(text.indexOf('http-auth-failure')).toBeLessThan(text.indexOf('typescript-type-error'));
    expect(buildListCard([]).title).toBe('No playbook fits');
  });

  it('tells many by their categories, each behind a button, and lists a single category whole', () => {
    const many = Array.from({ length: 60 }, (_, index) => {
      const category = index % 2 === 0 ? ('auth' as const) : ('build' as const);
      return { playbook: { ...TYPE_ERROR, id: `playbook-${index}`, category }, path: 'x.yaml' };
    });
    const rows = buildListCard(many, 'npm').blocks.filter((block) => block.kind === 'row');
    expect(rows.map((row) => row.button?.action)).toEqual([
      { v: 1, type: 'list', category: 'auth', words: 'npm' },
      { v: 1, type: 'list', category: 'build', words: 'npm' },
    ]);
    const auth = many.filter(({ playbook }) => playbook.category === 'auth');
    expect(renderCardText(buildListCard([...auth, ...auth]), WIDE)).toContain('playbook-58');
  });

  it('shows every command of the table', () => {
    const text = renderCardText(
      buildHelpCard([{ usage: '/faultline list', does: 'names the playbooks' }]),
      WIDE,
    );
    expect(text).toContain('`/faultline list` names the playbooks');
  });
});

describe('buildThreadOpener', () => {
  it('names the person by id, for the chat tool to show', () => {
    expect(JSON.stringify(buildThreadOpener('U7'))).toContain('{"kind":"user","id":"U7"}');
  });
});

describe('buildPlaybookCard', () => {
  it('has its sections in the order of the page', () => {
    const headings = buildPlaybookCard(HTTP_AUTH, { docsUrl: null }).blocks.flatMap((block) =>
      block.kind === 'heading' ? [block.text] : [],
    );
    expect(headings).toEqual([
      'Matched signals',
      'What this failure means',
      'Diagnosis',
      'Fix steps',
      'Validation',
      'Why it matters',
      'Prevention',
      'Try it locally',
      'How Faultline detects it',
      'Links',
    ]);
  });

  it('links its page only below a web address', () => {
    const card = (docsUrl: string) => JSON.stringify(buildPlaybookCard(TYPE_ERROR, { docsUrl }));
    expect(card('https://docs.example.com/p/')).toContain(
      'https://docs.example.com/p/typescript-type-error.md',
    );
    expect(card('file:///p')).not.toContain('"link"');
  });
});
