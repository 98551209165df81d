import { redactText } from '../log/redact.ts';
import { isUnsafeAdvice } from './check-advice.ts';
import { contradictsFailure, contradictsStage, inventsFault } from './check-claims.ts';
import { type FactObjection, hasLink, mentions, objectionToFacts } from './check-facts.ts';
import { isPlainBeginning, isWellFormed } from './check-form.ts';
import type { Summary, SummaryAnswer, SummaryCandidate, SummaryRequest } from './summary-request.ts';
import { readSource, type SummarySource } from './summary-source.ts';

/** Why an answer of the model is not shown. */
export type SummaryObjection =
  | FactObjection
  | 'no-candidate'
  | 'unknown-candidate'
  | 'lines-elsewhere'
  | 'not-one-sentence'
  | 'secret'
  | 'unsafe-advice'
  | 'says-nothing'
  | 'contradicts-failure'
  | 'contradicts-stage';

export type CheckedSummary =
  | { readonly ok: true; readonly summary: Summary }
  | { readonly ok: false; readonly reason: SummaryObjection };

const MOST_LINES = 20;
/** At least one line that the model relied on stands so near to its candidate. */
const NEAR_LINES = 6;

/**
 * Whether a model's answer may be shown: it chose what was offered, relied on lines that exist and stand beside it,
 * says nothing that the excerpt and the chosen candidate don't say, contradicts no proven stage, advises nothing
 * dangerous, and carries nothing that a chat tool would act on. Anything doubtful is discarded as a whole.
 */
export function checkSummary(answer: SummaryAnswer, request: SummaryRequest): CheckedSummary {
  if (answer.candidate === null) return { ok: false, reason: 'no-candidate' };
  const chosen = request.candidates.find(({ id }) => id === answer.candidate);
  if (!chosen) return { ok: false, reason: 'unknown-candidate' };
  const summary: Summary = {
    candidate: chosen.id,
    lines: [...new Set(answer.lines)].sort((a, b) => a - b),
    sentence: answer.sentence.trim(),
    nextSteps: answer.nextSteps.map((step) => step.trim()),
  };
  const reason = objectionTo(summary, chosen, request);
  return reason === null ? { ok: true, summary } : { ok: false, reason };
}

/**
 * The words of a sentence still being written that may be shown already, or null for none: whole words only, each
 * shown after everything up to it passed the checks.
 */
export function checkBeginning(
  { candidate, sentence }: Pick<SummaryAnswer, 'candidate' | 'sentence'>,
  request: SummaryRequest,
): string | null {
  const chosen = request.candidates.find(({ id }) => id === candidate);
  // npm.example.com answered 4   ->   npm.example.com answered
  const whole = sentence.slice(0, Math.max(0, sentence.lastIndexOf(' '))).trim();
  if (!chosen || whole === '' || !isPlainBeginning(whole)) return null;
  return objectionToText(whole, readSource(request, chosen)) === null ? whole : null;
}

function objectionTo(
  summary: Summary,
  chosen: SummaryCandidate,
  request: SummaryRequest,
): SummaryObjection | null {
  const source = readSource(request, chosen);
  const { lines, sentence, nextSteps } = summary;
  if (lines.length === 0 || lines.length > MOST_LINES) return 'unknown-line';
  if (lines.some((line) => !source.lines.has(line))) return 'unknown-line';
  if (lines.every((line) => Math.abs(line - chosen.line) > NEAR_LINES)) return 'lines-elsewhere';
  if (!isWellFormed(summary)) return 'not-one-sentence';
  const objection = objectionToText(sentence, source);
  if (objection !== null) return objection;
  if (!speaksOf(sentence, source)) return 'says-nothing';
  if (contradictsFailure(sentence)) return 'contradicts-failure';
  for (const step of nextSteps) {
    const fault = objectionToText(step, source);
    if (fault !== null) return fault;
  }
  return null;
}

/** Objections that hold for any part of a text, finished or not. */
function objectionToText(text: string, source: SummarySource): SummaryObjection | null {
  if (redactText(text) !== text) return 'secret';
  if (mentions(text, source)) return 'mention';
  if (hasLink(text, source)) return 'link';
  if (isUnsafeAdvice(text)) return 'unsafe-advice';
  if (contradictsStage(text, source.stage)) return 'contradicts-stage';
  return inventsFault(text, source.stems) ? 'not-in-excerpt' : objectionToFacts(text, source);
}

/** True when the sentence names something of its candidate: a host, a status, a tool, a telling word. */
function speaksOf(sentence: string, { own }: SummarySource): boolean {
  const words = sentence.toLowerCase();
  return [...own].some((name) => words.includes(name));
}
