import type { Kysely } from 'kysely';
import type { Provider } from '../../core/alert/run.ts';
import type { FailedRun, PassedRun, RunRecords, RunStream } from '../../flows/run-records.ts';
import type { FailedRunRow, PassedRunRow, StoreTables } from './store-tables.ts';

const MOST_OPEN = 200;

/** Failed and passed runs, in the words that SQLite and PostgreSQL share. Throws what the driver throws. */
export function createRunRecords(db: Kysely<StoreTables>): RunRecords {
  return {
    recordFailedRun: (run) => recordFailedRun(db, run),
    openFailures: (at) => openFailures(db, at),
    closeFailure: (posted, at) => closeFailure(db, posted, at),
    branchesWithCause: (cause) => branchesWithCause(db, cause),
    recordPassedRun: (run) => recordPassedRun(db, run),
    lastPass: (stream) => lastPass(db, stream),
  };
}

async function recordFailedRun(db: Kysely<StoreTables>, run: FailedRun): Promise<void> {
  const { workspace, channel, message, thread } = run.posted;
  const content = {
    thread,
    ...streamColumns(run),
    commit_sha: run.commit,
    job: run.job,
    run_id: run.runId,
    attempt: run.attempt,
    fingerprint: run.fingerprint,
    failed_at: run.failedAt,
  };
  await db
    .insertInto('failed_runs')
    .values({ ...content, workspace, channel, message, closed_at: null })
    .onConflict((conflict) => conflict.columns(['workspace', 'channel', 'message']).doUpdateSet(content))
    .execute();
}

async function openFailures(
  db: Kysely<StoreTables>,
  { workspace, provider, host, repo }: Parameters<RunRecords['openFailures']>[0],
): Promise<readonly FailedRun[]> {
  const rows = await db
    .selectFrom('failed_runs')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('provider', '=', provider)
    .where('host', '=', host)
    .where('repo', '=', repo ?? '')
    .where('closed_at', 'is', null)
    .orderBy('failed_at', 'desc')
    .limit(MOST_OPEN)
    .execute();
  return rows.map(failedRunOf);
}

async function closeFailure(
  db: Kysely<StoreTables>,
  posted: Parameters<RunRecords['closeFailure']>[0],
  at: number,
): Promise<boolean> {
  const rows = await db
    .updateTable('failed_runs')
    .set({ closed_at: at })
    .where('workspace', '=', posted.workspace)
    .where('channel', '=', posted.channel)
    .where('message', '=', posted.message)
    .where('closed_at', 'is', null)
    .returning('message')
    .execute();
  return rows.length === 1;
}

async function branchesWithCause(
  db: Kysely<StoreTables>,
  { stream, fingerprint, since }: Parameters<RunRecords['branchesWithCause']>[0],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('failed_runs')
    .select('branch')
    .distinct()
    .where('workspace', '=', stream.workspace)
    .where('provider', '=', stream.provider)
    .where('host', '=', stream.host)
    .where('repo', '=', stream.repo ?? '')
    .where('fingerprint', '=', fingerprint)
    .where('failed_at', '>=', since)
    .where('branch', '<>', '')
    .execute();
  return rows.map(({ branch }) => branch).sort();
}

async function recordPassedRun(db: Kysely<StoreTables>, run: PassedRun): Promise<void> {
  const content = { commit_sha: run.commit, run_url: run.runUrl, passed_at: run.passedAt };
  await db
    .insertInto('passed_runs')
    .values({ workspace: run.workspace, ...streamColumns(run), ...content })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace', 'provider', 'host', 'repo', 'branch', 'workflow'])
        .doUpdateSet(content)
        .where('passed_runs.passed_at', '<=', run.passedAt),
    )
    .execute();
}

async function lastPass(db: Kysely<StoreTables>, stream: RunStream): Promise<PassedRun | null> {
  const columns = streamColumns(stream);
  const row = await db
    .selectFrom('passed_runs')
    .selectAll()
    .where('workspace', '=', stream.workspace)
    .where('provider', '=', columns.provider)
    .where('host', '=', columns.host)
    .where('repo', '=', columns.repo)
    .where('branch', '=', columns.branch)
    .where('workflow', '=', columns.workflow)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...streamOf(row),
    commit: row.commit_sha,
    runUrl: row.run_url,
    passedAt: Number(row.passed_at),
  };
}

/** Unknown parts are empty: a key has no nulls. */
function streamColumns({ provider, host, repo, branch, workflow }: RunStream) {
  return { provider, host, repo: repo ?? '', branch: branch ?? '', workflow: workflow ?? '' };
}

function streamOf(row: FailedRunRow | PassedRunRow): RunStream {
  return {
    workspace: row.workspace,
    // Written by us alone.
    provider: row.provider as Provider,
    host: row.host,
    repo: row.repo || null,
    branch: row.branch || null,
    workflow: row.workflow || null,
  };
}

function failedRunOf(row: FailedRunRow): FailedRun {
  const { workspace, channel, message, thread } = row;
  return {
    ...streamOf(row),
    posted: { workspace, channel, message, thread },
    commit: row.commit_sha,
    job: row.job,
    runId: row.run_id,
    attempt: row.attempt,
    fingerprint: row.fingerprint,
    failedAt: Number(row.failed_at),
  };
}
