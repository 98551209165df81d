import { ASSIGNMENT_RULES } from './assignment-rules.ts';
import { COMMAND_RULES } from './command-rules.ts';
import { HEADER_RULES } from './header-rules.ts';
import { createNeedleScanner } from './needle-scanner.ts';
import { PREFIXED_TOKEN_RULES } from './prefixed-tokens.ts';
import type { SecretRule, SecretSpan } from './secret-rule.ts';
import { isPlaceholder, readValue, type WrittenValue } from './secret-value.ts';
import { TOKEN_RULES } from './token-rules.ts';
import { URL_RULES } from './url-rules.ts';

/** Where two rules meet, the earlier one names the secret: headers, then tokens, then the rest. */
const RULES: readonly SecretRule[] = [
  ...HEADER_RULES,
  ...PREFIXED_TOKEN_RULES,
  ...TOKEN_RULES,
  ...URL_RULES,
  ...COMMAND_RULES,
  ...ASSIGNMENT_RULES,
];

const NONE: readonly SecretSpan[] = [];
const scanForRules = createNeedleScanner(RULES.map((rule) => rule.needles));

/** False for nearly every ordinary line. Allocates nothing then. */
export function mayHoldSecret(text: string): boolean {
  return scanForRules(text) !== null;
}

/**
 * The secrets of one line, in order and without overlap; overlapping finds become one.
 *
 * Cost: one table look-up a character; a pattern runs only where one of its literals stands.
 */
export function findSecrets(text: string): readonly SecretSpan[] {
  const candidates = scanForRules(text);
  if (candidates === null) return NONE;
  const found: SecretSpan[] = [];
  for (const candidate of candidates) {
    const rule = RULES[candidate];
    if (rule) collect(rule, text, found);
  }
  return found.length < 2 ? found : merged(found);
}

function collect(rule: SecretRule, text: string, into: SecretSpan[]): void {
  const { pattern } = rule;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const place = placeOf(match, text);
    if (place === null) continue;
    // A value is read once: `token=token=token=...` stays linear.
    pattern.lastIndex = Math.max(place.end, match.index + 1);
    if (isInsideMask(text, place.start)) continue;
    if (isSecret(rule, text, { match, place })) into.push(spanOf(rule, match, place));
  }
}

const LONGEST_MASK = 70;

function isInsideMask(text: string, at: number): boolean {
  // [hidden:github-to
  return /\[hidden:[a-z0-9-]*$/.test(text.slice(Math.max(0, at - LONGEST_MASK), at));
}

function placeOf(match: RegExpExecArray, text: string): WrittenValue | null {
  const [start, end] = match.indices?.groups?.['secret'] ?? [];
  if (start !== undefined && end !== undefined) return { start, end, quoted: false };
  return readValue(text, match.index + match[0].length);
}

function isSecret(
  rule: SecretRule,
  text: string,
  { match, place }: { match: RegExpExecArray; place: WrittenValue },
): boolean {
  const value = text.slice(place.start, place.end);
  if (isPlaceholder(value)) return false;
  if (!rule.accepts) return true;
  const groups = match.groups ?? {};
  return rule.accepts({
    value,
    variable: groups['variable'] ?? groups['scheme'] ?? null,
    separator: groups['separator'] ?? '',
    quoted: place.quoted,
    alone: isAlone(text, match.index, place.end),
  });
}

function isAlone(text: string, start: number, end: number): boolean {
  return (
    text
      .slice(0, start)
      .trim()
      .replace(/^(?:-|export|set|env)$/, '') === '' && text.slice(end).trim() === ''
  );
}

function spanOf(rule: SecretRule, match: RegExpExecArray, place: WrittenValue): SecretSpan {
  const groups = match.groups ?? {};
  return {
    start: place.start,
    end: place.end,
    kind: rule.kind,
    variable: groups['variable']?.replace(/^"/, '') ?? null,
    scheme: groups['scheme'] ?? null,
  };
}

function merged(found: readonly SecretSpan[]): readonly SecretSpan[] {
  const byPriority = new Map(found.map((span, index) => [span, index]));
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const result: SecretSpan[] = [];
  let named: SecretSpan | null = null;
  for (const span of sorted) {
    const last = result.at(-1);
    if (!last || !named || span.start >= last.end) {
      result.push(span);
      named = span;
      continue;
    }
    if ((byPriority.get(span) ?? 0) < (byPriority.get(named) ?? 0)) named = span;
    result[result.length - 1] = {
      start: last.start,
      end: Math.max(last.end, span.end),
      kind: named.kind,
      variable: last.variable ?? span.variable,
      scheme: last.scheme ?? span.scheme,
    };
  }
  return result;
}
