import type { Alert } from '../core/alert/run.ts';
import type { Card } from '../core/card/card.ts';
import type { CardRef } from '../core/card/card-action.ts';
import type { CardSource } from '../core/card/diagnosis-card-input.ts';
import type { Analysis } from '../core/diagnosis/analysis.ts';
import type { SummaryRequest } from '../core/summary/summary-request.ts';
import type { PostedCard } from './card-place.ts';

/** What a card is about, kept so that a click can act on it. Nothing in it is unredacted. */
export interface CardSubject {
  /** The person who handed the log over; null for an alert. */
  readonly author: string | null;
  readonly analysis: Analysis;
  /** The redacted log, at most `KEPT_LOG_CHARS` of it: head and tail. */
  readonly log: string;
  readonly source: CardSource | null;
  /** The alert that led to the log, or null for a log that was handed over. */
  readonly alert: Alert | null;
  /** What a language model would be shown of it; null or missing when it may not be asked. */
  readonly explain?: SummaryRequest | null;
  /** Where the card was shared to: what the log's author takes back leaves these too. */
  readonly copies?: readonly CardRef[];
  /** Files that were made of the log, by their ids: they go with it. */
  readonly drafts?: readonly string[];
}

/** A card as the store keeps it: what it shows, and what it was about. */
export interface StoredCard {
  readonly posted: PostedCard;
  readonly card: Card;
  /** Diagnosed playbook, or null for `unknown` and `clean`. */
  readonly playbook: string | null;
  readonly fingerprint: string | null;
  /** Null when it is about no log, or was posted before subjects were kept. */
  readonly subject: CardSubject | null;
  /** Milliseconds since 1970. */
  readonly postedAt: number;
}

/** A person's word that a card was wrong, and what it should have said: a test case for the catalog. */
export interface TestCase {
  readonly posted: Pick<PostedCard, 'workspace' | 'channel' | 'message'>;
  readonly user: string;
  /** What the card said: a playbook, or null for "unknown". */
  readonly said: string | null;
  /** What it was: a playbook of the catalog, or null when none of it fits. */
  readonly expected: string | null;
  /** In the person's own words, redacted; may be empty. */
  readonly words: string;
  /** The redacted log. */
  readonly log: string;
  readonly at: number;
}

/** How people judged a playbook's diagnoses in a workspace. */
export interface PlaybookTally {
  readonly helped: number;
  readonly wrong: number;
}

/** What a step of a card did for somebody: the latest one wins. */
export interface Fix {
  readonly user: string;
  /** The step's own words. */
  readonly step: string;
  readonly at: number;
}

/** What is remembered of cards beyond their looks. Every method throws OutsideError as the store does. */
export interface CardRecords {
  /** The card, its subject, feedback and test cases are gone afterwards. */
  forgetCard(place: Pick<PostedCard, 'workspace' | 'channel' | 'message'>): Promise<void>;
  /** Cards of these channels posted at `since` or later, the latest first, at most `most`. */
  recentCards(query: {
    workspace: string;
    channels: readonly string[];
    since: number;
    most: number;
  }): Promise<readonly StoredCard[]>;
  /** Which step helped: kept with the person's verdict "helped". Nothing when they gave none. */
  recordStep(place: Pick<PostedCard, 'workspace' | 'channel' | 'message'>, fix: Fix): Promise<void>;
  /** The latest step that helped with a failure, or with a playbook, in these channels; or null. */
  findFix(query: { workspace: string; channels: readonly string[]; playbook: string }): Promise<Fix | null>;
  /** One judgement a person and card, in the whole workspace. */
  tallyOf(workspace: string, playbook: string): Promise<PlaybookTally>;
  /** One case a person and card: a later one replaces the earlier. */
  recordCase(testCase: TestCase): Promise<void>;
  /** The cases that people made of a card: they hold its log. */
  forgetCases(place: Pick<PostedCard, 'workspace' | 'channel' | 'message'>): Promise<void>;
  /** The workspace's cases, the oldest first. */
  listCases(workspace: string): Promise<readonly TestCase[]>;
  /** Slack refused a card's newer blocks in this workspace: later cards go without them. */
  rememberPlainBlocks(workspace: string, at: number): Promise<void>;
  needsPlainBlocks(workspace: string): Promise<boolean>;
}
