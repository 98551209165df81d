import { buildPlaybookCard } from '../../../src/core/card/build-playbook-card.ts';
import { compileCatalog } from '../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../src/core/playbook/create-catalog.ts';
import { lintPlaybook } from '../../../src/core/playbook/lint-playbook.ts';
import { parsePlaybook } from '../../../src/core/playbook/parse-playbook.ts';
import { renderPage } from '../../../src/core/playbook/render-page.ts';
import { diagnoseLog } from '../../../src/flows/diagnose-log.ts';
import { type Faults, findActive } from './judge.ts';
import { judgeCard } from './judge-card.ts';

/** A log that an expression of nested repeats would not come to an end with. */
const LONG = `${'a'.repeat(1_900)}!\n`.repeat(40);

/** A file of a pack is refused with words, or becomes a playbook that does no harm. */
export function judgePlaybook(text: string): Faults {
  const parsed = parsePlaybook(text, 'pack/some.yaml');
  const faults: string[] = [];
  if ('isAdmin' in {}) faults.push('the prototype of all objects was changed');
  if (parsed.kind === 'problems' && parsed.problems.some(({ message }) => message === ''))
    faults.push('no words');
  if (parsed.kind !== 'playbook') return faults;
  const { entry } = parsed;
  lintPlaybook(entry);
  diagnoseLog(compileCatalog(createCatalog([entry])), LONG);
  return [
    ...faults,
    ...findActive('the page', renderPage(entry)),
    ...judgeCard(buildPlaybookCard(entry.playbook, { docsUrl: null }), []),
  ];
}
