import { RE2JS, RE2JSException } from 're2js';
import type { AuthorProblem } from '../errors.ts';
import { requiredLiterals } from '../match/required-literals.ts';
import { type Draft, isRecord } from './draft.ts';
import { explainIssue } from './explain-issue.ts';
import { isExpression, type Playbook, type Signal } from './playbook.ts';
import { PlaybookFile, SourcePlaybookFile, toPlaybook } from './playbook-file.ts';
import { toSchemaTree } from './schema-keys.ts';

export type ValidatedDraft =
  | { readonly kind: 'playbook'; readonly playbook: Playbook }
  /** It reads source code, not logs: nothing for us. */
  | { readonly kind: 'not-about-logs' }
  | { readonly kind: 'problems'; readonly problems: readonly AuthorProblem[] };

/** A draft as a playbook, or everything that is wrong with it, in the order of the file. */
export function validateDraft(draft: Draft): ValidatedDraft {
  const explained = { draft, schema: toSchemaTree(PlaybookFile), base: [], what: 'the playbook' };
  if (isRecord(draft.value) && draft.value['detector'] === 'source') {
    const source = SourcePlaybookFile.safeParse(draft.value);
    if (source.success) return { kind: 'not-about-logs' };
    return inOrder(source.error.issues.flatMap((issue) => explainIssue(issue, explained)));
  }
  const parsed = PlaybookFile.safeParse(draft.value);
  if (!parsed.success) return inOrder(parsed.error.issues.flatMap((issue) => explainIssue(issue, explained)));
  const playbook = toPlaybook(parsed.data);
  const problems = checkMatch(playbook, draft);
  return problems.length === 0 ? { kind: 'playbook', playbook } : inOrder(problems);
}

function inOrder(problems: readonly AuthorProblem[]): ValidatedDraft {
  const sorted = [...problems].sort((a, b) => a.where.localeCompare(b.where, 'en', { numeric: true }));
  return { kind: 'problems', problems: sorted };
}

/** What no schema can say: an expression compiles, a group can be reached, something speaks for the playbook. */
function checkMatch(playbook: Playbook, { places }: Draft): AuthorProblem[] {
  const found: AuthorProblem[] = [];
  const { any, all, none, partial, requests } = playbook.match;
  for (const [list, signals] of Object.entries({ any, all, none })) {
    for (const [index, signal] of signals.entries()) {
      for (const { key, ...fault } of signalFaults(signal, list)) {
        found.push({ ...fault, where: places.valueAt(['match', list, index, key]) });
      }
    }
  }
  for (const [index, group] of partial.entries()) {
    if (group.minimum <= group.patterns.length) continue;
    const message = `minimum ${group.minimum} of ${group.patterns.length} patterns can never be reached`;
    const where = places.valueAt(['match', 'partial', index, 'minimum']);
    found.push({ code: 'minimum', where, message, hint: null });
  }
  const alone = any.filter((signal) => typeof signal === 'string' || !signal.evidence_only);
  if (alone.length + all.length + partial.length + requests.length === 0) {
    const message = 'nothing speaks for this playbook: "any", "all", "partial" or "requests" needs an entry';
    const hint = any.length > 0 ? 'a signal that is evidence_only does not count' : null;
    found.push({ code: 'no-signal', where: places.keyAt(['match']), message, hint });
  }
  return found;
}

type Fault = Omit<AuthorProblem, 'where'> & { readonly key: string };

function signalFaults(signal: Signal, list: string): Fault[] {
  if (typeof signal === 'string') return [];
  const faults: Fault[] = [];
  if (signal.within !== undefined && signal.after === undefined) {
    const message = '"within" says how far back "after" looks, but there is no "after"';
    faults.push({ code: 'within', key: 'within', message, hint: null });
  }
  if (signal.evidence_only && list !== 'any') {
    const message = `a signal of "${list}" is a gate and can't be evidence_only`;
    faults.push({ code: 'evidence-only', key: 'evidence_only', message, hint: 'move it to "any"' });
  }
  if (isExpression(signal)) faults.push(...expressionFaults(signal));
  return faults;
}

/** Every step may be taken at every letter. `.{0,300}` has 300. */
const MAX_PROGRAM_SIZE = 1_200;

function expressionFaults({
  expression,
  literal,
}: {
  expression: string;
  literal?: string | undefined;
}): Fault[] {
  const key = 'expression';
  try {
    const size = RE2JS.compile(expression).programSize();
    if (size > MAX_PROGRAM_SIZE) {
      const message = `the expression is too large: ${size} steps, ${MAX_PROGRAM_SIZE} are allowed`;
      return [
        { code: 'expression', key, message, hint: 'counted repeats are written out: use * or + instead' },
      ];
    }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const message = `the expression does not compile: ${error.message}`;
    return [{ code: 'expression', key, message, hint: 'the syntax is RE2' }];
  }
  if (literal !== undefined || requiredLiterals(expression).length > 0) return [];
  const message = 'no word can be told that stands on every line this expression matches';
  return [{ code: 'no-literal', key, message, hint: 'add a "literal" that every such line holds' }];
}
