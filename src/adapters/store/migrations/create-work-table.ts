import { type Kysely, sql } from 'kysely';

/** Work that outlives the process, and who holds a claim. */
export async function createWorkTable(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('claims').addColumn('holder', 'text').execute();
  await db.schema
    .createTable('work')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('body', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('posting', 'integer', (column) => column.notNull())
    .addColumn('not_before', 'bigint', (column) => column.notNull())
    .addColumn('lease', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('accepted_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('work_open')
    .on('work')
    .columns(['workspace', 'channel', 'position', 'key'])
    .where(sql.ref('state'), 'in', ['waiting', 'taken'])
    .execute();
  await db.schema.createIndex('work_ended_at').on('work').column('ended_at').execute();
}
