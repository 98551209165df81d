import type { Kysely } from 'kysely';

/** Workspaces that installed the app; tokens are encrypted. */
export async function createInstallations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('installations')
    .addColumn('workspace', 'text', (column) => column.primaryKey())
    .addColumn('enterprise', 'text')
    .addColumn('tokens', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('bot_user', 'text')
    .addColumn('bot', 'text')
    .addColumn('app', 'text')
    .addColumn('installed_by', 'text')
    .addColumn('installed_at', 'bigint', (column) => column.notNull())
    .execute();
}
