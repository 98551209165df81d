import { type Kysely, sql } from 'kysely';
import { KeptSummary } from '../../core/summary/kept-summary.ts';
import type {
  SummaryKey,
  SummaryRecords,
  SummarySubject,
  SummaryVerdict,
  TokenDay,
} from '../../flows/summary-records.ts';
import type { StoreTables } from './store-tables.ts';

type Reaching = <T>(operation: string, work: () => Promise<T>) => Promise<T>;

/** What is remembered of summaries, in the words that SQLite and PostgreSQL share. */
export function createSummaryRecords(db: Kysely<StoreTables>, reaching: Reaching): SummaryRecords {
  return {
    findSummary: (key) => reaching('find a summary', () => findSummary(db, key)),
    keepSummary: (key, summary, at) =>
      reaching('keep a summary', () => keepSummary(db, { key, summary, at })),
    reserveTokens: (day, tokens, most) =>
      reaching('reserve tokens', () => reserveTokens(db, { day, tokens, most })),
    correctTokens: (day, by) => reaching('correct tokens', () => correctTokens(db, day, by)),
    tokensSpent: (day) => reaching('count tokens', () => tokensSpent(db, day)),
    forbidSummaries: (subject, by) => reaching('forbid summaries', () => forbid(db, subject, by)),
    allowSummaries: (subject) => reaching('allow summaries', () => allow(db, subject)),
    summariesForbiddenBy: (subject) => reaching('ask about summaries', () => forbiddenBy(db, subject)),
    recordSummaryVerdict: (verdict) => reaching('judge a summary', () => recordVerdict(db, verdict)),
    summaryVerdictsOn: (posted) => reaching('count verdicts', () => verdictsOn(db, posted)),
    purgeSummaries: (which) => reaching('purge summaries', () => purge(db, which)),
  };
}

async function findSummary(db: Kysely<StoreTables>, key: SummaryKey): Promise<KeptSummary | null> {
  const row = await db
    .selectFrom('summaries')
    .select('summary')
    .where('workspace', '=', key.workspace)
    .where('fingerprint', '=', key.fingerprint)
    .where('model', '=', key.model)
    .where('prompt_version', '=', key.promptVersion)
    .executeTakeFirst();
  if (row === undefined) return null;
  const parsed = KeptSummary.safeParse(JSON.parse(row.summary));
  return parsed.success ? parsed.data : null;
}

async function keepSummary(
  db: Kysely<StoreTables>,
  { key, summary, at }: { key: SummaryKey; summary: KeptSummary; at: number },
): Promise<void> {
  const { workspace, fingerprint, model, promptVersion } = key;
  const content = { summary: JSON.stringify(summary), kept_at: at };
  await db
    .insertInto('summaries')
    .values({ workspace, fingerprint, model, prompt_version: promptVersion, ...content })
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'fingerprint', 'model', 'prompt_version']).doUpdateSet(content),
    )
    .execute();
}

/** One statement decides, so that of two processes together none takes more than there is. */
async function reserveTokens(
  db: Kysely<StoreTables>,
  { day, tokens, most }: { day: TokenDay; tokens: number; most: number },
): Promise<boolean> {
  if (tokens > most) return false;
  const rows = await db
    .insertInto('summary_tokens')
    .values({ workspace: day.workspace, day: day.day, tokens })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace', 'day'])
        .doUpdateSet({ tokens: sql<number>`summary_tokens.tokens + ${tokens}` })
        .where(sql<boolean>`summary_tokens.tokens + ${tokens} <= ${most}`),
    )
    .returning('tokens')
    .execute();
  return rows.length === 1;
}

async function correctTokens(
  db: Kysely<StoreTables>,
  { workspace, day }: TokenDay,
  by: number,
): Promise<void> {
  await db
    .updateTable('summary_tokens')
    .set({ tokens: sql<number>`tokens + ${by}` })
    .where('workspace', '=', workspace)
    .where('day', '=', day)
    .execute();
}

async function tokensSpent(db: Kysely<StoreTables>, { workspace, day }: TokenDay): Promise<number> {
  const row = await db
    .selectFrom('summary_tokens')
    .select('tokens')
    .where('workspace', '=', workspace)
    .where('day', '=', day)
    .executeTakeFirst();
  return Number(row?.tokens ?? 0);
}

/** No person has this id. */
const WHOLE_WORKSPACE = '*';

async function forbid(
  db: Kysely<StoreTables>,
  { workspace, person }: SummarySubject,
  by: string,
): Promise<void> {
  await db
    .insertInto('summary_refusals')
    .values({ workspace, person: person ?? WHOLE_WORKSPACE, forbidden_by: by })
    .onConflict((conflict) => conflict.columns(['workspace', 'person']).doNothing())
    .execute();
}

async function allow(db: Kysely<StoreTables>, { workspace, person }: SummarySubject): Promise<void> {
  await db
    .deleteFrom('summary_refusals')
    .where('workspace', '=', workspace)
    .where('person', '=', person ?? WHOLE_WORKSPACE)
    .execute();
}

async function forbiddenBy(
  db: Kysely<StoreTables>,
  { workspace, person }: SummarySubject,
): Promise<string | null> {
  const row = await db
    .selectFrom('summary_refusals')
    .select('forbidden_by')
    .where('workspace', '=', workspace)
    .where('person', '=', person ?? WHOLE_WORKSPACE)
    .executeTakeFirst();
  return row?.forbidden_by ?? null;
}

async function recordVerdict(db: Kysely<StoreTables>, given: SummaryVerdict): Promise<void> {
  const { workspace, channel, message } = given.posted;
  const content = { model: given.model, verdict: given.verdict, given_at: given.at };
  await db
    .insertInto('summary_verdicts')
    .values({ workspace, channel, message, user_id: given.user, ...content })
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'channel', 'message', 'user_id']).doUpdateSet(content),
    )
    .execute();
}

async function verdictsOn(
  db: Kysely<StoreTables>,
  posted: { workspace: string; channel: string; message: string },
): Promise<{ helped: number; wrong: number }> {
  const rows = await db
    .selectFrom('summary_verdicts')
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

async function purge(
  db: Kysely<StoreTables>,
  { workspace, before }: { workspace: string | null; before: number },
): Promise<number> {
  const lastDay = new Date(before).toISOString().slice(0, 10);
  const rows = await db
    .deleteFrom('summaries')
    .where('kept_at', '<', before)
    .$if(workspace !== null, (query) => query.where('workspace', '=', workspace ?? ''))
    .returning('fingerprint')
    .execute();
  await db
    .deleteFrom('summary_tokens')
    .where('day', '<', lastDay)
    .$if(workspace !== null, (query) => query.where('workspace', '=', workspace ?? ''))
    .execute();
  await db
    .deleteFrom('summary_verdicts')
    .where('given_at', '<', before)
    .$if(workspace !== null, (query) => query.where('workspace', '=', workspace ?? ''))
    .execute();
  return rows.length;
}
