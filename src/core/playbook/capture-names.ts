import { isExpression, type Playbook } from './playbook.ts';

// (?P<host>[^/]+)   ·   (?<host>[^/]+)
const NAMED_GROUP = /\(\?P?<(?<name>[A-Za-z]\w{0,40})>/g;

/** Every name that the playbook's expressions may catch: only these are filled into its text. */
export function captureNames(playbook: Playbook): ReadonlySet<string> {
  const names = new Set<string>();
  for (const signal of [...playbook.match.any, ...playbook.match.all]) {
    if (!isExpression(signal)) continue;
    for (const match of signal.expression.matchAll(NAMED_GROUP)) names.add(match.groups?.['name'] ?? '');
  }
  return names;
}
