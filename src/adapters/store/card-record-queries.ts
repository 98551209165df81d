import type { Kysely } from 'kysely';
import type { Card } from '../../core/card/card.ts';
import type { CardRecords, CardSubject, Fix, PlaybookTally, TestCase } from '../../flows/card-records.ts';
import type { PostedCard, StoredCard } from '../../flows/ports.ts';
import type { CardRow, StoreTables } from './store-tables.ts';

export type CardKey = Pick<PostedCard, 'workspace' | 'channel' | 'message'>;
type Db = Kysely<StoreTables>;
type Reaching = <T>(operation: string, work: () => Promise<T>) => Promise<T>;

/** The queries behind CardRecords, in the words that SQLite and PostgreSQL share. */
export function createCardRecords(db: Db, reaching: Reaching): CardRecords {
  return {
    forgetCard: (place) =>
      reaching('forget a card', () => deleteFrom(db, ['cards', 'feedback', 'test_cases'], place)),
    recentCards: (query) => reaching('list cards', () => recentCards(db, query)),
    recordStep: (place, fix) => reaching('record a step', () => recordStep(db, place, fix)),
    findFix: (query) => reaching('find a fix', () => findFix(db, query)),
    tallyOf: (workspace, playbook) => reaching('count verdicts', () => tallyOf(db, workspace, playbook)),
    recordCase: (testCase) => reaching('record a test case', () => recordCase(db, testCase)),
    forgetCases: (place) => reaching('forget test cases', () => deleteFrom(db, ['test_cases'], place)),
    listCases: (workspace) => reaching('list test cases', () => listCases(db, workspace)),
    rememberPlainBlocks: (workspace, at) =>
      reaching('remember plain blocks', () => rememberPlainBlocks(db, workspace, at)),
    needsPlainBlocks: (workspace) => reaching('find plain blocks', () => needsPlainBlocks(db, workspace)),
  };
}

/** Written by recordCard and updateCard alone, so the JSON is what they wrote. */
export function storedCardOf(row: CardRow): StoredCard {
  const { workspace, channel, message, thread } = row;
  return {
    posted: { workspace, channel, message, thread },
    card: JSON.parse(row.card) as Card,
    playbook: row.playbook,
    fingerprint: row.fingerprint,
    subject: row.subject === null ? null : (JSON.parse(row.subject) as CardSubject),
    postedAt: Number(row.posted_at),
  };
}

async function deleteFrom(
  db: Db,
  tables: readonly ('cards' | 'feedback' | 'test_cases')[],
  { workspace, channel, message }: CardKey,
): Promise<void> {
  await db.transaction().execute(async (inOne) => {
    for (const table of tables) {
      await inOne
        .deleteFrom(table)
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .where('message', '=', message)
        .execute();
    }
  });
}

async function recentCards(
  db: Db,
  query: Parameters<CardRecords['recentCards']>[0],
): Promise<readonly StoredCard[]> {
  if (query.channels.length === 0) return [];
  const rows = await db
    .selectFrom('cards')
    .selectAll()
    .where('workspace', '=', query.workspace)
    .where('channel', 'in', [...query.channels])
    .where('posted_at', '>=', query.since)
    .orderBy('posted_at', 'desc')
    .orderBy('message', 'desc')
    .limit(query.most)
    .execute();
  return rows.map(storedCardOf);
}

async function recordStep(db: Db, place: CardKey, { user, step, at }: Fix): Promise<void> {
  await db
    .updateTable('feedback')
    .set({ step, given_at: at })
    .where('workspace', '=', place.workspace)
    .where('channel', '=', place.channel)
    .where('message', '=', place.message)
    .where('user_id', '=', user)
    .where('verdict', '=', 'helped')
    .execute();
}

async function findFix(db: Db, query: Parameters<CardRecords['findFix']>[0]): Promise<Fix | null> {
  if (query.channels.length === 0) return null;
  const row = await db
    .selectFrom('feedback')
    .select(['user_id', 'step', 'given_at'])
    .where('workspace', '=', query.workspace)
    .where('channel', 'in', [...query.channels])
    .where('playbook', '=', query.playbook)
    .where('step', 'is not', null)
    .orderBy('given_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.step === null) return null;
  return { user: row.user_id, step: row.step, at: Number(row.given_at) };
}

async function tallyOf(db: Db, workspace: string, playbook: string): Promise<PlaybookTally> {
  const rows = await db
    .selectFrom('feedback')
    .select((select) => ['verdict', select.fn.countAll().as('count')])
    .where('workspace', '=', workspace)
    .where('playbook', '=', playbook)
    .groupBy('verdict')
    .execute();
  const tally = { helped: 0, wrong: 0 };
  for (const row of rows) tally[row.verdict] = Number(row.count);
  return tally;
}

async function recordCase(db: Db, testCase: TestCase): Promise<void> {
  const { workspace, channel, message } = testCase.posted;
  const { said, expected, words, log, at } = testCase;
  const content = { said, expected, words, log, given_at: at };
  await db
    .insertInto('test_cases')
    .values({ workspace, channel, message, user_id: testCase.user, ...content })
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'channel', 'message', 'user_id']).doUpdateSet(content),
    )
    .execute();
}

async function listCases(db: Db, wanted: string): Promise<readonly TestCase[]> {
  const rows = await db
    .selectFrom('test_cases')
    .selectAll()
    .where('workspace', '=', wanted)
    .orderBy('given_at')
    .orderBy('message')
    .execute();
  return rows.map(({ workspace, channel, message, user_id, said, expected, words, log, given_at }) => ({
    posted: { workspace, channel, message },
    user: user_id,
    said,
    expected,
    words,
    log,
    at: Number(given_at),
  }));
}

async function rememberPlainBlocks(db: Db, workspace: string, at: number): Promise<void> {
  await db
    .insertInto('plain_blocks')
    .values({ workspace, refused_at: at })
    .onConflict((conflict) => conflict.column('workspace').doNothing())
    .execute();
}

async function needsPlainBlocks(db: Db, workspace: string): Promise<boolean> {
  const row = await db
    .selectFrom('plain_blocks')
    .select('workspace')
    .where('workspace', '=', workspace)
    .executeTakeFirst();
  return row !== undefined;
}
