import type { Kysely } from 'kysely';

/** Of all processes one exchanges a refresh token: it serves once. */
export async function leaseRenewals(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('installations').addColumn('renewing_until', 'bigint').execute();
}
