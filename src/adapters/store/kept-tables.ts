import type { StoreTables } from './store-tables.ts';

/** How the rows of a table end: by age, and with the message, channel or workspace that they are about. */
export interface KeptTable {
  readonly name: keyof StoreTables;
  /** When the row was written, in milliseconds since 1970; null for what has no age. */
  readonly time: string | null;
  /** The narrowest thing a row is about; `key` where its columns do not tell and its key does. */
  readonly about: 'message' | 'channel' | 'workspace' | 'key';
  /** Where the message's id stands, if not in `message`. */
  readonly message?: string;
}

/** Every table; a test compares this with the schema and with docs/privacy.md. */
export const KEPT_TABLES: readonly KeptTable[] = [
  { name: 'work', time: 'ended_at', about: 'message', message: 'position' },
  { name: 'claims', time: 'claimed_at', about: 'key' },
  { name: 'feedback', time: 'given_at', about: 'message' },
  { name: 'summary_verdicts', time: 'given_at', about: 'message' },
  { name: 'test_cases', time: 'given_at', about: 'message' },
  { name: 'failed_runs', time: 'failed_at', about: 'message' },
  { name: 'submission_files', time: null, about: 'message' },
  { name: 'submissions', time: 'read_at', about: 'message' },
  { name: 'cards', time: 'posted_at', about: 'message' },
  { name: 'channel_settings', time: null, about: 'channel' },
  { name: 'passed_runs', time: 'passed_at', about: 'workspace' },
  { name: 'plain_blocks', time: 'refused_at', about: 'workspace' },
  { name: 'summaries', time: 'kept_at', about: 'workspace' },
  { name: 'summary_tokens', time: null, about: 'workspace' },
  { name: 'summary_refusals', time: null, about: 'workspace' },
  { name: 'installations', time: null, about: 'workspace' },
  { name: 'ci_connections', time: null, about: 'workspace' },
];
