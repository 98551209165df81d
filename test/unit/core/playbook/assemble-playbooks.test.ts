import { describe, expect, it } from '@jest/globals';
import { renderProblem } from '../../../../src/core/errors.ts';
import { assemblePlaybooks } from '../../../../src/core/playbook/assemble-playbooks.ts';

const TEXTS = 'summary: A sum.\ndiagnosis: Why.\nfix: 1. Do.\nvalidation: See.\n';

function playbook(id: string, more: string): string {
  return `id: ${id}\ntitle: About ${id}\ncategory: build\nseverity: low\n${more}${TEXTS}`;
}

const any = (...signals: string[]) => `match:\n  any: ${JSON.stringify(signals)}\n`;

/** Files by name, assembled in the order of the object's keys. */
function assemble(files: Readonly<Record<string, string>>) {
  const assembled = assemblePlaybooks(Object.entries(files).map(([path, text]) => ({ path, text })));
  const entry = (path: string) => assembled.find((file) => file.path === path)?.entry?.playbook ?? null;
  return {
    entry,
    where: (path: string, at: (string | number)[]) =>
      assembled.find((file) => file.path === path)?.entry?.where(at),
    ids: assembled.flatMap((file) => file.entry?.playbook.id ?? []),
    problems: assembled.flatMap((file) => file.problems.map(renderProblem)),
    warnings: assembled.flatMap((file) => file.warnings.map(renderProblem)),
  };
}

describe('extends', () => {
  const parent = `${playbook('crane', any('crane: stuck'))}tags: [yard]\naliases: [lift]\n`;
  const child =
    'id: crane-night\nextends: crane\ntitle: At night\ntags: [night]\nmatch:\n  any: ["crane: asleep"]\n';

  it('overrides single values, appends lists, and keeps id and aliases to the parent', () => {
    const { entry, where, problems } = assemble({ 'b.yaml': child, 'a.yaml': parent });
    expect(problems).toEqual([]);
    expect(entry('b.yaml')).toMatchObject({
      id: 'crane-night',
      title: 'At night',
      severity: 'low',
      fix: '1. Do.',
      tags: ['yard', 'night'],
      aliases: [],
      match: { any: ['crane: stuck', 'crane: asleep'] },
    });
    expect(where('b.yaml', ['match', 'any', 0])).toMatch(/^a\.yaml:6:/);
    expect(where('b.yaml', ['match', 'any', 1])).toMatch(/^b\.yaml:6:/);
  });

  it('names an unknown parent and the one that was meant', () => {
    const { problems } = assemble({
      'a.yaml': parent,
      'b.yaml': child.replace('extends: crane', 'extends: crain'),
    });
    expect(problems).toEqual(['b.yaml:2:10: nothing is called "crain" (did you mean "crane"?)']);
  });

  it('refuses a cycle, and a playbook that extends itself', () => {
    const loop = (id: string, other: string) => `id: ${id}\nextends: ${other}\n`;
    const { problems } = assemble({
      'a.yaml': loop('a', 'b'),
      'b.yaml': loop('b', 'a'),
      'c.yaml': loop('c', 'c'),
    });
    expect(problems).toHaveLength(3);
    for (const problem of problems) expect(problem).toContain('"extends" leads back to where it began');
  });
});

describe('use', () => {
  const fragments =
    'schema_version: matchers.v1\nnamed_matches:\n  stuck:\n    any: ["crane: stuck"]\n    none: [drill]\n';

  it('puts named fragments and the signals of another playbook before its own', () => {
    const { entry, where } = assemble({
      'faultline-matchers.yaml': fragments,
      'a.yaml': playbook('gate', any('gate: closed')),
      'b.yaml': playbook('both', 'match:\n  use: [stuck, "playbook:gate"]\n  any: ["both: down"]\n'),
    });
    expect(entry('b.yaml')?.match).toMatchObject({
      any: ['crane: stuck', 'gate: closed', 'both: down'],
      none: ['drill'],
    });
    expect(where('b.yaml', ['match', 'any', 0])).toMatch(/^faultline-matchers\.yaml:4:/);
    expect(where('b.yaml', ['match', 'any', 2])).toMatch(/^b\.yaml:7:/);
  });

  it('names a fragment that is not there, and refuses fragments that use each other', () => {
    const { problems } = assemble({
      'faultline-matchers.yaml': 'named_matches:\n  one: {use: [two]}\n  two: {use: [one]}\n',
      'a.yaml': playbook('gate', 'match:\n  use: [too]\n'),
      'b.yaml': playbook('both', 'match:\n  use: [one]\n'),
    });
    expect(problems).toEqual([
      'a.yaml:6:9: nothing is called "too" (did you mean "two"?)',
      expect.stringMatching(/^faultline-matchers\.yaml:2:.*leads back to where it began/),
    ]);
  });

  it('names a misspelt key of the fragments with its line', () => {
    const { problems } = assemble({ 'faultline-matchers.yaml': fragments.replace('none:', 'nonne:') });
    expect(problems).toEqual(['faultline-matchers.yaml:5:5: unknown key "nonne" (did you mean "none"?)']);
  });
});

describe('a pack beside the bundled playbooks', () => {
  const bundled = { 'bundled/a.yaml': `${playbook('crane', any('crane: stuck'))}aliases: [lift]\n` };

  it('overrides a playbook, and may build upon what it takes the place of', () => {
    const { entry, ids, problems } = assemble({
      ...bundled,
      'team/a.yaml':
        'id: crane\nextends: crane\noverrides: true\nowner: Yard crew\nrunbook: https://wiki.example.com/crane\n',
    });
    expect(problems).toEqual([]);
    expect(ids).toEqual(['crane']);
    expect(entry('team/a.yaml')).toMatchObject({
      aliases: ['lift'],
      owner: 'Yard crew',
      runbook: 'https://wiki.example.com/crane',
      match: { any: ['crane: stuck'] },
    });
  });

  it('refuses the same id without saying so, and a second override', () => {
    const again = playbook('crane', any('crane: fell'));
    expect(assemble({ ...bundled, 'team/a.yaml': again }).problems).toEqual([
      'team/a.yaml:1:5: the id "crane" is taken by bundled/a.yaml',
    ]);
    const override = `${again}overrides: true\n`;
    expect(assemble({ ...bundled, 'x/a.yaml': override, 'y/a.yaml': override }).problems).toEqual([
      'y/a.yaml:1:5: the id "crane" is taken by x/a.yaml',
    ]);
  });

  it('disables playbooks and names the owner of its own', () => {
    const { entry, ids, warnings } = assemble({
      ...bundled,
      'team/faultline-pack.yaml': 'name: team\nowner: Night shift\ndisable: [crane, crame]\n',
      'team/gate.yaml': playbook('gate', any('gate: closed')),
    });
    expect(ids).toEqual(['gate']);
    expect(entry('team/gate.yaml')?.owner).toBe('Night shift');
    expect(warnings).toEqual([
      expect.stringContaining('faultline-pack.yaml:3:18: there is no playbook "crame" to disable'),
    ]);
  });

  it('takes a category and severity of its own for ours with a warning, where a bundled file may not', () => {
    const odd = playbook('gate', any('gate: closed')).replace('build', 'harbour').replace('low', 'urgent');
    const { entry, warnings } = assemble({ 'team/gate.yaml': odd });
    expect(entry('team/gate.yaml')).toMatchObject({ category: 'ci', severity: 'medium' });
    expect(warnings).toHaveLength(2);
    expect(assemble({ 'bundled/gate.yaml': odd }).problems).toHaveLength(2);
  });
});
