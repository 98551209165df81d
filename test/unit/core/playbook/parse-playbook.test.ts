import { describe, expect, it } from '@jest/globals';
import { renderProblem } from '../../../../src/core/errors.ts';
import { MAX_PLAYBOOK_BYTES, parsePlaybook } from '../../../../src/core/playbook/parse-playbook.ts';

const SOUND = `id: forklift-broken
title: The forklift is broken
category: build
severity: low
match:
  any:
    - "forklift: out of oil"
    - expression: 'forklift (?P<number>\\d+) broke'
      literal: forklift
summary: The forklift has no oil.
diagnosis: Nobody filled it.
fix: |
  1. Fill it.
validation: It drives.
`;

/** A file of a folder `bundled` is held to more than a pack's. */
function problemsOf(text: string, path = 'yard.yaml'): readonly string[] {
  const parsed = parsePlaybook(text, path);
  return parsed.kind === 'problems' ? parsed.problems.map(renderProblem) : [];
}

function withLine(from: string, to: string): string {
  return SOUND.replace(from, to);
}

describe('parsePlaybook', () => {
  it('reads a playbook and fills in what was left out', () => {
    const parsed = parsePlaybook(SOUND, 'yard.yaml');
    expect(parsed).toMatchObject({
      kind: 'playbook',
      entry: {
        path: 'yard.yaml',
        playbook: { id: 'forklift-broken', detector: 'log', aliases: [], match: { none: [] } },
      },
    });
  });

  it('knows where each word stands', () => {
    const parsed = parsePlaybook(SOUND, 'yard.yaml');
    const where = parsed.kind === 'playbook' ? parsed.entry.where : () => '';
    expect(where(['match', 'any', 0])).toMatch(/^yard\.yaml:7:[78]$/);
    expect(where(['match', 'any', 1, 'literal'])).toBe('yard.yaml:9:16');
    expect(where(['fix'])).toBe('yard.yaml:13:3');
    expect(where(['examples', 'positive', 3])).toBe('yard.yaml:1:1');
  });

  it('names an unknown key with its place and the key that was meant', () => {
    expect(problemsOf(withLine('severity: low', 'severity: low\nsevertiy: low'))).toEqual([
      'yard.yaml:5:1: unknown key "severtiy" (did you mean "severity"?)',
    ]);
    expect(problemsOf(withLine('      literal: forklift', '      litreal: forklift'))).toContain(
      'yard.yaml:9:7: unknown key "litreal" (did you mean "literal"?)',
    );
  });

  it('collects everything that is wrong, in the order of the file', () => {
    const text = SOUND.replace('id: forklift-broken', 'id: Forklift')
      .replace('severity: low', 'severity: lowest')
      .replace('validation: It drives.\n', '');
    const problems = problemsOf(text, 'bundled/yard.yaml');
    expect(problems).toHaveLength(3);
    expect(problems).toContain('bundled/yard.yaml:1:1: "validation" is missing');
    expect(problems).toContain('bundled/yard.yaml:1:5: id: use lower-case words joined by hyphens');
    expect(problems.at(-1)).toMatch(/^bundled\/yard\.yaml:4:11: severity: /);
  });

  it('tells an author to quote a number', () => {
    expect(problemsOf(withLine('"forklift: out of oil"', '403'), 'bundled/yard.yaml')).toEqual([
      'bundled/yard.yaml:7:7: match.any[1]: not a signal (a number or a yes needs quotes around it)',
    ]);
  });

  it('refuses an expression that does not compile, and one that no linear engine can run', () => {
    expect(problemsOf(withLine('\\d+) broke', '\\d+ broke'))[0]).toMatch(
      /^yard\.yaml:8:\d+: the expression does not compile/,
    );
    expect(problemsOf(withLine(') broke', ') (?=broke)'))[0]).toMatch(/does not compile/);
  });

  it('refuses an expression whose counted repeats grow without measure', () => {
    expect(problemsOf(withLine('\\d+) broke', '(?:\\d{30}\\d{30}\\d{30}x?){15}) broke'))[0]).toMatch(
      /^yard\.yaml:8:\d+: the expression is too large: 1[34]\d\d steps, 1200 are allowed/,
    );
  });

  it('refuses a playbook that nothing speaks for', () => {
    const text = SOUND.replace(/ {2}any:[\s\S]*?(?=summary)/, '  none: ["all is well"]\n');
    expect(problemsOf(text)).toEqual([
      'yard.yaml:5:1: nothing speaks for this playbook: "any", "all", "partial" or "requests" needs an entry',
    ]);
  });

  it('refuses a group that can never be reached', () => {
    const text = withLine(
      'summary:',
      '  partial:\n    - {id: oil, minimum: 3, patterns: [oil, grease]}\nsummary:',
    );
    expect(problemsOf(text)).toEqual([
      expect.stringContaining('minimum 3 of 2 patterns can never be reached'),
    ]);
  });

  it.each([
    ['aliases', 'a: &a [x]\nb: [*a, *a]\n', /^yard\.yaml:2:5: aliases are not allowed/],
    ['a doubled key', 'id: a\nid: b\n', /^yard\.yaml:2:1: the key "id" stands here twice/],
    ['several documents', 'id: a\n---\nid: b\n', /more than one YAML document/],
    ['an empty file', '', /the file is empty/],
    ['text that is no YAML', 'a: [1\nb: 2\n', /^yard\.yaml:2:1: /],
    ['a foreign tag', 'id: !!js/function "x"\n', /unknown scalar tag/],
    ['deep nesting', `a: ${'['.repeat(40)}${']'.repeat(40)}\n`, /^yard\.yaml:1:\d+: nesting/],
    ['a list', '- id\n', /^yard\.yaml:1:1: the playbook: /],
    ['an oversize file', `# ${'x'.repeat(MAX_PLAYBOOK_BYTES)}\n`, /longer than/],
  ])('refuses %s', (_, text, message) => {
    expect(problemsOf(text)[0]).toMatch(message);
  });

  it('takes keys that would reach a prototype for unknown keys', () => {
    expect(problemsOf(`${SOUND}__proto__: {polluted: yes}\n`)).toEqual([
      expect.stringContaining('unknown key "__proto__"'),
    ]);
    expect(problemsOf(`${SOUND}constructor: {prototype: {polluted: yes}}\n`)).toHaveLength(1);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('loads what the Faultline command line wrote, less what we do not use', () => {
    const extra =
      'domain: yard\nclass: oil\nmode: strict\nhypothesis: {supports: [{signal: x, weight: 1}]}\n';
    expect(parsePlaybook(SOUND + extra, 'yard.yaml').kind).toBe('playbook');
    const source = 'id: a-b\ndetector: source\nsource: {triggers: [{patterns: [x]}]}\n';
    expect(parsePlaybook(source, 'yard.yaml').kind).toBe('not-about-logs');
  });
});
