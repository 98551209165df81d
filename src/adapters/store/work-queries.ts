import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { NewWork, TakenWork, Work, WorkCounts, WorkSetAside } from '../../flows/work.ts';
import { reaching } from './reaching.ts';
import type { StoreTables } from './store-tables.ts';
import type { WorkRow } from './work-row.ts';
import type { WorkSignal } from './work-signal.ts';

type Db = Kysely<StoreTables>;
type Held = Pick<TakenWork, 'key' | 'lease'>;

/** The channel of PostgreSQL's LISTEN and NOTIFY. */
export const WORK_CHANNEL = 'faultline_work';
const MOST_LISTED = 20;
const LONGEST_REASON = 200;

/** What the two databases do differently. */
export interface WorkDialect {
  readonly signal: WorkSignal;
  /** Several writers at once: rows are locked, and a notification wakes the other processes. */
  readonly concurrent: boolean;
}

/** The queries behind Work: one table that SQLite and PostgreSQL serve alike. */
export function createWork(db: Db, dialect: WorkDialect): Work {
  return {
    accept: (item) => reaching('accept work', () => accept(db, dialect, item)),
    take: (by) => reaching('take work', () => take(db, dialect, by)),
    keep: (held, until) => reaching('keep work', () => renew(db, held, { lease_until: until })),
    keepForPosting: (held, until) =>
      reaching('keep work', () => renew(db, held, { lease_until: until, posting: 1 })),
    finish: (held, at) => reaching('finish work', () => end(db, held, { state: 'done', ended_at: at })),
    retry: (held, why) => reaching('put work back', () => retry(db, held, why)),
    setAside: (held, { reason, at }) =>
      reaching('set work aside', () =>
        end(db, held, { state: 'aside', ended_at: at, reason: reason.slice(0, LONGEST_REASON) }),
      ),
    counts: (workspace) => reaching('count work', () => countWork(db, workspace ?? null)),
    listSetAside: (workspace) => reaching('list work set aside', () => listSetAside(db, workspace)),
    onAccepted: (listener) => dialect.signal.listen(listener),
  };
}

/** The primary key decides whether it is new. On PostgreSQL the same statement notifies, at its commit. */
async function accept(db: Db, { signal, concurrent }: WorkDialect, item: NewWork): Promise<boolean> {
  const { at, ...content } = item;
  const insert = db
    .insertInto('work')
    .values({ ...content, state: 'waiting', attempts: 0, posting: 0, not_before: at, accepted_at: at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key');
  const rows = await (concurrent
    ? insert.returning(sql<string>`pg_notify(${sql.lit(WORK_CHANNEL)}, '')::text`.as('told'))
    : insert
  ).execute();
  if (rows.length === 1) signal.tell();
  return rows.length === 1;
}

async function take(
  db: Db,
  { concurrent }: WorkDialect,
  { lease, at, until }: { lease: string; at: number; until: number },
): Promise<TakenWork | null> {
  const due = db
    .selectFrom('work')
    .select('work.key')
    .where(isOpen('work'))
    .where((row) => isDue(row, at))
    .where((row) => row.not(row.exists(inTheWay(row, at))))
    .orderBy('work.position')
    .orderBy('work.key')
    .limit(1);
  const row = await db
    .updateTable('work')
    .set((now) => ({ state: 'taken', lease, lease_until: until, attempts: now('attempts', '+', 1) }))
    .where('key', '=', concurrent ? due.forUpdate().skipLocked() : due)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : takenOf(row, lease);
}

/** Still to be done, in the very words of the index over open work: with parameters SQLite would not use it. */
function isOpen(table: 'work' | 'other') {
  return sql<SqlBool>`${sql.ref(`${table}.state`)} in ('waiting', 'taken')`;
}

type Row = ExpressionBuilder<StoreTables, 'work'>;

/** Waiting and its pause over, or taken by a worker that let its lease end. */
function isDue(row: Row, at: number): Expression<SqlBool> {
  return row.or([
    row.and([row('work.state', '=', 'waiting'), row('work.not_before', '<=', at)]),
    row.and([row('work.state', '=', 'taken'), row('work.lease_until', '<', at)]),
  ]);
}

/** Work of the same channel that is older and open, or under way. */
function inTheWay(row: Row, at: number) {
  return row
    .selectFrom('work as other')
    .select(sql.lit(1).as('found'))
    .whereRef('other.workspace', '=', 'work.workspace')
    .whereRef('other.channel', '=', 'work.channel')
    .where(isOpen('other'))
    .where((other) =>
      other.or([
        other('other.position', '<', other.ref('work.position')),
        other.and([
          other('other.position', '=', other.ref('work.position')),
          other('other.key', '<', other.ref('work.key')),
        ]),
        other.and([
          other('other.key', '<>', other.ref('work.key')),
          other('other.state', '=', 'taken'),
          other('other.lease_until', '>=', at),
        ]),
      ]),
    );
}

async function renew(db: Db, { key, lease }: Held, values: Partial<WorkRow>): Promise<boolean> {
  const rows = await db
    .updateTable('work')
    .set(values)
    .where('key', '=', key)
    .where('lease', '=', lease)
    .where('state', '=', 'taken')
    .returning('key')
    .execute();
  return rows.length === 1;
}

async function end(db: Db, held: Held, values: Partial<WorkRow>): Promise<void> {
  await renew(db, held, { ...values, body: null, lease: null, lease_until: null });
}

async function retry(
  db: Db,
  held: Held,
  { reason, notBefore }: { reason: string; notBefore: number },
): Promise<void> {
  const values = { state: 'waiting', not_before: notBefore, lease: null, lease_until: null } as const;
  await renew(db, held, { ...values, reason: reason.slice(0, LONGEST_REASON) });
}

async function countWork(db: Db, workspace: string | null): Promise<WorkCounts> {
  const rows = await db
    .selectFrom('work')
    .select((select) => ['state', select.fn.countAll().as('count')])
    .where('state', '<>', 'done')
    .$if(workspace !== null, (all) => all.where('workspace', '=', workspace ?? ''))
    .groupBy('state')
    .execute();
  const count = (state: WorkRow['state']) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { waiting: count('waiting'), underWay: count('taken'), setAside: count('aside') };
}

async function listSetAside(db: Db, workspace: string): Promise<readonly WorkSetAside[]> {
  const rows = await db
    .selectFrom('work')
    .select(['key', 'workspace', 'channel', 'reason', 'attempts', 'ended_at'])
    .where('workspace', '=', workspace)
    .where('state', '=', 'aside')
    .orderBy('ended_at', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.map(({ reason, ended_at, ...rest }) => ({ ...rest, reason: reason ?? '', at: ended_at ?? 0 }));
}

function takenOf(row: WorkRow, lease: string): TakenWork {
  const { key, workspace, channel, body, attempts, posting, accepted_at } = row;
  return {
    key,
    workspace,
    channel,
    body: body ?? '',
    acceptedAt: accepted_at,
    attempt: attempts,
    mayBePosted: posting === 1,
    lease,
  };
}
