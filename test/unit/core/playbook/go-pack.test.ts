import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readPlaybookFolders } from '../../../../src/adapters/files/read-playbooks.ts';
import { renderProblem } from '../../../../src/core/errors.ts';
import { compileCatalog } from '../../../../src/core/match/compile-catalog.ts';
import { assemblePlaybooks } from '../../../../src/core/playbook/assemble-playbooks.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import { lintPlaybook } from '../../../../src/core/playbook/lint-playbook.ts';
import { diagnoseLog } from '../../../../src/flows/diagnose-log.ts';

const PACK = 'test/fixtures/playbooks/go-pack';

const { folders, problems, warnings } = await readPlaybookFolders([PACK]);
const entries = folders.flatMap((folder) => folder.playbooks);

const LOG = [
  'harbour: shift started',
  'harbour: night shift',
  'error: load cell a over limit',
  'error: load cell c over limit',
  'error: crane: lift refused',
  'Process completed with exit code 1.',
];

function findingsIn(lines: readonly string[]): readonly string[] {
  const catalog = compileCatalog(createCatalog(entries));
  return diagnoseLog(catalog, lines.join('\n')).analysis.findings.map(({ id }) => id);
}

describe('a pack of the Faultline command line', () => {
  it('loads unchanged, with every field of its format; what we read otherwise is a warning', () => {
    expect(problems.map(renderProblem)).toEqual([]);
    expect(entries.map(({ playbook }) => playbook.id).sort()).toEqual([
      'crane-overload',
      'crane-overload-night',
      'gate-jammed',
      'gate-rusty',
    ]);
    expect(new Set(warnings.map(({ code }) => code))).toEqual(
      new Set(['unknown-category', 'unknown-severity']),
    );
  });

  it('matches, with its fragments, groups and parents', () => {
    expect(findingsIn(LOG)).toEqual(expect.arrayContaining(['crane-overload', 'crane-overload-night']));
    expect(findingsIn(LOG.filter((line) => !line.includes('night')))).toEqual(['crane-overload']);
    expect(findingsIn(LOG.filter((line) => !line.includes('cell a')))).toEqual([]);
    expect(findingsIn([...LOG, 'crane: drill exercise'])).toEqual([]);
    expect(findingsIn(['error: gate: hinge stuck', 'exit code 1'])).toContain('gate-jammed');
  });

  it('has lints of quality, which stop nothing', () => {
    const codes = entries.flatMap(lintPlaybook).map(({ code }) => code);
    expect(codes).toContain('hidden-expression');
  });

  it.each([
    ['log/crane-overload.yaml', 'supports:', 'suports:', 'supports'],
    ['log/crane-overload.yaml', 'confidence_delta:', 'confidense_delta:', 'confidence_delta'],
    ['log/crane-overload.yaml', 'stage_hints:', 'stage_hint:', 'stage_hints'],
    ['log/crane-overload.yaml', 'why_it_matters:', 'why_it_maters:', 'why_it_matters'],
    ['source/unguarded-crane.yaml', 'amplifiers:', 'amplifierz:', 'amplifiers'],
    ['source/unguarded-crane.yaml', 'base_score:', 'base_skore:', 'base_score'],
  ])('names a misspelt key of %s with its line: %s', async (file, right, wrong, meant) => {
    const text = (await readFile(`${PACK}/${file}`, 'utf8')).replace(right, wrong);
    const line = text.slice(0, text.indexOf(wrong)).split('\n').length;
    const matchers = await readFile(`${PACK}/faultline-matchers.yaml`, 'utf8');
    const found = assemblePlaybooks([
      { path: 'pack/faultline-matchers.yaml', text: matchers },
      { path: 'pack/a.yaml', text },
    ]).flatMap((each) => each.problems.map(renderProblem));
    expect(found).toEqual([expect.stringMatching(`^pack/a\\.yaml:${line}:\\d+: unknown key`)]);
    expect(found[0]).toContain(`did you mean "${meant}"?`);
  });
});
