import { z } from 'zod';
import type { Summary, SummaryAnswer, SummaryCandidate, SummaryRequest } from './summary-request.ts';

/**
 * A summary without the places of its log: the same failure stands at other lines next time. The candidate is
 * named by what it is, the lines by their distance from it.
 */
export const KeptSummary = z.object({
  candidate: z.string(),
  offsets: z.array(z.int()).readonly(),
  sentence: z.string(),
  nextSteps: z.array(z.string()).readonly(),
});
export type KeptSummary = Readonly<z.infer<typeof KeptSummary>>;

/** The summary as it is kept, or null when it speaks of lines by their numbers and so fits this log alone. */
export function keepable(summary: Summary, request: SummaryRequest): KeptSummary | null {
  const chosen = request.candidates.find(({ id }) => id === summary.candidate);
  if (!chosen || [summary.sentence, ...summary.nextSteps].some((text) => /\blines? \d/i.test(text)))
    return null;
  return {
    candidate: nameOf(chosen),
    offsets: summary.lines.map((line) => line - chosen.line),
    sentence: summary.sentence,
    nextSteps: summary.nextSteps,
  };
}

/**
 * A kept summary as an answer about another log of the same failure, to be checked like any answer; null when that
 * log has no such candidate. Lines that were not sent this time are left out.
 */
export function answerFrom(kept: KeptSummary, request: SummaryRequest): SummaryAnswer | null {
  const chosen = request.candidates.find((candidate) => nameOf(candidate) === kept.candidate);
  if (!chosen) return null;
  const sent = new Set(request.excerpt.map(({ line }) => line));
  return {
    candidate: chosen.id,
    lines: kept.offsets.map((offset) => chosen.line + offset).filter((line) => sent.has(line)),
    sentence: kept.sentence,
    nextSteps: kept.nextSteps,
  };
}

function nameOf(candidate: SummaryCandidate): string {
  switch (candidate.kind) {
    case 'request': {
      const { method, service, status, stage } = candidate.request;
      return `request ${[method, service, status, stage].map((part) => part ?? '-').join(' ')}`;
    }
    case 'finding':
      return `finding ${candidate.playbook}`;
    case 'error':
      return `error ${candidate.text.replace(/\d+/g, '0')}`;
  }
}
