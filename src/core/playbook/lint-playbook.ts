import type { AuthorProblem } from '../errors.ts';
import type { LocatedPlaybook } from './located-playbook.ts';
import type { KeyPath } from './parse-yaml.ts';
import { type ExpressionSignal, isExpression, type Playbook, type Signal } from './playbook.ts';

/** Shorter literals (`JWT`, `lsof`, `killed` is long enough) turn up in healthy logs. */
const MIN_LITERAL_LENGTH = 5;

const LISTS = ['any', 'all', 'none'] as const;

/** Marks that a literal holds an expression: such a signal can never match. */
const EXPRESSION_MARKS: readonly RegExp[] = [
  // "version.*not found", "exit code .+"
  /\.[*+]/,
  // "Step \d+", "\s", "\b401\b"
  /\\[dswbDSWB]/,
  // "Step [0-9]+ : COPY", "[a-z]*"
  /\[[^\]]{1,40}\][*+?{]/,
  // "(?:timeout|deadline)"
  /\(\?[:=!<i]/,
  // "(timeout|deadline)"
  /\([^()|\s]{1,40}\|[^()\s]{1,40}\)/,
];

/** Advice that is not there yet. */
const PLACEHOLDER = /^(?:todo|tbd|fixme|n\/a|none|\.{3}|-)\b.{0,40}$/i;

/**
 * What the schema lets pass and a reader or the matcher would suffer from, in the order of the file.
 *
 * Looks at one playbook alone; {@link lintCatalog} compares it with the others.
 */
export function lintPlaybook(entry: LocatedPlaybook): readonly AuthorProblem[] {
  const { playbook } = entry;
  return [
    ...lintSignals(playbook),
    ...lintRepeats(playbook),
    ...lintAdvice(playbook),
    ...lintExamples(playbook),
  ].map(({ path, ...problem }) => ({ ...problem, where: entry.where(path) }));
}

/** Problems between playbooks: names that lead nowhere, one signal in two playbooks. */
export function lintCatalog(entries: readonly LocatedPlaybook[]): readonly AuthorProblem[] {
  const ids = new Set(entries.map((entry) => entry.playbook.id));
  return [...entries.flatMap((entry) => lintReferences(entry, ids)), ...lintSharedSignals(entries)];
}

type Problem = Omit<AuthorProblem, 'where'> & { readonly path: KeyPath };

/** Signals as the matcher compares them: case and the width of white space do not count. */
function normalized(signal: Signal): string {
  if (isExpression(signal)) return `/${signal.expression}/`;
  return literalOf(signal).toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

function literalOf(signal: Exclude<Signal, ExpressionSignal>): string {
  return typeof signal === 'string' ? signal : signal.literal;
}

function lintSignals(playbook: Playbook): Problem[] {
  const found: Problem[] = [];
  const check = (literal: string, path: KeyPath): void => {
    if (EXPRESSION_MARKS.some((mark) => mark.test(literal))) {
      const message = `"${literal}" is taken letter by letter and can never match as an expression`;
      found.push({ code: 'hidden-expression', message, hint: 'write {expression, literal}', path });
    }
    if (literal.replaceAll(/\s/g, '').length < MIN_LITERAL_LENGTH) {
      const message = `"${literal}" is too short to speak for a failure`;
      const hint = `at least ${MIN_LITERAL_LENGTH} characters; healthy logs hold it too`;
      found.push({ code: 'short-signal', message, hint, path });
    }
  };
  for (const list of LISTS) {
    for (const [index, signal] of playbook.match[list].entries()) {
      if (!isExpression(signal)) check(literalOf(signal), ['match', list, index]);
    }
  }
  for (const [group, { patterns }] of playbook.match.partial.entries()) {
    for (const [index, pattern] of patterns.entries()) {
      check(pattern, ['match', 'partial', group, 'patterns', index]);
    }
  }
  return found;
}

function lintRepeats(playbook: Playbook): Problem[] {
  const found: Problem[] = [];
  const seen = new Map<string, string>();
  for (const list of LISTS) {
    for (const [index, signal] of playbook.match[list].entries()) {
      const key = normalized(signal);
      const before = seen.get(key);
      seen.set(key, before ?? list);
      if (before === undefined) continue;
      const vetoed = list === 'none' && before !== 'none';
      const message = vetoed
        ? `this signal of "${before}" is vetoed here`
        : `this signal stands in "${before}" already`;
      const path = ['match', list, index];
      found.push({ code: vetoed ? 'vetoed-signal' : 'duplicate-signal', message, hint: null, path });
    }
  }
  return found;
}

function lintAdvice(playbook: Playbook): Problem[] {
  const found: Problem[] = [];
  const fields = ['summary', 'diagnosis', 'fix', 'validation', 'why_it_matters', 'prevention'] as const;
  for (const field of fields) {
    const text = playbook[field];
    if (text === undefined || (text.length >= 20 && !PLACEHOLDER.test(text))) continue;
    const message = `"${field}" says too little to help anybody`;
    found.push({ code: 'empty-advice', message, hint: null, path: [field] });
  }
  // "1. Ask who the token is", "- Ask", "* Ask"
  if (!/^ {0,3}(?:\d{1,3}[.)]|[-*+]) +\S/m.test(playbook.fix)) {
    const hint = 'begin each step with "1. "';
    found.push({ code: 'no-steps', message: '"fix" has no list of steps', hint, path: ['fix'] });
  }
  return found;
}

function lintExamples({ examples }: Playbook): Problem[] {
  const found: Problem[] = [];
  for (const kind of ['positive', 'negative'] as const) {
    if (examples[kind].length > 0) continue;
    const message = `no ${kind} example`;
    const hint =
      kind === 'positive' ? 'a log that this playbook must win' : 'a near miss that it must leave alone';
    found.push({ code: 'no-example', message, hint, path: ['examples'] });
  }
  const names = new Set<string>();
  for (const kind of ['positive', 'negative'] as const) {
    for (const [index, { name }] of examples[kind].entries()) {
      const path = ['examples', kind, index, 'name'];
      if (names.has(name))
        found.push({ code: 'duplicate-example', message: `two examples "${name}"`, hint: null, path });
      names.add(name);
    }
  }
  return found;
}

const VERDICTS = new Set(['unknown', 'clean']);

function lintReferences(entry: LocatedPlaybook, ids: ReadonlySet<string>): AuthorProblem[] {
  const { playbook } = entry;
  const links: { id: string; path: KeyPath }[] = [];
  for (const field of ['replaces', 'causes'] as const) {
    for (const [index, id] of playbook[field].entries()) links.push({ id, path: [field, index] });
  }
  for (const [index, { expect }] of playbook.examples.negative.entries()) {
    const path = ['examples', 'negative', index, 'expect'];
    if (expect !== undefined && !VERDICTS.has(expect)) links.push({ id: expect, path });
  }
  return links
    .filter(({ id }) => !ids.has(id))
    .map(({ id, path }) => ({
      code: 'unknown-playbook',
      where: entry.where(path),
      message: `no playbook has the id "${id}"`,
      hint: null,
    }));
}

function lintSharedSignals(entries: readonly LocatedPlaybook[]): AuthorProblem[] {
  const owners = new Map<string, LocatedPlaybook>();
  const problems: AuthorProblem[] = [];
  for (const entry of entries) {
    for (const [index, signal] of entry.playbook.match.any.entries()) {
      const owner = owners.get(normalized(signal));
      if (owner === undefined) owners.set(normalized(signal), entry);
      if (owner === undefined || owner === entry || areRelated(owner.playbook, entry.playbook)) continue;
      const message = `the signal "${normalized(signal)}" belongs to ${owner.playbook.id} already`;
      const hint = 'make it more exact, or say which of the two replaces the other';
      problems.push({ code: 'shared-signal', where: entry.where(['match', 'any', index]), message, hint });
    }
  }
  return problems;
}

/** A signal may be shared when something else tells the two apart. */
function areRelated(a: Playbook, b: Playbook): boolean {
  if (a.replaces.includes(b.id) || b.replaces.includes(a.id) || a.kind === b.id || b.kind === a.id)
    return true;
  return a.match.all.length + b.match.all.length > 0;
}
