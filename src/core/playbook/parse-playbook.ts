import { RE2JS, RE2JSException } from 're2js';
import type { z } from 'zod';
import type { AuthorProblem } from '../errors.ts';
import type { CatalogEntry } from './catalog.ts';
import { nearNames } from './near-names.ts';
import { type KeyPath, parseYaml, type YamlDocument } from './parse-yaml.ts';
import { isExpression, Playbook, type Signal } from './playbook.ts';
import { knownKeys } from './schema-keys.ts';

/** A playbook that knows where each of its words stands in the file. */
export interface LocatedPlaybook extends CatalogEntry {
  /** `file:line:column` of the value at a path such as `['match', 'any', 2]`. */
  where(path: KeyPath): string;
}

export type ParsedPlaybook =
  | { readonly kind: 'playbook'; readonly entry: LocatedPlaybook }
  /** A playbook of the Faultline command line that reads source code, not logs: nothing for us. */
  | { readonly kind: 'not-about-logs' }
  | { readonly kind: 'problems'; readonly problems: readonly AuthorProblem[] };

/** The longest playbook we accept. Ours are under 20 kB. */
export const MAX_PLAYBOOK_BYTES = 262_144;

/** Fields of the Faultline command line's format that we accept and do not use, so that its packs load. */
const UNUSED_KEYS = new Set([
  'class',
  'context_filters',
  'delta_boost',
  'domain',
  'hooks',
  'hypothesis',
  'metadata',
  'mode',
  'remediation',
  'requires_delta',
  'requires_topology',
  'scoring',
  'topology_boost',
]);

/**
 * A playbook file as a playbook, or everything that is wrong with it, in the order of the file.
 *
 * Never throws, whatever the text; aliases, doubled keys and oversize files are refused.
 */
export function parsePlaybook(text: string, path: string): ParsedPlaybook {
  if (text.length > MAX_PLAYBOOK_BYTES) {
    const message = `the file is longer than ${MAX_PLAYBOOK_BYTES} characters`;
    return { kind: 'problems', problems: [{ code: 'too-long', where: `${path}:1:1`, message, hint: null }] };
  }
  const place = placer(text, path);
  const yaml = parseYaml(text);
  if (yaml.kind === 'problems') {
    const problems = yaml.problems.map(({ code, message, offset }) => ({
      code,
      message,
      where: place(offset),
      hint: null,
    }));
    return { kind: 'problems', problems };
  }
  return readDocument(yaml.document, { path, place });
}

function readDocument(
  document: YamlDocument,
  file: { readonly path: string; readonly place: (offset: number) => string },
): ParsedPlaybook {
  const value = withoutUnusedKeys(document.value);
  if (isRecord(value) && value['detector'] === 'source') return { kind: 'not-about-logs' };
  const parsed = Playbook.safeParse(value);
  const found: Located[] = parsed.success
    ? checkSignals(parsed.data, document)
    : parsed.error.issues.flatMap((issue) => explainIssue(issue, { document, base: [] }));
  if (parsed.success && found.length === 0) {
    const where = (path: KeyPath): string => file.place(document.offsetOf(path));
    return { kind: 'playbook', entry: { playbook: parsed.data, path: file.path, where } };
  }
  found.sort((a, b) => a.offset - b.offset);
  const problems = found.map(({ offset, ...problem }) => ({ ...problem, where: file.place(offset) }));
  return { kind: 'problems', problems };
}

type Located = Omit<AuthorProblem, 'where'> & { readonly offset: number };

function withoutUnusedKeys(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !UNUSED_KEYS.has(key)));
}

/** What no schema can say: an expression compiles, a group can be reached, something speaks for the playbook. */
function checkSignals(playbook: Playbook, document: YamlDocument): Located[] {
  const found: Located[] = [];
  const { any, all, none, partial } = playbook.match;
  for (const [list, signals] of Object.entries({ any, all, none })) {
    for (const [index, signal] of signals.entries()) {
      const message = expressionFault(signal);
      const offset = document.offsetOf(['match', list, index, 'expression']);
      if (message) found.push({ code: 'expression', message, hint: 'the syntax is RE2', offset });
    }
  }
  for (const [index, group] of partial.entries()) {
    if (group.minimum <= group.patterns.length) continue;
    const message = `minimum ${group.minimum} of ${group.patterns.length} patterns can never be reached`;
    const offset = document.offsetOf(['match', 'partial', index, 'minimum']);
    found.push({ code: 'minimum', message, hint: null, offset });
  }
  if (any.length + all.length + partial.length + playbook.match.requests.length === 0) {
    const message = 'nothing speaks for this playbook: "any", "all", "partial" or "requests" needs an entry';
    found.push({ code: 'no-signal', message, hint: null, offset: document.offsetOfKey(['match']) });
  }
  return found;
}

function expressionFault(signal: Signal): string | null {
  if (!isExpression(signal)) return null;
  try {
    RE2JS.compile(signal.expression);
    return null;
  } catch (error) {
    if (error instanceof RE2JSException) return `the expression does not compile: ${error.message}`;
    throw error;
  }
}

interface Around {
  readonly document: YamlDocument;
  /** Path of the value that the issue's own path starts from. */
  readonly base: KeyPath;
}

function explainIssue(issue: z.core.$ZodIssue, { document, base }: Around): Located[] {
  const path: KeyPath = [...base, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  const offset = document.offsetOf(path);
  const name = path.length === 0 ? 'the playbook' : nameOf(path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(document, path, key));
  }
  if (issue.code === 'invalid_union') {
    const branch = likelyBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => explainIssue(inner, { document, base: path }));
    const hint = 'a number or a yes needs quotes around it';
    return [{ code: 'invalid-type', message: `${name}: not a signal`, hint, offset }];
  }
  if (path.length > 0 && valueAt(document.value, path) === undefined) {
    return [{ code: 'missing', message: `"${path.at(-1)}" is missing`, hint: null, offset }];
  }
  const quote = issue.code === 'invalid_type' && issue.expected === 'string';
  const hint = quote ? 'put it in quotes' : null;
  return [
    { code: issue.code.replaceAll('_', '-'), message: `${name}: ${lower(issue.message)}`, hint, offset },
  ];
}

function unknownKey(document: YamlDocument, path: KeyPath, key: string): Located {
  const known = knownKeys(path);
  const near = nearNames(key, known, 1)[0];
  const hint = near ? `did you mean "${near}"?` : `known here: ${known.join(', ')}`;
  const offset = document.offsetOfKey([...path, key]);
  return { code: 'unknown-key', message: `unknown key "${key}"`, hint, offset };
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Turns an offset into `file:line:column`, all 1-based. */
function placer(text: string, path: string): (offset: number) => string {
  return (offset) => {
    const before = text.slice(0, offset);
    const line = before.split('\n').length;
    return `${path}:${line}:${offset - before.lastIndexOf('\n')}`;
  };
}
