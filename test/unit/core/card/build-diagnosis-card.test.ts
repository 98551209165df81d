import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildDiagnosisCard } from '../../../../src/core/card/build-diagnosis-card.ts';
import type { Card, CardBlock } from '../../../../src/core/card/card.ts';
import { renderCardText } from '../../../../src/core/card/render-card-text.ts';
import type { Analysis } from '../../../../src/core/diagnosis/analysis.ts';
import type { RequestStage } from '../../../../src/core/failed-request/failed-request.ts';
import { PlaybookSchema } from '../../../../src/core/playbook/playbook-schema.ts';
import { diagnosed, EMPTY, evidence, finding, request } from '../../../golden/cards/analysis-parts.ts';
import { CLEAN, PROVEN_403, UNDECIDED, UNKNOWN } from '../../../golden/cards/sample-analyses.ts';
import { HTTP_AUTH } from '../../../golden/cards/sample-playbooks.ts';

const ALONE = { playbook: null, source: null };

function textOf(card: Card): string {
  return renderCardText(card, { color: false, width: 400 });
}

function evidenceOf(card: Card): Extract<CardBlock, { kind: 'evidence' }>['lines'] {
  return card.blocks.flatMap((block) => (block.kind === 'evidence' ? block.lines : []));
}

function rowOf(stage: RequestStage | null, url: string | null = 'https://api.example.com/'): string {
  const card = buildDiagnosisCard({
    ...ALONE,
    analysis: diagnosed({}, { failedRequests: [request({ stage, url })] }),
  });
  const stages = card.blocks.flatMap((block) => (block.kind === 'progress' ? block.stages : []));
  return stages.map(({ name, state }) => (state === 'failed' ? `${name}!` : name)).join(' ');
}

function withLines(texts: readonly string[], signal = 'HTTP 403'): Card {
  const lines = texts.map((text, at) => evidence(at + 1, text, signal));
  return buildDiagnosisCard({
    ...ALONE,
    analysis: diagnosed({}, { findings: [finding({ evidence: lines })] }),
  });
}

describe('how far the request got', () => {
  it.each<[RequestStage | null, string]>([
    ['dns', 'DNS!'],
    ['connect', 'DNS connect!'],
    ['tls', 'DNS connect TLS!'],
    ['proxy', 'DNS connect proxy!'],
    ['authentication', 'DNS connect TLS entrance!'],
    ['authorization', 'DNS connect TLS entrance permission!'],
    ['rate-limit', 'DNS connect TLS rate limit!'],
    ['not-found', 'DNS connect TLS resource!'],
    ['server', 'DNS connect TLS server!'],
    [null, ''],
  ])('shows %s as %s', (stage, row) => {
    expect(rowOf(stage)).toBe(row);
  });

  it('claims no TLS for plain HTTP', () => {
    expect(rowOf('authentication', 'http://api.example.com/')).toBe('DNS connect entrance!');
  });
});

describe('the steps', () => {
  it('begin with the proven side and leave the other out', () => {
    const text = textOf(buildDiagnosisCard({ analysis: PROVEN_403, playbook: HTTP_AUTH, source: null }));
    expect(text).toContain('1. Give that account the right');
    expect(text).not.toContain('renew the credential');
  });

  it('keep both sides, in order, when the log does not say', () => {
    const text = textOf(buildDiagnosisCard({ analysis: UNDECIDED, playbook: HTTP_AUTH, source: null }));
    expect(text).toContain('2. For 401: renew');
    expect(text).toContain('3. For 403: give');
    expect(text).toContain('4 more in the full playbook');
  });

  it('keep a step that speaks of both numbers', () => {
    const playbook = PlaybookSchema.parse({
      ...HTTP_AUTH,
      fix: '1. For 401 and 403: look at the clock.\n2. For 401s of this sort, wait.',
    });
    const text = textOf(buildDiagnosisCard({ analysis: PROVEN_403, playbook, source: null }));
    expect(text).toContain('1. For 401 and 403: look at the clock.');
  });

  it('never put a log’s words into a command when a shell would read more than a word', () => {
    const build = (host: string) =>
      textOf(
        buildDiagnosisCard({ analysis: PROVEN_403, playbook: HTTP_AUTH, source: null, captures: { host } }),
      );
    expect(build('npm.example.com')).toContain('--registry https://npm.example.com/');
    expect(build('x;rm$(y)')).toContain('--registry https://<host>/');
  });
});

