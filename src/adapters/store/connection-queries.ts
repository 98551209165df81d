import type { Kysely } from 'kysely';
import type { CiConnectionSecrets, CiConnections } from '../../flows/ci-connections.ts';
import type { LogProvider, ProviderSettings } from '../../flows/ci-settings.ts';
import { reaching } from './reaching.ts';
import type { Seal } from './seal.ts';
import type { CiConnectionRow, StoreTables } from './store-tables.ts';

type Db = Kysely<StoreTables>;

/** The queries behind CiConnections. What the seal throws is the configuration's fault, not the database's. */
export function createCiConnections(db: Db, seal: Seal): CiConnections {
  return {
    canKeep: seal.canClose,
    save: (connection) => save(db, seal, connection),
    async list(workspace) {
      return (await rowsOf(db, workspace)).map(factsOf);
    },
    async open(workspace) {
      const opened: CiConnectionSecrets[] = [];
      for (const row of await rowsOf(db, workspace)) opened.push(await openRow(db, seal, row));
      return opened;
    },
    remove: (workspace, provider) =>
      reaching('remove a CI connection', async () => {
        await db
          .deleteFrom('ci_connections')
          .where('workspace', '=', workspace)
          .where('provider', '=', provider)
          .execute();
      }),
  };
}

function rowsOf(db: Db, workspace: string): Promise<readonly CiConnectionRow[]> {
  return reaching('list CI connections', () =>
    db
      .selectFrom('ci_connections')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('provider')
      .execute(),
  );
}

async function save(db: Db, seal: Seal, connection: CiConnectionSecrets): Promise<void> {
  const { workspace, provider } = connection;
  const content = {
    host: connection.host,
    settings: closeSettings(seal, connection),
    connected_by: connection.connectedBy,
    connected_at: connection.connectedAt,
  };
  await reaching('save a CI connection', () =>
    db
      .insertInto('ci_connections')
      .values({ workspace, provider, ...content })
      .onConflict((conflict) => conflict.columns(['workspace', 'provider']).doUpdateSet(content))
      .execute(),
  );
}

async function openRow(db: Db, seal: Seal, row: CiConnectionRow): Promise<CiConnectionSecrets> {
  const { text, isOld } = seal.open(row.settings, ownerOf(row.workspace, row.provider));
  // Written by `save` alone.
  const connection = { ...factsOf(row), settings: JSON.parse(text) as ProviderSettings };
  if (isOld) await closeAgain(db, row, closeSettings(seal, connection));
  return connection;
}

function closeSettings(seal: Seal, { workspace, provider, settings }: CiConnectionSecrets): string {
  return seal.close(JSON.stringify(settings), ownerOf(workspace, provider));
}

/** Under the newest key. What was connected anew or removed meanwhile stays so. */
async function closeAgain(db: Db, row: CiConnectionRow, settings: string): Promise<void> {
  await reaching('save a CI connection', () =>
    db
      .updateTable('ci_connections')
      .set({ settings })
      .where('workspace', '=', row.workspace)
      .where('provider', '=', row.provider)
      .where('settings', '=', row.settings)
      .execute(),
  );
}

/** A row that is moved to another workspace, or another service, does not open. */
function ownerOf(workspace: string, provider: string): string {
  return `${workspace}:${provider}`;
}

function factsOf(row: CiConnectionRow) {
  return {
    workspace: row.workspace,
    // Written by `save` alone.
    provider: row.provider as LogProvider,
    host: row.host,
    connectedBy: row.connected_by,
    connectedAt: Number(row.connected_at),
  };
}
