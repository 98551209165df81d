import type { SummaryAnswer } from './summary-request.ts';

const SHORTEST = 15;
const LONGEST = 260;
const LONGEST_STEP = 160;
const MOST_STEPS = 3;

// what a keyboard has, and the quotes, dashes and ellipsis that models like
const PLAIN = /^[\x20-\x7E–—‘’“”…]*$/;
// ... failed. Then ...
const SECOND_SENTENCE = /(?<!\b(?:e\.g|i\.e|etc|vs))[.!?…]["')”]?\s+\S/;
// *bold*, ~old~, `code`, :smile:, <tag>, {json}, |, \, ^
const MARKUP = /[*~<>{}|\\^]|(?<![\w.]):[a-z_+-]{2,40}:(?!\w)|`[^`]{0,200}$|^[^`]{0,200}`[^`]{0,200}$/;

/** True when every part is what was asked for: one sentence, few short steps, no markup, nothing unseen. */
export function isWellFormed({ sentence, nextSteps }: SummaryAnswer): boolean {
  if (sentence.length < SHORTEST || sentence.length > LONGEST || nextSteps.length > MOST_STEPS) return false;
  if (nextSteps.some((step) => step.length < 5 || step.length > LONGEST_STEP)) return false;
  return [sentence, ...nextSteps].every(isPlainSentence);
}

/** A part of a sentence, as it arrives, may be short and end anywhere. */
export function isPlainBeginning(text: string): boolean {
  return text.length <= LONGEST && isPlainSentence(text);
}

function isPlainSentence(text: string): boolean {
  return PLAIN.test(text) && !SECOND_SENTENCE.test(text) && !MARKUP.test(text.replace(/`[^`]{1,80}`/g, 'x'));
}
