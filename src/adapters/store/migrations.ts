import type { CreateTableBuilder, Kysely } from 'kysely';
import { createCiConnectionsTable } from './migrations/create-ci-connections-table.ts';
import { createInstallations } from './migrations/create-installations.ts';
import { createSummaries } from './migrations/create-summaries.ts';
import { createWorkTable } from './migrations/create-work-table.ts';
import { leaseRenewals } from './migrations/lease-renewals.ts';

/** One step of the schema. A published step is never changed, moved or removed: only further ones are appended. */
export interface StoreMigration {
  readonly name: string;
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}

/** Written for SQLite and PostgreSQL alike. */
export const MIGRATIONS: readonly StoreMigration[] = [
  { name: '0001-claims-cards-feedback', up: createFirstTables },
  { name: '0002-find-cards-by-age-and-failure', up: indexCards },
  { name: '0003-channel-settings', up: createChannelSettings },
  { name: '0004-runs', up: createRuns },
  { name: '0005-card-subjects-and-test-cases', up: addCardRecords },
  { name: '0006-submissions', up: createSubmissions },
  { name: '0007-work', up: createWorkTable },
  { name: '0008-summaries', up: createSummaries },
  { name: '0009-installations', up: createInstallations },
  { name: '0010-ci-connections', up: createCiConnectionsTable },
  { name: '0011-renewals', up: leaseRenewals },
];

async function createFirstTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('claims')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('cards')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('card', 'text', (column) => column.notNull())
    .addColumn('playbook', 'text')
    .addColumn('fingerprint', 'text')
    .addColumn('posted_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('cards_pk', ['workspace', 'channel', 'message'])
    .execute();
  await db.schema
    .createTable('feedback')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('playbook', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('given_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_pk', ['workspace', 'channel', 'message', 'user_id'])
    .execute();
}

async function indexCards(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('cards_posted_at').on('cards').column('posted_at').execute();
  await db.schema
    .createIndex('cards_fingerprint')
    .on('cards')
    .columns(['workspace', 'fingerprint'])
    .execute();
}

async function createChannelSettings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('channel_settings')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('channel_settings_pk', ['workspace', 'channel'])
    .execute();
}

async function createRuns(db: Kysely<unknown>): Promise<void> {
  await withStream(db.schema.createTable('failed_runs'))
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('commit_sha', 'text')
    .addColumn('job', 'text')
    .addColumn('run_id', 'text')
    .addColumn('attempt', 'integer')
    .addColumn('fingerprint', 'text')
    .addColumn('failed_at', 'bigint', (column) => column.notNull())
    .addColumn('closed_at', 'bigint')
    .addPrimaryKeyConstraint('failed_runs_pk', ['workspace', 'channel', 'message'])
    .execute();
  await db.schema
    .createIndex('failed_runs_repo')
    .on('failed_runs')
    .columns(['workspace', 'provider', 'host', 'repo', 'failed_at'])
    .execute();
  await withStream(db.schema.createTable('passed_runs'))
    .addColumn('commit_sha', 'text')
    .addColumn('run_url', 'text')
    .addColumn('passed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('passed_runs_pk', [
      'workspace',
      'provider',
      'host',
      'repo',
      'branch',
      'workflow',
    ])
    .execute();
}

/** What says which runs follow each other; unknown parts are empty. */
function withStream(table: CreateTableBuilder<string>) {
  return table
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('repo', 'text', (column) => column.notNull())
    .addColumn('branch', 'text', (column) => column.notNull())
    .addColumn('workflow', 'text', (column) => column.notNull());
}

async function addCardRecords(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('cards').addColumn('subject', 'text').execute();
  await db.schema.alterTable('feedback').addColumn('step', 'text').execute();
  await db.schema
    .createTable('test_cases')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('said', 'text')
    .addColumn('expected', 'text')
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('log', 'text', (column) => column.notNull())
    .addColumn('given_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('test_cases_pk', ['workspace', 'channel', 'message', 'user_id'])
    .execute();
  await db.schema
    .createTable('plain_blocks')
    .addColumn('workspace', 'text', (column) => column.primaryKey())
    .addColumn('refused_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createSubmissions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('submissions')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('author', 'text')
    .addColumn('files', 'text', (column) => column.notNull())
    .addColumn('digest', 'text')
    .addColumn('card', 'text')
    .addColumn('read_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('submissions_pk', ['workspace', 'channel', 'message'])
    .execute();
  await db.schema
    .createIndex('submissions_digest')
    .on('submissions')
    .columns(['workspace', 'channel', 'digest'])
    .execute();
  await db.schema
    .createIndex('submissions_author')
    .on('submissions')
    .columns(['workspace', 'channel', 'author', 'read_at'])
    .execute();
  await db.schema.createIndex('submissions_read_at').on('submissions').column('read_at').execute();
  await db.schema
    .createTable('submission_files')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('submission_files_pk', ['workspace', 'file', 'channel', 'message'])
    .execute();
}
