import { describe, expect, it } from '@jest/globals';
import { BUNDLED_PLAYBOOKS } from '../../src/adapters/files/package-root.ts';
import { readPlaybookFolders } from '../../src/adapters/files/read-playbooks.ts';
import { renderProblem } from '../../src/core/errors.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { checkExamples } from '../../src/core/playbook/check-examples.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { lintCatalog, lintPlaybook } from '../../src/core/playbook/lint-playbook.ts';
import { diagnoseLog } from '../../src/flows/diagnose-log.ts';

const { folders, problems } = await readPlaybookFolders([BUNDLED_PLAYBOOKS]);
const entries = folders.flatMap((folder) => folder.playbooks);
const catalog = compileCatalog(createCatalog(entries));

describe('the bundled catalog', () => {
  it('parses, and lint finds nothing', () => {
    const found = [...problems, ...entries.flatMap(lintPlaybook), ...lintCatalog(entries)];
    expect(found.map(renderProblem)).toEqual([]);
    expect(entries.length).toBeGreaterThan(12);
  });

  it('stands in folders by category, in files by id', () => {
    for (const { playbook, path } of entries) {
      expect(path).toBe(`playbooks/bundled/log/${playbook.category}/${playbook.id}.yaml`);
    }
  });

  it.each(entries.map((entry) => [entry.playbook.id, entry] as const))(
    '%s: each positive example wins against the whole catalog, no near miss does',
    (_, entry) => {
      const results = checkExamples([entry], (log) => diagnoseLog(catalog, log).analysis);
      const faults = results.filter((result) => result.fault !== null);
      expect(faults.map(({ where, name, fault }) => `${where}: ${name}: ${fault}`)).toEqual([]);
      expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['positive', 'negative']));
    },
  );
});
