import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { MIGRATIONS } from '../../src/adapters/store/migrations.ts';
import { type LockSchema, runMigrations } from '../../src/adapters/store/run-migrations.ts';

/** The same for both databases, for the query builder's words are. Rows that each step's tables held when it was the newest. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  '0001-claims-cards-feedback': [
    `insert into "claims" ("key", "claimed_at") values ('event:E1', 1893456000123)`,
    `insert into "cards" ("workspace", "channel", "message", "thread", "card", "playbook", "fingerprint", "posted_at") values ('T1', 'C1', '1.1', '1.0', '{"title":"403 from npm.example.com","fallback":"403","blocks":[]}', 'http-auth-failure', 'v1:abc', 1893456000123)`,
    `insert into "feedback" ("workspace", "channel", "message", "user_id", "playbook", "verdict", "given_at") values ('T1', 'C1', '1.1', 'U1', 'http-auth-failure', 'helped', 1893456000124)`,
  ],
  '0003-channel-settings': [
    `insert into "channel_settings" ("workspace", "channel", "settings") values ('T1', 'C1', '{"automatic":"alerts"}')`,
  ],
  '0004-runs': [
    `insert into "failed_runs" ("workspace", "channel", "message", "thread", "provider", "host", "repo", "branch", "workflow", "failed_at") values ('T1', 'C1', '1.1', '1.0', 'github', 'github.com', 'acme/api', 'main', '', 1893456000123)`,
    `insert into "passed_runs" ("workspace", "provider", "host", "repo", "branch", "workflow", "passed_at") values ('T1', 'github', 'github.com', 'acme/api', 'main', '', 1893456000124)`,
  ],
  '0005-card-subjects-and-test-cases': [
    `insert into "test_cases" ("workspace", "channel", "message", "user_id", "words", "log", "given_at") values ('T1', 'C1', '1.1', 'U1', 'it was the proxy', 'HTTP 407', 1893456000125)`,
    `insert into "plain_blocks" ("workspace", "refused_at") values ('T1', 1893456000126)`,
  ],
  '0006-submissions': [
    `insert into "submissions" ("workspace", "channel", "message", "thread", "files", "read_at") values ('T1', 'C1', '1.0', '1.0', '["F1"]', 1893456000126)`,
    `insert into "submission_files" ("workspace", "file", "channel", "message") values ('T1', 'F1', 'C1', '1.0')`,
  ],
  '0009-installations': [
    `insert into "installations" ("workspace", "tokens", "installed_at") values ('T1', 'v1.00000000.a.b.c', 1893456000128)`,
  ],
  '0010-ci-connections': [
    `insert into "ci_connections" ("workspace", "provider", "host", "settings", "connected_by", "connected_at") values ('T1', 'gitlab', 'git.example.com', 'v1.00000000.a.b.c', 'U1', 1893456000129)`,
  ],
  // Those of 0008 besides, whose fixture came without rows.
  '0011-renewals': [
    `insert into "installations" ("workspace", "tokens", "expires_at", "renewing_until", "installed_at") values ('T2', 'v1.00000000.d.e.f', 1893456000140, 1893456000141, 1893456000130)`,
    `insert into "summaries" ("workspace", "fingerprint", "model", "prompt_version", "summary", "kept_at") values ('T1', 'v1:abc', 'm', '1', '{}', 1893456000131)`,
    `insert into "summary_tokens" ("workspace", "day", "tokens") values ('T1', '2030-01-01', 7)`,
    `insert into "summary_refusals" ("workspace", "person", "forbidden_by") values ('T1', 'U1', 'U1')`,
    `insert into "summary_verdicts" ("workspace", "channel", "message", "user_id", "model", "verdict", "given_at") values ('T1', 'C1', '1.1', 'U1', 'm', 'helped', 1893456000132)`,
  ],
  '0007-work': [
    `insert into "work" ("key", "workspace", "channel", "position", "state", "body", "attempts", "posting", "not_before", "accepted_at") values ('message:T1:C1:1.0', 'T1', 'C1', '1.0', 'waiting', '{}', 0, 0, 1893456000127, 1893456000127)`,
  ],
};

/** What a release with the first `count` steps sent to an empty database, rows included. */
export async function recordSchema(
  db: Kysely<unknown>,
  statements: string[],
  { count, lock }: { count: number; lock: LockSchema },
): Promise<readonly string[]> {
  const steps = MIGRATIONS.slice(0, count);
  await runMigrations(db, steps, lock);
  const made = statements.filter((statement) => /^(?:create|alter|drop|update)\b/i.test(statement));
  const names = steps.map(({ name }) => `insert into "faultline_migrations" ("name") values ('${name}')`);
  return [...made, ...names, ...steps.flatMap(({ name }) => ROWS[name] ?? [])];
}

export function schemaFixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/schemas/${name}.sql`, import.meta.url));
}

export function readSchema(name: string): readonly string[] {
  const path = schemaFixture(name);
  if (!existsSync(path)) throw new Error(`${name} has no fixture yet: npm run bless`);
  return readFileSync(path, 'utf8').split(';\n').filter(Boolean);
}

/** Writes the fixture of a new step; one that exists was released and is never written again. */
export function writeSchema(name: string, statements: readonly string[]): void {
  const path = schemaFixture(name);
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, statements.map((statement) => `${statement};\n`).join(''));
}

/** The tables in which the release left rows. */
export function filledTables(name: string): readonly string[] {
  const tables = new Set<string>();
  for (const statement of readSchema(name)) {
    // matches: insert into "cards" ("workspace", ...
    const table = /^insert into "(\w+)"/.exec(statement)?.[1];
    if (table !== undefined && table !== 'faultline_migrations') tables.add(table);
  }
  return [...tables].toSorted();
}

/** Every row of the tables, as the database gives it. */
export async function readRows(
  db: Kysely<unknown>,
  tables: readonly string[],
): Promise<Readonly<Record<string, readonly object[]>>> {
  const all: Record<string, readonly object[]> = {};
  for (const table of tables)
    all[table] = (await sql<object>`select * from ${sql.table(table)} order by 1, 2`.execute(db)).rows;
  return all;
}

/** Makes the database that an earlier release left behind. */
export async function makeOldDatabase(db: Kysely<unknown>, name: string): Promise<void> {
  for (const statement of readSchema(name)) await sql.raw(statement).execute(db);
}
