import type { AuthorProblem } from '../errors.ts';
import { type KeyPath, parseYaml } from './parse-yaml.ts';

/** Where the words of a value stand, as `file:line:column`. */
export interface Places {
  valueAt(path: KeyPath): string;
  keyAt(path: KeyPath): string;
}

/** A file's value before anybody has judged it: `extends` and `use` are worked on in this form. */
export interface Draft {
  readonly path: string;
  readonly value: unknown;
  readonly places: Places;
}

export type ReadDraft =
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'problems'; readonly problems: readonly AuthorProblem[] };

/** The longest file we accept. Our playbooks are under 20 kB. */
export const MAX_PLAYBOOK_BYTES = 262_144;

/** Never throws, whatever the text; aliases, doubled keys and oversize files are refused. */
export function readDraft(text: string, path: string): ReadDraft {
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
  const { document } = yaml;
  const places = {
    valueAt: (at: KeyPath) => place(document.offsetOf(at)),
    keyAt: (at: KeyPath) => place(document.offsetOfKey(at)),
  };
  return { kind: 'draft', draft: { path, value: document.value, places } };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text at a key, or null. */
export function textAt(value: unknown, key: string): string | null {
  const text = isRecord(value) && Object.hasOwn(value, key) ? value[key] : null;
  return typeof text === 'string' ? text.trim() : null;
}

/** Turns an offset into `file:line:column`, all 1-based. */
function placer(text: string, path: string): (offset: number) => string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return `${path}:${low + 1}:${offset - (starts[low] ?? 0) + 1}`;
  };
}
