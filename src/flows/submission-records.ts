import type { PostedCard } from './card-place.ts';

/** A message whose log we read: where it is and what came of it, never what it says. */
export interface SubmissionRecord {
  readonly workspace: string;
  readonly channel: string;
  /** Its own id, and the thread it stands in (its own id outside of threads). */
  readonly message: string;
  readonly thread: string;
  readonly author: string | null;
  /** Ids of the files that were read. */
  readonly files: readonly string[];
  /** Same log, same digest; null when no log was read. */
  readonly digest: string | null;
  /** The card that shows its lines, or null: it was left alone. */
  readonly card: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

type MessagePlace = Pick<SubmissionRecord, 'workspace' | 'channel' | 'message'>;

/** How often a failure was seen, and who found the card helpful last. */
export interface Recurrence {
  /** Cards about it, newest first, at most 100. */
  readonly cards: readonly { readonly posted: PostedCard; readonly postedAt: number }[];
  readonly lastHelped: { readonly user: string; readonly at: number; readonly step: string | null } | null;
}

/** What was read where; part of the store. */
export interface SubmissionRecords {
  /** A second record of the same message replaces the first. */
  recordSubmission(record: SubmissionRecord): Promise<void>;
  findSubmission(place: MessagePlace): Promise<SubmissionRecord | null>;
  /** All messages whose lines a card shows, oldest first. */
  submissionsOf(
    card: Pick<PostedCard, 'workspace' | 'channel' | 'message'>,
  ): Promise<readonly SubmissionRecord[]>;
  /** The messages of a workspace in which a file stood. */
  submissionsWithFile(file: { workspace: string; file: string }): Promise<readonly SubmissionRecord[]>;
  /** What a person handed in at one place since then, oldest first, at most 20. */
  recentSubmissions(by: {
    workspace: string;
    channel: string;
    author: string;
    since: number;
  }): Promise<readonly SubmissionRecord[]>;
  /** The first message of the channel since then that held the same log and was answered. */
  findDigest(log: {
    workspace: string;
    channel: string;
    digest: string;
    since: number;
  }): Promise<SubmissionRecord | null>;
  forgetSubmission(place: MessagePlace): Promise<void>;
  /** Cards about the same failure since then; `channel` null: in the whole workspace. */
  recurrenceOf(failure: {
    workspace: string;
    channel: string | null;
    fingerprint: string;
    since: number;
  }): Promise<Recurrence>;
}
