import type { Kysely } from 'kysely';

/** Step 0008. Never changed after its release. */
export async function createSummaries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('summaries')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('prompt_version', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('kept_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('summaries_pk', ['workspace', 'fingerprint', 'model', 'prompt_version'])
    .execute();
  await db.schema.createIndex('summaries_kept_at').on('summaries').column('kept_at').execute();
  await db.schema
    .createTable('summary_tokens')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('tokens', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('summary_tokens_pk', ['workspace', 'day'])
    .execute();
  await db.schema
    .createTable('summary_refusals')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('forbidden_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('summary_refusals_pk', ['workspace', 'person'])
    .execute();
  await db.schema
    .createTable('summary_verdicts')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('given_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('summary_verdicts_pk', ['workspace', 'channel', 'message', 'user_id'])
    .execute();
}
