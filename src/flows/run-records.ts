import type { Provider } from '../core/alert/run.ts';
import type { PostedCard } from './card-place.ts';

/** The place whose runs follow each other; unknown parts are null. */
export interface RunStream {
  readonly workspace: string;
  readonly provider: Provider;
  readonly host: string;
  readonly repo: string | null;
  readonly branch: string | null;
  readonly workflow: string | null;
}

/** A failed run that was answered with a card. */
export interface FailedRun extends RunStream {
  readonly posted: PostedCard;
  readonly commit: string | null;
  readonly job: string | null;
  readonly runId: string | null;
  readonly attempt: number | null;
  /** The cause that was found, or null. */
  readonly fingerprint: string | null;
  /** Milliseconds since 1970. */
  readonly failedAt: number;
}

/** The latest run of a stream that was seen to pass. */
export interface PassedRun extends RunStream {
  readonly commit: string | null;
  readonly runUrl: string | null;
  readonly passedAt: number;
}

/** Runs that alerts and webhooks told of; part of the store. */
export interface RunRecords {
  /** Remembers the run behind a card; a second record of the same card replaces the first. */
  recordFailedRun(run: FailedRun): Promise<void>;
  /** Failures of a repository that nothing has turned green yet, newest first, at most 200. */
  openFailures(
    at: Pick<RunStream, 'workspace' | 'provider' | 'host' | 'repo'>,
  ): Promise<readonly FailedRun[]>;
  /** Marks a failure as over. True for the first caller: that one edits the card. */
  closeFailure(posted: PostedCard, at: number): Promise<boolean>;
  /** Branches of the repository on which the same cause was found since then, sorted. */
  branchesWithCause(cause: {
    readonly stream: RunStream;
    readonly fingerprint: string;
    readonly since: number;
  }): Promise<readonly string[]>;
  /** Keeps the latest pass of a stream; an older one than the one that is kept changes nothing. */
  recordPassedRun(run: PassedRun): Promise<void>;
  lastPass(stream: RunStream): Promise<PassedRun | null>;
}
