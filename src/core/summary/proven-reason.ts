import type { FailedRequest } from '../failed-request/failed-request.ts';

/**
 * The engine's reason, when it states one thing. "The credential is missing, wrong or expired" lists what it may
 * be: a model that picked one of them would be guessing, so it is neither shown to it nor counted as founded.
 */
export function provenReason({ reason }: Pick<FailedRequest, 'reason'>): string | null {
  return reason === null || / or |, not |may |either/.test(reason) ? null : reason;
}
