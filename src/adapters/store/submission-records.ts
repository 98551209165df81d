import type { Kysely } from 'kysely';
import type { Recurrence, SubmissionRecord, SubmissionRecords } from '../../flows/submission-records.ts';
import type { StoreTables, SubmissionRow } from './store-tables.ts';

const MOST_RECENT = 20;
const MOST_RECURRENCES = 100;

type Reaching = <T>(operation: string, work: () => Promise<T>) => Promise<T>;
type Asked<Name extends keyof SubmissionRecords> = Parameters<SubmissionRecords[Name]>[0];

/** What was read where, in the words that SQLite and PostgreSQL share. */
export function createSubmissionRecords(db: Kysely<StoreTables>, reaching: Reaching): SubmissionRecords {
  return {
    recordSubmission: (record) => reaching('record a submission', () => recordSubmission(db, record)),
    findSubmission: (place) => reaching('find a submission', () => findSubmission(db, place)),
    submissionsOf: (card) => reaching("find a card's submissions", () => submissionsOf(db, card)),
    submissionsWithFile: (file) => reaching('find a file', () => submissionsWithFile(db, file)),
    recentSubmissions: (by) => reaching('list submissions', () => recentSubmissions(db, by)),
    findDigest: (log) => reaching('find a log', () => findDigest(db, log)),
    forgetSubmission: (place) => reaching('forget a submission', () => forgetSubmission(db, place)),
    recurrenceOf: (failure) => reaching('count recurrences', () => recurrenceOf(db, failure)),
  };
}

async function recordSubmission(db: Kysely<StoreTables>, record: SubmissionRecord): Promise<void> {
  const { workspace, channel, message, thread, author, files, digest, card, at } = record;
  const content = { thread, author, digest, card, read_at: at, files: JSON.stringify(files) };
  await db.transaction().execute(async (open) => {
    await open
      .insertInto('submissions')
      .values({ workspace, channel, message, ...content })
      .onConflict((conflict) => conflict.columns(['workspace', 'channel', 'message']).doUpdateSet(content))
      .execute();
    await forgetFiles(open, record);
    if (files.length === 0) return;
    const rows = [...new Set(files)].map((file) => ({ workspace, file, channel, message }));
    await open.insertInto('submission_files').values(rows).execute();
  });
}

async function findSubmission(
  db: Kysely<StoreTables>,
  place: Asked<'findSubmission'>,
): Promise<SubmissionRecord | null> {
  const row = await db
    .selectFrom('submissions')
    .selectAll()
    .where('workspace', '=', place.workspace)
    .where('channel', '=', place.channel)
    .where('message', '=', place.message)
    .executeTakeFirst();
  return row === undefined ? null : recordOf(row);
}

async function submissionsOf(db: Kysely<StoreTables>, card: Asked<'submissionsOf'>) {
  const rows = await db
    .selectFrom('submissions')
    .selectAll()
    .where('workspace', '=', card.workspace)
    .where('channel', '=', card.channel)
    .where('card', '=', card.message)
    .orderBy('message')
    .execute();
  return rows.map(recordOf);
}

async function submissionsWithFile(
  db: Kysely<StoreTables>,
  { workspace, file }: Asked<'submissionsWithFile'>,
): Promise<readonly SubmissionRecord[]> {
  const rows = await db
    .selectFrom('submission_files')
    .innerJoin('submissions', (join) =>
      join
        .onRef('submissions.workspace', '=', 'submission_files.workspace')
        .onRef('submissions.channel', '=', 'submission_files.channel')
        .onRef('submissions.message', '=', 'submission_files.message'),
    )
    .selectAll('submissions')
    .where('submission_files.workspace', '=', workspace)
    .where('submission_files.file', '=', file)
    .execute();
  return rows.map(recordOf);
}

async function recentSubmissions(
  db: Kysely<StoreTables>,
  { workspace, channel, author, since }: Asked<'recentSubmissions'>,
): Promise<readonly SubmissionRecord[]> {
  const rows = await db
    .selectFrom('submissions')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('author', '=', author)
    .where('read_at', '>=', since)
    .orderBy('message', 'desc')
    .limit(MOST_RECENT)
    .execute();
  return rows.map(recordOf).reverse();
}

async function findDigest(
  db: Kysely<StoreTables>,
  { workspace, channel, digest, since }: Asked<'findDigest'>,
): Promise<SubmissionRecord | null> {
  const row = await db
    .selectFrom('submissions')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('digest', '=', digest)
    .where('card', 'is not', null)
    .where('read_at', '>=', since)
    .orderBy('message')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : recordOf(row);
}

async function forgetSubmission(db: Kysely<StoreTables>, place: Asked<'forgetSubmission'>): Promise<void> {
  await db.transaction().execute(async (open) => {
    await forgetFiles(open, place);
    await open
      .deleteFrom('submissions')
      .where('workspace', '=', place.workspace)
      .where('channel', '=', place.channel)
      .where('message', '=', place.message)
      .execute();
  });
}

async function forgetFiles(db: Kysely<StoreTables>, place: Asked<'forgetSubmission'>): Promise<void> {
  await db
    .deleteFrom('submission_files')
    .where('workspace', '=', place.workspace)
    .where('channel', '=', place.channel)
    .where('message', '=', place.message)
    .execute();
}

async function recurrenceOf(
  db: Kysely<StoreTables>,
  { workspace, channel, fingerprint, since }: Asked<'recurrenceOf'>,
): Promise<Recurrence> {
  const query = db
    .selectFrom('cards')
    .select(['workspace', 'channel', 'thread', 'message', 'posted_at'])
    .where('workspace', '=', workspace)
    .where('fingerprint', '=', fingerprint)
    .where('posted_at', '>=', since);
  const cards = await (channel === null ? query : query.where('channel', '=', channel))
    .orderBy('posted_at', 'desc')
    .limit(MOST_RECURRENCES)
    .execute();
  const helped = await lastHelped(db, { workspace, channel, fingerprint });
  return {
    cards: cards.map(({ posted_at, ...posted }) => ({ posted, postedAt: Number(posted_at) })),
    lastHelped: helped,
  };
}

async function lastHelped(
  db: Kysely<StoreTables>,
  { workspace, channel, fingerprint }: Omit<Asked<'recurrenceOf'>, 'since'>,
): Promise<Recurrence['lastHelped']> {
  const query = db
    .selectFrom('feedback')
    .innerJoin('cards', (join) =>
      join
        .onRef('cards.workspace', '=', 'feedback.workspace')
        .onRef('cards.channel', '=', 'feedback.channel')
        .onRef('cards.message', '=', 'feedback.message'),
    )
    .select(['feedback.user_id', 'feedback.given_at', 'feedback.step'])
    .where('cards.workspace', '=', workspace)
    .where('cards.fingerprint', '=', fingerprint)
    .where('feedback.verdict', '=', 'helped');
  const row = await (channel === null ? query : query.where('cards.channel', '=', channel))
    .orderBy('feedback.given_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { user: row.user_id, at: Number(row.given_at), step: row.step };
}

function recordOf(row: SubmissionRow): SubmissionRecord {
  const { workspace, channel, message, thread, author, digest, card } = row;
  // Written by recordSubmission alone.
  const files = JSON.parse(row.files) as readonly string[];
  return { workspace, channel, message, thread, author, files, digest, card, at: Number(row.read_at) };
}
