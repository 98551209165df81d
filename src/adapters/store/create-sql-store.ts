import type { Kysely } from 'kysely';
import type { Card } from '../../core/card/card.ts';
import type { Feedback, Store, StoredCard } from '../../flows/ports.ts';
import type { RunRecords } from '../../flows/run-records.ts';
import { type CardKey, createCardRecords, storedCardOf } from './card-record-queries.ts';
import { createCiConnections } from './connection-queries.ts';
import { createInstallations } from './installation-queries.ts';
import { reaching } from './reaching.ts';
import { createRetention } from './retention-queries.ts';
import { createRunRecords } from './run-records.ts';
import type { Seal } from './seal.ts';
import { findSettings, saveSettings } from './settings-queries.ts';
import type { StoreTables } from './store-tables.ts';
import { createSubmissionRecords } from './submission-records.ts';
import { createSummaryRecords } from './summary-records.ts';
import { createWork, type WorkDialect } from './work-queries.ts';

/** The store's queries, in the words that SQLite and PostgreSQL share. The schema must be up to date. */
export function createSqlStore(db: Kysely<StoreTables>, dialect: WorkDialect, seal: Seal): Store {
  return {
    claim: (key, at, holder = null) => reaching('claim', () => claim(db, key, { at, holder })),
    release: (key) => reaching('release', () => release(db, key)),
    recordCard: (card) => reaching('record a card', () => recordCard(db, card)),
    findCard: (place) => reaching('find a card', () => findCard(db, place)),
    updateCard: (posted, card) => reaching('update a card', () => updateCard(db, posted, card)),
    recordFeedback: (feedback) => reaching('record feedback', () => recordFeedback(db, feedback)),
    feedbackOn: (posted) => reaching('count feedback', () => feedbackOn(db, posted)),
    findSettings: (place) => reaching('find settings', () => findSettings(db, place)),
    saveSettings: (place, settings) => reaching('save settings', () => saveSettings(db, place, settings)),
    ...reachingRuns(createRunRecords(db)),
    ...createCardRecords(db, reaching),
    ...createSubmissionRecords(db, reaching),
    ...createSummaryRecords(db, reaching),
    work: createWork(db, dialect),
    installations: createInstallations(db, seal),
    connections: createCiConnections(db, seal),
    retention: createRetention(db),
    close: () =>
      reaching('close', async () => {
        await dialect.signal.close();
        await db.destroy();
      }),
  };
}

function reachingRuns(runs: RunRecords): RunRecords {
  return {
    recordFailedRun: (run) => reaching('record a failed run', () => runs.recordFailedRun(run)),
    openFailures: (at) => reaching('find open failures', () => runs.openFailures(at)),
    closeFailure: (posted, at) => reaching('close a failure', () => runs.closeFailure(posted, at)),
    branchesWithCause: (cause) => reaching('find a cause', () => runs.branchesWithCause(cause)),
    recordPassedRun: (run) => reaching('record a passed run', () => runs.recordPassedRun(run)),
    lastPass: (stream) => reaching('find the last pass', () => runs.lastPass(stream)),
  };
}

/** The primary key decides: of any number of writers, one gets its row back, or whoever holds it already. */
async function claim(
  db: Kysely<StoreTables>,
  key: string,
  { at, holder }: { at: number; holder: string | null },
): Promise<boolean> {
  const rows = await db
    .insertInto('claims')
    .values({ key, claimed_at: at, holder })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ claimed_at: at })
        .where('claims.holder', '=', (excluded) => excluded.ref('excluded.holder')),
    )
    .returning('key')
    .execute();
  return rows.length === 1;
}

async function release(db: Kysely<StoreTables>, key: string): Promise<void> {
  await db.deleteFrom('claims').where('key', '=', key).execute();
}

async function recordCard(db: Kysely<StoreTables>, stored: StoredCard): Promise<void> {
  const { workspace, channel, message, thread } = stored.posted;
  const content = {
    thread,
    card: JSON.stringify(stored.card),
    playbook: stored.playbook,
    fingerprint: stored.fingerprint,
    subject: stored.subject === null ? null : JSON.stringify(stored.subject),
    posted_at: stored.postedAt,
  };
  await db
    .insertInto('cards')
    .values({ workspace, channel, message, ...content })
    .onConflict((conflict) => conflict.columns(['workspace', 'channel', 'message']).doUpdateSet(content))
    .execute();
}

async function findCard(db: Kysely<StoreTables>, place: CardKey): Promise<StoredCard | null> {
  const row = await db
    .selectFrom('cards')
    .selectAll()
    .where('workspace', '=', place.workspace)
    .where('channel', '=', place.channel)
    .where('message', '=', place.message)
    .executeTakeFirst();
  return row === undefined ? null : storedCardOf(row);
}

async function updateCard(db: Kysely<StoreTables>, posted: CardKey, card: Card): Promise<void> {
  await db
    .updateTable('cards')
    .set({ card: JSON.stringify(card) })
    .where('workspace', '=', posted.workspace)
    .where('channel', '=', posted.channel)
    .where('message', '=', posted.message)
    .execute();
}

async function recordFeedback(db: Kysely<StoreTables>, feedback: Feedback): Promise<void> {
  const { workspace, channel, message } = feedback.posted;
  const content = {
    playbook: feedback.playbook,
    verdict: feedback.verdict,
    given_at: feedback.at,
    step: null,
  };
  await db
    .insertInto('feedback')
    .values({ workspace, channel, message, user_id: feedback.user, ...content })
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'channel', 'message', 'user_id']).doUpdateSet(content),
    )
    .execute();
}

async function feedbackOn(
  db: Kysely<StoreTables>,
  posted: CardKey,
): Promise<{ helped: number; wrong: number }> {
  const rows = await db
    .selectFrom('feedback')
    .select((select) => ['verdict', select.fn.countAll().as('count')])
    .where('workspace', '=', posted.workspace)
    .where('channel', '=', posted.channel)
    .where('message', '=', posted.message)
    .groupBy('verdict')
    .execute();
  const counts = { helped: 0, wrong: 0 };
  for (const row of rows) counts[row.verdict] = Number(row.count);
  return counts;
}