describe('the proving lines', () => {
  it('lose the CI service’s timestamp and keep their own words', () => {
    expect(evidenceOf(withLines(['2026-03-01T10:00:00.1234567Z HTTP 403 for a']))).toEqual([
      { number: 1, text: 'HTTP 403 for a' },
    ]);
  });

  it('are cut visibly around the signal', () => {
    const [line] = evidenceOf(withLines([`${'a'.repeat(500)} HTTP 403 ${'b'.repeat(500)}`]));
    expect(line?.text).toMatch(/^…a+ HTTP 403 b+…$/);
    expect(line?.text.length).toBeLessThanOrEqual(160);
  });

  it('say how many more there are', () => {
    const lines = evidenceOf(withLines(Array.from({ length: 9 }, (_, at) => `HTTP 403 for ${at}`)));
    expect(lines.at(-1)).toEqual({ number: null, text: '5 more lines of the same kind' });
  });

  it('bring no neighbour when they are many, nor one from far away', () => {
    const excerpt = [{ line: 90, text: 'far away' }];
    const analysis = { ...PROVEN_403, excerpt };
    const lines = evidenceOf(buildDiagnosisCard({ ...ALONE, analysis }));
    expect(lines.map(({ number }) => number)).toEqual([214]);
  });
});

describe('the manner of the card', () => {
  it('claims a measure only where there is one', () => {
    expect(textOf(buildDiagnosisCard({ ...ALONE, analysis: PROVEN_403 }))).toContain(
      'certain (right 41 of 43 times here)',
    );
    expect(textOf(buildDiagnosisCard({ ...ALONE, analysis: diagnosed({}, {}) }))).not.toContain('right');
  });

  it('says the reason once when the summary is the reason', () => {
    for (const status of [403, 404]) {
      const failed = request({ stage: 'authorization', status, reason: 'the token may only read' });
      const analysis = diagnosed({ summary: 'The token may only read.' }, { failedRequests: [failed] });
      expect(textOf(buildDiagnosisCard({ ...ALONE, analysis })).match(/token may only read/gi)).toHaveLength(
        1,
      );
    }
  });

  it('makes no link from a log’s words', () => {
    const summary = 'see [this](https://evil.example.com)';
    const card = buildDiagnosisCard({ ...ALONE, analysis: diagnosed({ summary }, {}) });
    expect(JSON.stringify(card)).not.toContain('"link"');
  });

  it('links the source only when it is a web address', () => {
    const build = (url: string) =>
      JSON.stringify(
        buildDiagnosisCard({
          analysis: PROVEN_403,
          playbook: null,
          source: { job: null, step: null, url, name: 'log' },
        }),
      );
    expect(build('https://ci.example.com/1')).toContain('"link"');
    expect(build('javascript:alert(1)')).not.toContain('"link"');
  });

  it('offers the full playbook only where there is one, and no verdict on what is no diagnosis', () => {
    const labels = (card: Card) =>
      card.blocks.flatMap((block) =>
        block.kind === 'actions' ? block.buttons.map(({ label }) => label) : [],
      );
    expect(labels(buildDiagnosisCard({ analysis: PROVEN_403, playbook: HTTP_AUTH, source: null }))).toEqual([
      'Full playbook',
      'Why?',
      'I’m on it',
      'Ask for help',
    ]);
    expect(labels(buildDiagnosisCard({ ...ALONE, analysis: PROVEN_403 }))).not.toContain('Full playbook');
    const unknown = buildDiagnosisCard({ ...ALONE, analysis: UNKNOWN });
    expect(labels(unknown)).toEqual([
      'Make a playbook from this',
      'Ask for help',
      'I’m on it',
      'I know what it was',
    ]);
    expect(unknown.blocks.some(({ kind }) => kind === 'feedback')).toBe(false);
  });

  it.each([
    [0, 'The log is empty.'],
    [1, 'I see no failure in this line.'],
    [1234567, 'I see no failure in these 1,234,567 lines.'],
  ])('counts %s lines of a clean log', (lines, title) => {
    expect(buildDiagnosisCard({ ...ALONE, analysis: { ...CLEAN, log: { ...CLEAN.log, lines } } }).title).toBe(
      title,
    );
  });
});

