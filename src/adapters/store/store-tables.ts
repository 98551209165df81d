import type { WorkRow } from './work-row.ts';

/** Rows as both databases hold them. Types, not interfaces: the query builder asks for an index signature. */
export type StoreTables = {
  claims: { key: string; claimed_at: number; holder: string | null };
  cards: CardRow;
  feedback: FeedbackRow;
  channel_settings: ChannelSettingsRow;
  failed_runs: FailedRunRow;
  passed_runs: PassedRunRow;
  submissions: SubmissionRow;
  submission_files: { workspace: string; file: string; channel: string; message: string };
  test_cases: TestCaseRow;
  work: WorkRow;
  installations: InstallationRow;
  ci_connections: CiConnectionRow;
  plain_blocks: { workspace: string; refused_at: number };
  summaries: SummaryRow;
  summary_tokens: { workspace: string; day: string; tokens: number };
  summary_refusals: { workspace: string; person: string; forbidden_by: string };
  summary_verdicts: SummaryVerdictRow;
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
  /** JSON of what the card is about, redacted; rows of earlier versions have none. */
  subject: string | null;
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
  /** Words of the step that helped. */
  step: string | null;
};

export type ChannelSettingsRow = {
  workspace: string;
  channel: string;
  /** JSON of what was chosen. */
  settings: string;
};

/** Unknown parts of what a run belongs to are empty: they stand in a key. */
type RunStreamColumns = {
  workspace: string;
  provider: string;
  host: string;
  repo: string;
  branch: string;
  workflow: string;
};

export type FailedRunRow = RunStreamColumns & {
  channel: string;
  message: string;
  thread: string;
  commit_sha: string | null;
  job: string | null;
  run_id: string | null;
  attempt: number | null;
  fingerprint: string | null;
  failed_at: number;
  closed_at: number | null;
};

export type PassedRunRow = RunStreamColumns & {
  commit_sha: string | null;
  run_url: string | null;
  passed_at: number;
};

export type TestCaseRow = {
  workspace: string;
  channel: string;
  message: string;
  user_id: string;
  said: string | null;
  expected: string | null;
  words: string;
  log: string;
  given_at: number;
};

export type SubmissionRow = {
  workspace: string;
  channel: string;
  message: string;
  thread: string;
  author: string | null;
  /** JSON of the files' ids. */
  files: string;
  digest: string | null;
  card: string | null;
  read_at: number;
};

export type SummaryRow = {
  workspace: string;
  fingerprint: string;
  model: string;
  prompt_version: string;
  /** JSON of the kept summary. */
  summary: string;
  kept_at: number;
};

export type SummaryVerdictRow = {
  workspace: string;
  channel: string;
  message: string;
  user_id: string;
  model: string;
  verdict: 'helped' | 'wrong';
  given_at: number;
};

export type InstallationRow = {
  workspace: string;
  enterprise: string | null;
  /** JSON of the tokens, encrypted. */
  tokens: string;
  expires_at: number | null;
  /** Somebody exchanges the refresh token, or tried to; nobody else does until then. */
  renewing_until: number | null;
  bot_user: string | null;
  bot: string | null;
  app: string | null;
  installed_by: string | null;
  installed_at: number;
};

export type CiConnectionRow = {
  workspace: string;
  provider: string;
  host: string;
  /** JSON of the settings, encrypted. */
  settings: string;
  connected_by: string;
  connected_at: number;
};
