import type { KeptSummary } from '../core/summary/kept-summary.ts';
import type { CardPlace, PostedCard } from './card-place.ts';

/** A failure as one model sees it: the same key, the same sentence. */
export interface SummaryKey {
  readonly workspace: string;
  readonly fingerprint: string;
  readonly model: string;
  readonly promptVersion: string;
}

/** Tokens of one workspace on one day (`2026-03-02`, UTC). */
export interface TokenDay {
  readonly workspace: string;
  readonly day: string;
}

/** Who or what a language model may not read: a whole workspace, or the logs that one person hands over. */
export interface SummarySubject {
  readonly workspace: string;
  /** Null for the whole workspace. */
  readonly person: string | null;
}

export interface SummaryVerdict {
  readonly posted: Pick<PostedCard, 'workspace' | 'channel' | 'message'>;
  readonly user: string;
  readonly model: string;
  readonly verdict: 'helped' | 'wrong';
  readonly at: number;
}

/** What is remembered of summaries. Every method throws OutsideError as the store does. */
export interface SummaryRecords {
  findSummary(key: SummaryKey): Promise<KeptSummary | null>;
  /** The later one with the same key replaces the earlier. */
  keepSummary(key: SummaryKey, summary: KeptSummary, at: number): Promise<void>;
  /**
   * Takes tokens out of the day's budget before a call: false, and nothing taken, when fewer than that are left.
   * Of any number of callers together none gets more than `most`.
   */
  reserveTokens(day: TokenDay, tokens: number, most: number): Promise<boolean>;
  /** Puts right what a call really took; `by` is negative when it took less. */
  correctTokens(day: TokenDay, by: number): Promise<void>;
  tokensSpent(day: TokenDay): Promise<number>;
  /** Summaries are allowed until somebody says no; `by` is who said so. */
  forbidSummaries(subject: SummarySubject, by: string): Promise<void>;
  allowSummaries(subject: SummarySubject): Promise<void>;
  /** Who forbade them, or null when they are allowed. */
  summariesForbiddenBy(subject: SummarySubject): Promise<string | null>;
  /** One verdict a person and card: a later one replaces the earlier. */
  recordSummaryVerdict(verdict: SummaryVerdict): Promise<void>;
  summaryVerdictsOn(
    posted: Pick<CardPlace, 'workspace' | 'channel'> & { message: string },
  ): Promise<{ helped: number; wrong: number }>;
  /** Forgets sentences and token counts of a workspace, or of everyone, older than `before`. Gives the sentences' number. */
  purgeSummaries(which: { readonly workspace: string | null; readonly before: number }): Promise<number>;
}
