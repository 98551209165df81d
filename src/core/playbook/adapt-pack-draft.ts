import type { AuthorProblem } from '../errors.ts';
import { type Draft, isRecord } from './draft.ts';
import { CATEGORIES, SEVERITIES } from './playbook-vocabulary.ts';

/** What a pack's own word becomes when we do not know it. */
const FALLBACK_CATEGORY = 'ci';
const FALLBACK_SEVERITY = 'medium';

export interface AdaptedDraft {
  readonly draft: Draft;
  readonly warnings: readonly AuthorProblem[];
}

/**
 * A pack's draft with what the Faultline command line does not check made fit for us: an unknown category or
 * severity, an empty value, a number where words are due. Each but the empty ones is a warning.
 */
export function adaptPackDraft(draft: Draft): AdaptedDraft {
  if (!isRecord(draft.value)) return { draft, warnings: [] };
  const value = Object.fromEntries(
    Object.entries(withoutEmpty(draft.value)).map(([key, part]) => [
      key,
      WORDY.has(key) ? toWords(part) : part,
    ]),
  );
  const warnings: AuthorProblem[] = [];
  const replace = (key: string, known: readonly string[], fallback: string): void => {
    const word = value[key];
    if (word === undefined || known.some((each) => each === word)) return;
    value[key] = fallback;
    const message = `the ${key} ${JSON.stringify(word)} is not known; it is taken for "${fallback}"`;
    const hint = `one of ${known.join(', ')}`;
    warnings.push({ code: `unknown-${key}`, where: draft.places.valueAt([key]), message, hint });
  };
  replace('category', CATEGORIES, FALLBACK_CATEGORY);
  replace('severity', SEVERITIES, FALLBACK_SEVERITY);
  // The command line does not ask for a severity.
  value['severity'] ??= FALLBACK_SEVERITY;
  return { draft: { ...draft, value }, warnings };
}

/** Fields whose entries are words, whatever YAML takes them for: `- 403`. */
const WORDY = new Set(['match', 'tags', 'stage_hints']);
/** Inside of them these are numbers and switches. */
const NUMERIC = new Set(['minimum', 'weight', 'within', 'evidence_only']);

function toWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWords);
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, NUMERIC.has(key) ? part : toWords(part)]),
    );
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** `none:` with nothing behind it is no value. */
function withoutEmpty(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(kept.map(([key, part]) => [key, isRecord(part) ? withoutEmpty(part) : part]));
}
