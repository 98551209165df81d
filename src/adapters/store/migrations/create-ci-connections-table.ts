import type { Kysely } from 'kysely';

/** CI services that admins connected; settings are encrypted. */
export async function createCiConnectionsTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ci_connections')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('connected_by', 'text', (column) => column.notNull())
    .addColumn('connected_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('ci_connections_pk', ['workspace', 'provider'])
    .execute();
}
