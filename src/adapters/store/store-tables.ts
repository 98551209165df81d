/**
 * Rows as both databases hold them. PostgreSQL hands a bigint over as text.
 * Types, not interfaces: the query builder asks for an index signature.
 */
export type StoreTables = {
  claims: { key: string; claimed_at: number };
  cards: CardRow;
  feedback: FeedbackRow;
  channel_settings: ChannelSettingsRow;
};

export type CardRow = {
  workspace: string;
  channel: string;
  message: string;
  thread: string;
  /** JSON of the card: what is shown, redacted. */
  card: string;
  playbook: string | null;
  fingerprint: string | null;
  posted_at: number;
};

export type FeedbackRow = {
  workspace: string;
  channel: string;
  message: string;
  user_id: string;
  playbook: string;
  verdict: 'helped' | 'wrong';
  given_at: number;
};

export type ChannelSettingsRow = {
  workspace: string;
  channel: string;
  /** JSON of what was chosen. */
  settings: string;
};
