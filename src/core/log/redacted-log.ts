import type { LogLine } from './log-line.ts';

/** What redaction learnt about a secret that it hid. Never the value. */
export interface RedactionFact {
  /** Kebab-case name of the secret's kind: `github-token`, `authorization-header`, `jwt` ... */
  readonly kind: string;
  /** 1-based line. */
  readonly line: number;
  /** `Bearer`, `Basic`, `token` ... of an Authorization header, else null. */
  readonly scheme: string | null;
  /** The variable, key or flag that held it (`NODE_AUTH_TOKEN`, `_authToken`, `-u`), else null. */
  readonly variable: string | null;
  /** Claims of a JWT: `exp` in seconds since 1970. Null when it is none or could not be read. */
  readonly jwt: JwtClaims | null;
}

export interface JwtClaims {
  readonly exp: number | null;
  readonly aud: string | null;
  readonly iss: string | null;
}

declare const redacted: unique symbol;

/**
 * A log that is safe to match, store, show and send: secrets are masked.
 *
 * Only `redact()` makes one, and the matcher, the summarizer, the store and the cards take nothing else.
 */
export interface RedactedLog {
  readonly [redacted]: true;
  /** In ascending order; of a long log the lines that are worth reading. */
  readonly lines: readonly LogLine[];
  /** Of the whole log, read or not. */
  readonly count: number;
  /** About what was hidden in the lines that were read; the others are shown to nobody. */
  readonly facts: readonly RedactionFact[];
  /** Size of the input in bytes, as UTF-8. */
  readonly bytes: number;
  readonly truncated: boolean;
}
