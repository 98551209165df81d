import type { RunLink } from '../core/alert/run.ts';
import type { Card } from '../core/card/card.ts';
import type { RunLogProblem } from '../core/card/run-log-problem.ts';
import type { CardPlace, PostedCard } from './card-place.ts';
import type { CardRecords, StoredCard } from './card-records.ts';
import type { CiConnections } from './ci-connections.ts';
import type { Installations } from './installations.ts';
import type { PostOnce } from './post-once.ts';
import type { Retention } from './retention.ts';
import type { RunRecords } from './run-records.ts';
import type { Settings } from './settings.ts';
import type { SubmissionRecords } from './submission-records.ts';
import type { SummaryRecords } from './summary-records.ts';
import type { Work } from './work.ts';

export type { CardPlace, PostedCard } from './card-place.ts';
export type { StoredCard } from './card-records.ts';
export type { Summarizer } from './summarizer.ts';

/** The chat tool. Throws OutsideError when it can't be reached. */
export interface Chat {
  /** With `once`, a post of that name that was made already is found instead of made again, where it says so. */
  postCard(place: CardPlace, card: Card, once?: PostOnce): Promise<PostedCard>;
  updateCard(posted: PostedCard, card: Card): Promise<void>;
  /** Posts a first message into a channel; answers go under it. */
  openThread(
    place: { workspace: string; channel: string },
    opener: Card,
    once?: PostOnce,
  ): Promise<CardPlace>;
  /** Shows a card to one person only, in the thread. */
  tell(place: CardPlace, user: string, card: Card): Promise<void>;
  /** Address of the card for people, or null when it has none. */
  linkTo(posted: PostedCard): Promise<string | null>;
  /** Puts a reaction (`eyes`) under a message; one that stands there already is fine. */
  react(message: PostedCard, reaction: string): Promise<void>;
  /** Says in a person's own conversation with us what is under way; nothing where the chat tool has no place for it. */
  showWorking(place: CardPlace, words: string): Promise<void>;
  /** Puts a text file into the thread. Gives its id, or null where the chat tool tells none. */
  postFile(place: CardPlace, file: ChatFile): Promise<string | null>;
  /** Deletes a file that we posted; one that is gone already is fine. */
  deleteFile(workspace: string, file: string): Promise<void>;
  /** Sends a text file to one person. */
  sendFile(to: { workspace: string; user: string }, file: ChatFile): Promise<void>;
  /** Publishes the person's Home tab. */
  showHome(to: { workspace: string; user: string }, card: Card): Promise<void>;
}

/** A text file to hand to people. */
export interface ChatFile {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** Words beside it. */
  readonly comment: string;
}

export interface Feedback {
  readonly posted: PostedCard;
  readonly playbook: string;
  readonly user: string;
  readonly verdict: 'helped' | 'wrong';
  readonly at: number;
}

/** What outlives the process. Every method throws OutsideError when the database can't be reached. */
export interface Store extends Settings, CardRecords, RunRecords, SubmissionRecords, SummaryRecords {
  readonly work: Work;
  readonly installations: Installations;
  readonly connections: CiConnections;
  readonly retention: Retention;
  /**
   * True for the first caller with this key, false for everyone after but its own holder: work that was
   * interrupted goes on. A key reads `kind:workspace:channel:what`, for it is forgotten by that (`-`: no channel).
   * A claim that was released (the work failed before a card was posted) can be taken again.
   */
  claim(key: string, at: number, holder?: string | null): Promise<boolean>;
  release(key: string): Promise<void>;
  recordCard(card: StoredCard): Promise<void>;
  /** The card with that message id, or null. */
  findCard(place: { workspace: string; channel: string; message: string }): Promise<StoredCard | null>;
  updateCard(posted: PostedCard, card: Card): Promise<void>;
  /** One verdict a person and card: a later one replaces the earlier. */
  recordFeedback(feedback: Feedback): Promise<void>;
  feedbackOn(posted: PostedCard): Promise<{ helped: number; wrong: number }>;
  close(): Promise<void>;
}

/** The log of a run's failed job, or why there is none. Every outcome has a card. */
export type RunLogOutcome = RunLog | RunLogProblem;

export interface RunLog {
  readonly kind: 'log';
  readonly bytes: Uint8Array;
  /** True when the log was larger than we read; head and tail are kept. */
  readonly truncated: boolean;
  readonly job: string | null;
  readonly step: string | null;
  readonly jobUrl: string | null;
  /** Address of a line (1-based, of `bytes`) on the service's page; null where it has none. */
  lineUrl(line: number): string | null;
  readonly run: RunDetails;
}

/** What a provider's API adds to the alert. */
export interface RunDetails {
  readonly branch: string | null;
  readonly commit: string | null;
  readonly workflow: string | null;
  readonly attempt: number | null;
  readonly author: string | null;
}

/** CI services, behind one door. Never throws for an answer of a provider: it becomes an outcome. */
export interface RunLogs {
  /**
   * The logs of the run's failed jobs, at most `maxJobs`, the failure that ended first in front. A problem with
   * the run as a whole is the only outcome. The first log may have 8 MB, each further one a quarter of that.
   * Waits up to `maxWaitMs` (three minutes, unless it says otherwise) for a run or a log that is not there yet.
   */
  fetchFailedJobLogs(link: RunLink, maxJobs: number, maxWaitMs?: number): Promise<FailedJobLogs>;
  /** How this workflow went before and since; null when the service cannot tell or would not. */
  runHistory(link: RunLink): Promise<RunHistory | null>;
}

export interface FailedJobLogs {
  readonly outcomes: readonly [RunLogOutcome, ...RunLogOutcome[]];
  /** How many jobs failed, those without an outcome included; 0 when that is not known. */
  readonly failedJobs: number;
}

/** Facts for "flaky or broken" and "who fixed it". Lists have the newest first and may be cut at some 20 runs. */
export interface RunHistory {
  readonly branch: string | null;
  readonly commit: string | null;
  readonly defaultBranch: string | null;
  /** Runs and attempts of the same workflow on the same commit, the asked one included; with their jobs. */
  readonly sameCommit: readonly PastRun[];
  readonly sameBranch: readonly PastRun[];
  /** The same list as `sameBranch` when that is the default branch. */
  readonly onDefaultBranch: readonly PastRun[];
}

export interface PastRun {
  readonly runId: string;
  readonly url: string | null;
  readonly attempt: number | null;
  readonly branch: string | null;
  readonly commit: string | null;
  readonly author: string | null;
  readonly result: PastResult;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Null where they were not asked for. */
  readonly jobs: readonly PastJob[] | null;
}

export interface PastJob {
  readonly name: string;
  readonly result: PastResult;
}

/** `other`: cancelled, skipped, waiting for a person. */
export type PastResult = 'passed' | 'failed' | 'running' | 'other';

/** Now, in milliseconds since 1970. */
export type Clock = () => number;

/** Structured logging; constant text, variables in the metadata, never log content. */
export interface Logger {
  info(data: Readonly<Record<string, unknown>>, message: string): void;
  warn(data: Readonly<Record<string, unknown>>, message: string): void;
  error(data: Readonly<Record<string, unknown>>, message: string): void;
}
