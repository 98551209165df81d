/** A row of the work table, the same in both databases. */
export type WorkRow = {
  key: string;
  workspace: string;
  channel: string;
  position: string;
  state: 'waiting' | 'taken' | 'done' | 'aside';
  /** What is to be done, redacted; null once it is done or set aside. */
  body: string | null;
  attempts: number;
  /** 1 from the moment before the first post. */
  posting: number;
  not_before: number;
  lease: string | null;
  lease_until: number | null;
  reason: string | null;
  accepted_at: number;
  ended_at: number | null;
};
