import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ForgetScope, Retention, RowCounts } from '../../flows/retention.ts';
import { KEPT_TABLES, type KeptTable } from './kept-tables.ts';
import { reaching } from './reaching.ts';
import type { StoreTables } from './store-tables.ts';

type Db = Kysely<StoreTables>;
type Condition = RawBuilder<SqlBool>;
const DAY_MS = 86_400_000;

/** The queries behind Retention. Each call is one transaction: all of it goes, or nothing. */
export function createRetention(db: Db): Retention {
  return {
    purge: (before) => reaching('purge', () => db.transaction().execute((open) => purge(open, before))),
    forget: (scope, { dryRun }) =>
      reaching('forget', () =>
        db.transaction().execute(async (open) => {
          const messages = await messagesOf(open, scope);
          return overTables(open, (table) => within(table, scope, messages), dryRun);
        }),
      ),
  };
}

async function purge(db: Db, before: number): Promise<RowCounts> {
  const removed = await overTables(
    db,
    ({ time }) => (time === null ? null : sql`${sql.ref(time)} < ${before}`),
    false,
  );
  const orphans = sql<SqlBool>`not exists (select 1 from submissions where
    submissions.workspace = submission_files.workspace and submissions.channel = submission_files.channel
    and submissions.message = submission_files.message)`;
  const day = new Date(before - DAY_MS).toISOString().slice(0, 10);
  const more = await overTables(
    db,
    ({ name }) => {
      if (name === 'submission_files') return orphans;
      return name === 'summary_tokens' ? sql`day < ${day}` : null;
    },
    false,
  );
  return { ...removed, ...more };
}

/** Ids under which a message is known: its own, its card's, and that of the message a card is about. */
async function messagesOf(db: Db, { workspace, channel, message }: ForgetScope): Promise<readonly string[]> {
  if (channel === null || message === null) return [];
  const cards = await db
    .selectFrom('cards')
    .select(['message', 'thread'])
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where((card) => card.or([card('message', '=', message), card('thread', '=', message)]))
    .execute();
  return [...new Set([message, ...cards.map((card) => card.message)])];
}

/** Which rows of the table are about the scope; null for none of them. */
function within(
  { about, message = 'message' }: KeptTable,
  { workspace, channel, message: asked }: ForgetScope,
  messages: readonly string[],
): Condition | null {
  if (about === 'key') return keyWithin({ workspace, channel, message: asked });
  const ofWorkspace: Condition = sql`workspace = ${workspace}`;
  if (channel === null) return ofWorkspace;
  if (about === 'workspace') return null;
  const ofChannel: Condition = sql`${ofWorkspace} and channel = ${channel}`;
  if (asked === null) return ofChannel;
  if (about === 'channel') return null;
  return sql`${ofChannel} and ${sql.ref(message)} in (${sql.join(messages)})`;
}

/** A claim's key reads `message:T1:C1:1.0` or `alert:T1:C1:...`; Slack's ids hold no wildcard. */
function keyWithin({ workspace, channel, message }: ForgetScope): Condition {
  const place = channel === null ? `:${workspace}:` : `:${workspace}:${channel}:`;
  const part = message === null ? place : `${place}${message}`;
  return message === null
    ? sql`${sql.ref('key')} like ${`%${part}%`}`
    : sql`(${sql.ref('key')} like ${`%${part}`} or holder = ${`${workspace}:${channel}:message:${message}`})`;
}

async function overTables(
  db: Db,
  condition: (table: KeptTable) => Condition | null,
  dryRun: boolean,
): Promise<RowCounts> {
  const counts: Record<string, number> = {};
  for (const table of KEPT_TABLES) {
    const rows = condition(table);
    if (rows === null) continue;
    const count = dryRun ? await countRows(db, table, rows) : await deleteRows(db, table, rows);
    if (count > 0) counts[table.name] = count;
  }
  return counts;
}

async function countRows(db: Db, { name }: KeptTable, rows: Condition): Promise<number> {
  const counted = await db
    .selectFrom(name)
    .select((select) => select.fn.countAll().as('count'))
    .where(rows)
    .executeTakeFirst();
  return Number(counted?.count ?? 0);
}

async function deleteRows(db: Db, { name }: KeptTable, rows: Condition): Promise<number> {
  const deleted = await db.deleteFrom(name).where(rows).executeTakeFirst();
  return Number(deleted.numDeletedRows);
}
