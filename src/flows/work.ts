/** Something that was handed over and wants an answer, as it is written down before it is acknowledged. */
export interface NewWork {
  /** Names the thing; a second delivery of it has the same. */
  readonly key: string;
  readonly workspace: string;
  readonly channel: string;
  /** Work of one channel is done one after the other, smallest position first. */
  readonly position: string;
  /** What is needed to do it, redacted. Erased as soon as the work is done or set aside. */
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Work in the hands of one worker, until its lease ends. */
export interface TakenWork {
  readonly key: string;
  readonly workspace: string;
  readonly channel: string;
  readonly body: string;
  readonly acceptedAt: number;
  /** 1 for the first try. */
  readonly attempt: number;
  /** True when an earlier try may have posted something: look before posting again. */
  readonly mayBePosted: boolean;
  /** Names this lease among all others. */
  readonly lease: string;
}

/** Work that was given up, and why. */
export interface WorkSetAside {
  readonly key: string;
  readonly workspace: string;
  readonly channel: string;
  readonly reason: string;
  readonly attempts: number;
  readonly at: number;
}

export interface WorkCounts {
  readonly waiting: number;
  readonly underWay: number;
  readonly setAside: number;
}

type Held = Pick<TakenWork, 'key' | 'lease'>;

/**
 * Work that outlives the process, shared by all that stand on one store. A worker holds an item by a lease that
 * it renews; when it dies, the item is taken again after the lease ended. Every method throws OutsideError when
 * the database can't be reached.
 */
export interface Work {
  /** Written down when this resolves. False when the key is known already, done or not. */
  accept(item: NewWork): Promise<boolean>;
  /**
   * The oldest item that is due, of a channel in which nothing older is open and nothing is under way; null when
   * there is none. Of any number of simultaneous callers, one gets it.
   */
  take(by: { lease: string; at: number; until: number }): Promise<TakenWork | null>;
  /** Renews the lease. False when it was lost: another worker may be at it. */
  keep(held: Held, until: number): Promise<boolean>;
  /** As `keep`, and from now on every later try is told that something may be posted. */
  keepForPosting(held: Held, until: number): Promise<boolean>;
  finish(held: Held, at: number): Promise<void>;
  /** Back into its channel's line, first in it, not before `notBefore`. */
  retry(held: Held, why: { reason: string; notBefore: number }): Promise<void>;
  /** Given up: counted and listed, its body erased; the channel goes on. */
  setAside(held: Held, why: { reason: string; at: number }): Promise<void>;
  /** Of one workspace, or of all. */
  counts(workspace?: string): Promise<WorkCounts>;
  /** What was given up in a workspace, newest first, at most 20. */
  listSetAside(workspace: string): Promise<readonly WorkSetAside[]>;
  /** Calls back soon after any process accepted something. Returns how to stop that. */
  onAccepted(listener: () => void): () => void;
}
