/** What a rule is asked about a value that stands where a secret would. */
export interface SecretCandidate {
  readonly value: string;
  /** Name of the variable, key or flag in front of it, or null. */
  readonly variable: string | null;
  /** Text between the name and the value: `=`, `": "`, ` `. Empty when the rule does not say. */
  readonly separator: string;
  readonly quoted: boolean;
  /** True when the name is the first word of the text and the value its last. */
  readonly alone: boolean;
}

/**
 * One way in which a secret is written.
 *
 * The pattern is global. It captures the secret in a group `secret`, or else ends right where the value
 * begins. Further groups it may have: `variable`, `scheme`, `separator`.
 */
export interface SecretRule {
  /** Kebab-case; shown in the mask. */
  readonly kind: string;
  /** Lower-case literals, one of which every match contains: the pattern runs only where one stands. */
  readonly needles: readonly string[];
  readonly pattern: RegExp;
  /** Which candidates are secrets; without it, all that are no placeholders. */
  readonly accepts?: (candidate: SecretCandidate) => boolean;
}

/** A secret in a text: `start` inclusive, `end` exclusive. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly variable: string | null;
  readonly scheme: string | null;
}
