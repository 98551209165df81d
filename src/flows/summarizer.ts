import type { SummaryAnswer, SummaryRequest } from '../core/summary/summary-request.ts';

/** What a call cost, as the server counts it. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
}

/** A model's answer, not yet checked. Null usage: the server does not count. */
export interface SummaryReply {
  readonly answer: SummaryAnswer;
  readonly usage: TokenUsage | null;
}

/** A sentence while it is being written: the candidate is chosen already. */
export type SummaryBeginning = Pick<SummaryAnswer, 'candidate' | 'sentence'>;

/**
 * The optional language model. Throws OutsideError on any failure, an answer of another form included; the caller
 * leaves the card as it is.
 */
export interface Summarizer {
  /** Shown beside the sentence. */
  readonly model: string;
  /** The host that gets the excerpt, shown wherever it is offered: `api.openai.com`. */
  readonly server: string;
  /** Changes when the same excerpt would be asked about in other words: kept sentences of another one are not used. */
  readonly promptVersion: string;
  /** Tokens a call may cost at most, question and answer: what a budget has to have left. An estimate. */
  mostTokens(request: SummaryRequest): number;
  /** One call, tried again once. `onBeginning` is told the sentence as it grows, where the server streams it. */
  summarize(
    request: SummaryRequest,
    onBeginning?: (beginning: SummaryBeginning) => void,
  ): Promise<SummaryReply>;
}
