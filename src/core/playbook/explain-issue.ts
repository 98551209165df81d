import type { z } from 'zod';
import type { AuthorProblem } from '../errors.ts';
import type { Draft } from './draft.ts';
import { nearNames } from './near-names.ts';
import type { KeyPath } from './parse-yaml.ts';
import { keysAt, type SchemaTree } from './schema-keys.ts';

interface Explained {
  readonly draft: Draft;
  readonly schema: SchemaTree;
  /** Path of the value that the issue's own path starts from. */
  readonly base: KeyPath;
  /** What the whole value is called: `the playbook`. */
  readonly what: string;
}

/** What zod found wrong, in words an author understands and with the place in the file. */
export function explainIssue(issue: z.core.$ZodIssue, around: Explained): AuthorProblem[] {
  const { draft, base, what } = around;
  const path: KeyPath = [...base, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  const where = draft.places.valueAt(path);
  const name = path.length === 0 ? what : nameOf(path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(around, path, key));
  if (issue.code === 'invalid_union') {
    const branch = likelyBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => explainIssue(inner, { ...around, base: path }));
    const hint = 'a number or a yes needs quotes around it';
    return [{ code: 'invalid-type', where, message: `${name}: not a signal`, hint }];
  }
  if (path.length > 0 && valueAt(draft.value, path) === undefined) {
    return [{ code: 'missing', where, message: `"${path.at(-1)}" is missing`, hint: null }];
  }
  const quote = issue.code === 'invalid_type' && issue.expected === 'string';
  const hint = quote ? 'put it in quotes' : null;
  return [
    { code: issue.code.replaceAll('_', '-'), where, message: `${name}: ${lower(issue.message)}`, hint },
  ];
}

function unknownKey({ draft, schema }: Explained, path: KeyPath, key: string): AuthorProblem {
  const known = keysAt(schema, path);
  const near = nearNames(key, known, 1)[0];
  const hint = near ? `did you mean "${near}"?` : `known here: ${known.join(', ')}`;
  const where = draft.places.keyAt([...path, key]);
  return { code: 'unknown-key', where, message: `unknown key "${key}"`, hint };
}

/** The member of a union that the author most likely meant: right in kind, fewest faults. */
function likelyBranch(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | null {
  const rightKind = branches.filter(
    (issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0),
  );
  return [...rightKind].sort((a, b) => a.length - b.length)[0] ?? null;
}

function valueAt(value: unknown, path: KeyPath): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

function nameOf(path: KeyPath): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key + 1}]` : index ? `.${key}` : key))
    .join('');
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
