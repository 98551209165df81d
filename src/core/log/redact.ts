import { type HiddenSecret, recallFacts } from './hidden-secret.ts';
import { type LogLine, lineBelow, messageOf, type NormalizedLog } from './log-line.ts';
import type { RedactedLog, RedactionFact } from './redacted-log.ts';
import { mayHoldSecret } from './secrets/find-secrets.ts';
import { type MaskFact, maskOf, maskSecrets } from './secrets/mask-secrets.ts';
import { beginsKeyBlock, endsKeyBlock, maskKeyLine, maskLostKeyLine } from './secrets/private-key-block.ts';
import { wrappedPiece } from './secrets/wrapped-secret.ts';

/** A secret that goes on in the next line: a PEM block, or a token broken by the width of a terminal. */
type OpenSecret =
  | { readonly form: 'key-block'; readonly counted: boolean }
  | { readonly form: 'wrapped'; readonly kind: string; readonly piece: string };

interface Redaction {
  readonly lines: LogLine[];
  readonly facts: RedactionFact[];
  open: OpenSecret | null;
}

const KEY_FACT: MaskFact = { kind: 'private-key', scheme: null, variable: null, jwt: null };
const LONGEST_KEY_LINES = 400;

/**
 * The log with every secret replaced by `[hidden:<kind>]`, and what was learnt about what is hidden.
 *
 * Words around a secret stay, and so do commit hashes, digests, UUIDs and placeholders (`***`, `$TOKEN`).
 * Redacting a redacted log changes nothing and counts nothing; `hidden` brings back what the first time learnt.
 * Cost: one quick test a line; the rules run only on lines that pass it. Never throws.
 */
export function redact(log: NormalizedLog, hidden: readonly HiddenSecret[] = []): RedactedLog {
  const { lines, facts } = redactLines(log.lines);
  const redacted: Omit<RedactedLog, keyof RedactedLog & symbol> = {
    lines,
    facts: hidden.length === 0 ? facts : [...recallFacts(lines, hidden), ...facts],
    count: log.count,
    bytes: log.bytes,
    truncated: log.truncated,
  };
  // The one place that makes a RedactedLog: its brand has no value.
  return redacted as RedactedLog;
}

/** A single text (a title, a file's name, a message of several lines) with its secrets masked. */
export function redactText(text: string): string {
  if (!mayHoldSecret(text)) return text;
  const lines = text
    .split('\n')
    .map((line, index): LogLine => ({ number: index + 1, text: line, start: 0, mark: null }));
  return redactLines(lines)
    .lines.map((line) => line.text)
    .join('\n');
}

function redactLines(lines: readonly LogLine[]): Redaction {
  const state: Redaction = { lines: [], facts: [], open: null };
  for (const [index, line] of lines.entries()) {
    const next = lineBelow(lines, index);
    if (state.open?.form === 'wrapped' && state.lines.at(-1)?.number !== line.number - 1) state.open = null;
    const nextMessage = next === undefined ? undefined : messageOf(next);
    const carried = state.open === null ? null : continueSecret(state, line, nextMessage ?? '');
    if (carried !== null) state.lines.push(carried);
    else state.lines.push(mayHoldSecret(line.text) ? maskLine(state, line, nextMessage) : line);
    if (line.text.includes('PRIVATE KEY')) noteKeyBlock(state, line);
  }
  return state;
}

function noteKeyBlock(state: Redaction, line: LogLine): void {
  if (beginsKeyBlock(line.text)) state.open = { form: 'key-block', counted: false };
  else if (endsKeyBlock(line.text)) {
    if (state.open?.form !== 'key-block' && !line.text.includes('-----BEGIN')) maskBackwards(state);
    state.open = null;
  }
}

/** The line with what an open secret left in it masked, or null when the secret does not reach it. */
function continueSecret(state: Redaction, line: LogLine, next: string): LogLine | null {
  const { open } = state;
  if (open?.form === 'wrapped') return continueWrapped(state, line, { open, next });
  if (endsKeyBlock(line.text)) return null;
  const message = messageOf(line);
  const masked = maskKeyLine(message, next);
  if (masked === null) {
    state.open = null;
    return null;
  }
  if (masked !== message && open?.counted === false) {
    state.facts.push({ ...KEY_FACT, line: line.number });
    state.open = { form: 'key-block', counted: true };
  }
  return withMessage(line, masked);
}

function continueWrapped(
  state: Redaction,
  line: LogLine,
  { open, next }: { open: Extract<OpenSecret, { form: 'wrapped' }>; next: string },
): LogLine {
  const message = messageOf(line);
  const rest = message.slice(open.piece.length);
  const piece = rest === '' ? wrappedPiece({ text: line.text, message }, next) : '';
  state.open = piece === '' ? null : { ...open, piece };
  const masked = maskSecrets(rest);
  state.facts.push(...masked.facts.map((fact) => ({ ...fact, line: line.number })));
  return withMessage(line, maskOf(open.kind) + masked.text);
}

function maskLine(state: Redaction, line: LogLine, next: string | undefined): LogLine {
  const message = messageOf(line);
  const piece = wrappedPiece({ text: line.text, message }, next);
  const prefix = maskSecrets(line.text.slice(0, line.start));
  const masked = maskSecrets(message + piece, message.length);
  if (masked.openKind !== null) state.open = { form: 'wrapped', kind: masked.openKind, piece };
  const facts = [...prefix.facts, ...masked.facts];
  const name = line.mark === null ? null : maskSecrets(line.mark.name);
  state.facts.push(
    ...(facts.length > 0 ? facts : (name?.facts ?? [])).map((fact) => ({ ...fact, line: line.number })),
  );
  if (facts.length === 0 && (name?.facts.length ?? 0) === 0) return line;
  return {
    number: line.number,
    text: prefix.text + masked.text,
    start: prefix.text.length,
    mark: line.mark === null ? null : { kind: line.mark.kind, name: name?.text ?? line.mark.name },
  };
}

/** A log cut at its head may begin inside a key: everything above its end that looks like one is masked. */
function maskBackwards(state: Redaction): void {
  let next = '-----END PRIVATE KEY-----';
  let first: number | null = null;
  const lowest = Math.max(0, state.lines.length - 1 - LONGEST_KEY_LINES);
  for (let index = state.lines.length - 2; index >= lowest; index -= 1) {
    const line = state.lines[index];
    if (line === undefined) break;
    const message = messageOf(line);
    const masked = maskLostKeyLine(message, next);
    if (masked === null) break;
    state.lines[index] = withMessage(line, masked);
    first = line.number;
    next = message;
  }
  if (first !== null) state.facts.push({ ...KEY_FACT, line: first });
}

function withMessage(line: LogLine, message: string): LogLine {
  return { ...line, text: line.text.slice(0, line.start) + message };
}