describe('any log whatsoever', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ maxLength: 40 }),
    fc.constant('\n\r\u2028'),
  );
  const maybe = fc.option(any);
  const line = fc.integer({ min: 1, max: 99 });
  const anyRequest = fc.record({
    method: maybe,
    url: maybe,
    service: maybe,
    client: maybe,
    reason: maybe,
    step: maybe,
    line,
    status: fc.option(fc.nat()),
  });
  const stage = fc.constantFrom<RequestStage | null>('authentication', 'authorization', 'dns', null);
  const analyses: fc.Arbitrary<Analysis> = fc
    .record({
      verdict: fc.constantFrom('diagnosed', 'unknown', 'clean'),
      title: any,
      summary: any,
      evidence: fc.array(fc.record({ file: maybe, step: maybe, line, text: any, signal: any }), {
        maxLength: 30,
      }),
      excerpt: fc.array(fc.record({ line, text: any }), { maxLength: 30 }),
      requests: fc.array(fc.tuple(anyRequest, stage), { maxLength: 2 }),
      place: maybe,
    })
    .map(({ verdict, title, summary, evidence: lines, excerpt, requests, place }) => ({
      ...diagnosed({ title, summary }, {}),
      verdict,
      findings: [finding({ evidence: lines, because: [summary] }), finding({ id: 'b', title })],
      failedRequests: requests.map(([known, at]) => request({ ...known, stage: at })),
      excerpt,
      silent: [{ id: 'x-y', severity: 'low', evidence: excerpt }],
      log: { ...EMPTY.log, failedJob: place, failedStep: place },
    }));

  it('yields a card inside the limits', () => {
    fc.assert(
      fc.property(analyses, any, (analysis, host) => {
        const card = buildDiagnosisCard({ analysis, playbook: HTTP_AUTH, source: null, captures: { host } });
        expect(card.title.length).toBeLessThanOrEqual(150);
        expect(card.fallback.length).toBeLessThanOrEqual(300);
        expect(`${card.title}${card.fallback}`).not.toMatch(/[\n\r\u2028\u2029]/);
        const lines = evidenceOf(card);
        expect(lines.filter(({ number }) => number !== null).length).toBeLessThanOrEqual(8);
        for (const { text } of lines) expect(text).not.toMatch(/[\n\r]/);
        const numbers = lines.flatMap(({ number }) => number ?? []);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('what a pack adds', () => {
  it('is shown: page, runbook and owner, the owner as plain words', () => {
    const playbook = { ...HTTP_AUTH, runbook: 'https://wiki.example.com/auth', owner: '@platform-team' };
    const card = buildDiagnosisCard({
      ...ALONE,
      analysis: PROVEN_403,
      playbook,
      docsUrl: 'https://docs.example.com/p',
    });
    const contexts = card.blocks.flatMap((block) => (block.kind === 'context' ? [block.content] : []));
    const shown = contexts.find((content) => content.some(({ kind }) => kind === 'link')) ?? [];
    expect(shown.filter(({ kind }) => kind === 'link')).toEqual([
      { kind: 'link', url: `https://docs.example.com/p/${HTTP_AUTH.id}.md`, text: 'page' },
      { kind: 'link', url: 'https://wiki.example.com/auth', text: 'runbook' },
    ]);
    expect(shown).toContainEqual({ kind: 'text', text: 'owner: @platform-team' });
  });
});
