import { readPlaybooks } from '../../../src/adapters/files/read-playbooks.ts';
import { buildDiagnosisCard } from '../../../src/core/card/build-diagnosis-card.ts';
import { compileCatalog } from '../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../src/flows/diagnose-log.ts';
import { keptLog } from '../../../src/flows/kept-log.ts';
import { type Faults, findLeaks } from './judge.ts';
import { judgeCard } from './judge-card.ts';
import type { WithSecrets } from './make-log.ts';

export const ENTRIES = await readPlaybooks();
export const CATALOG = compileCatalog(createCatalog(ENTRIES));
const [first = '', ...others] = ENTRIES.flatMap(({ playbook }) =>
  playbook.examples.positive.map(({ log }) => log),
);
/** The logs that the playbooks bring themselves. */
export const EXAMPLES: readonly [string, ...string[]] = [first, ...others];

/** A log on its whole road: what is kept of it, what is printed, and its card. */
export function judgeLog({ text, secrets }: WithSecrets): Faults {
  const { analysis, log } = diagnoseLog(CATALOG, text);
  const playbook = CATALOG.catalog.find(analysis.diagnosis?.id ?? '')?.playbook ?? null;
  const source = { job: 'build', step: null, url: null, name: 'build.log' };
  const card = buildDiagnosisCard({ analysis, playbook, source, docsUrl: 'https://docs.example.com/' });
  return [
    ...findLeaks('the report', JSON.stringify(analysis), secrets),
    ...findLeaks('what is kept', keptLog(log), secrets),
    ...judgeCard(card, secrets),
  ];
}
