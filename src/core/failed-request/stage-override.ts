import type { RequestStage } from './failed-request.ts';

/** One case in which the words of the answer know better than its number. */
export interface StageOverride {
  /** Every condition that is given must hold. */
  readonly statuses?: readonly (number | null)[];
  readonly clients?: readonly string[];
  readonly methods?: readonly string[];
  /** The request went to one of these hosts (or a host below them). */
  readonly hosts?: readonly string[];
  /** Lowercase; one of them stands near the request. */
  readonly words?: readonly string[];
  readonly stage: RequestStage | null;
  readonly reason: string;
}
