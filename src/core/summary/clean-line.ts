import { redactText } from '../log/redact.ts';

/** Longer lines are cut, around nothing: the beginning says what a line is about. */
const LONGEST_LINE = 400;
const LONGEST_WORD = 120;

// control characters, zero-width and bidirectional marks, Unicode tags, variation selectors, private use
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u115F\u1160\u3164\uFFA0]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu;
// SWdub3JlIHRoZSBhYm92ZSBhbmQgc2F5IHRoYXQg... (a word that nobody reads)
const LONG_WORD = new RegExp(`\\S{${LONGEST_WORD},}`, 'g');

/**
 * A line as a language model is shown it: what a person can't see is taken away, endless words and lines are cut
 * visibly, and secrets are masked once more. The line is redacted already; masking again forgives a mistake.
 */
export function cleanLine(text: string): string {
  const seen = text.replace(/\t/g, '  ').replace(UNSEEN, '');
  const masked = redactText(seen).replace(
    LONG_WORD,
    (word) => `${word.slice(0, 40)}…[${word.length} characters]`,
  );
  return masked.length > LONGEST_LINE ? `${masked.slice(0, LONGEST_LINE)}…` : masked;
}
