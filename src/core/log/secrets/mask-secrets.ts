import type { RedactionFact } from '../redacted-log.ts';
import { findSecrets } from './find-secrets.ts';
import { readJwt } from './read-jwt.ts';
import type { SecretSpan } from './secret-rule.ts';

/** What masking learnt, before the line's number is known. */
export type MaskFact = Omit<RedactionFact, 'line'>;

export interface MaskedText {
  readonly text: string;
  readonly facts: readonly MaskFact[];
  /** Kind of the secret that ran past the limit (see `maskSecrets`), or null. */
  readonly openKind: string | null;
}

const NO_FACTS: readonly MaskFact[] = [];
/** A mask may bring a neighbour into view; real lines settle after one more look. */
const MOST_PASSES = 4;

export function maskOf(kind: string): string {
  return `[hidden:${kind}]`;
}

/**
 * The text with every secret replaced by its mask; masking the result again changes nothing.
 *
 * Text behind `limit` helps to recognise a secret that is cut there, and is not part of the result.
 */
export function maskSecrets(text: string, limit: number = text.length): MaskedText {
  const first = maskOnce(text, limit);
  if (first === null)
    return { text: limit === text.length ? text : text.slice(0, limit), facts: NO_FACTS, openKind: null };
  const facts = [...first.facts];
  let masked = first.text;
  for (let pass = 1; pass < MOST_PASSES; pass += 1) {
    const next = maskOnce(masked, masked.length);
    if (next === null) break;
    facts.push(...next.facts);
    masked = next.text;
  }
  return { text: masked, facts, openKind: first.openKind };
}

/** Null when there is nothing to mask: the case of nearly every line, so it allocates nothing. */
function maskOnce(text: string, limit: number): MaskedText | null {
  const spans = findSecrets(text);
  if (spans.length === 0) return null;
  const facts: MaskFact[] = [];
  let masked = '';
  let copied = 0;
  let openKind: string | null = null;
  for (const span of spans) {
    if (span.start >= limit) break;
    masked += text.slice(copied, span.start) + maskOf(span.kind);
    copied = Math.min(span.end, limit);
    if (span.end > limit) openKind = span.kind;
    facts.push(factOf(span, text));
  }
  return facts.length === 0 ? null : { text: masked + text.slice(copied, limit), facts, openKind };
}

function factOf(span: SecretSpan, text: string): MaskFact {
  const jwt = readJwt(text.slice(span.start, span.end));
  return { kind: span.kind, scheme: span.scheme, variable: span.variable, jwt };
}
