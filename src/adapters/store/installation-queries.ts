import type { Kysely } from 'kysely';
import type { Installation, Installations, RenewedTokens } from '../../flows/installations.ts';
import { reaching } from './reaching.ts';
import type { Seal } from './seal.ts';
import type { InstallationRow, StoreTables } from './store-tables.ts';

type Db = Kysely<StoreTables>;

/** The queries behind Installations. What the seal throws is the configuration's fault, not the database's. */
export function createInstallations(db: Db, seal: Seal): Installations {
  return {
    save: (installation) => save(db, seal, installation),
    find: (workspace) => find(db, seal, workspace),
    remove: (workspace) =>
      reaching('remove an installation', async () => {
        await db.deleteFrom('installations').where('workspace', '=', workspace).execute();
      }),
    beginRenewal: (seen, lease) => reaching('begin a renewal of tokens', () => beginRenewal(db, seen, lease)),
    saveRenewed: (seen, renewed) => saveRenewed(db, seal, { seen, renewed }),
  };
}

async function save(db: Db, seal: Seal, installation: Installation): Promise<void> {
  const { workspace, botToken, refreshToken } = installation;
  const content = {
    enterprise: installation.enterprise,
    tokens: closeTokens(seal, workspace, { botToken, refreshToken }),
    expires_at: installation.expiresAt,
    renewing_until: null,
    bot_user: installation.botUserId,
    bot: installation.botId,
    app: installation.appId,
    installed_by: installation.installedBy,
    installed_at: installation.installedAt,
  };
  await reaching('save an installation', () =>
    db
      .insertInto('installations')
      .values({ workspace, ...content })
      .onConflict((conflict) => conflict.column('workspace').doUpdateSet(content))
      .execute(),
  );
}

async function find(db: Db, seal: Seal, workspace: string): Promise<Installation | null> {
  const row = await reaching('find an installation', () =>
    db.selectFrom('installations').selectAll().where('workspace', '=', workspace).executeTakeFirst(),
  );
  if (row === undefined) return null;
  const { text, isOld } = seal.open(row.tokens, workspace);
  // Written by `save` alone.
  const tokens = JSON.parse(text) as Tokens;
  const installation: Installation = {
    workspace,
    enterprise: row.enterprise,
    ...tokens,
    expiresAt: row.expires_at,
    botUserId: row.bot_user,
    botId: row.bot,
    appId: row.app,
    installedBy: row.installed_by,
    installedAt: row.installed_at,
  };
  if (isOld) await closeAgain(db, row, closeTokens(seal, workspace, tokens));
  return installation;
}

type Tokens = Pick<Installation, 'botToken' | 'refreshToken'>;

function closeTokens(seal: Seal, workspace: string, { botToken, refreshToken }: Tokens): string {
  return seal.close(JSON.stringify({ botToken, refreshToken }), workspace);
}

/** Under the newest key. Tokens that were renewed meanwhile, and a workspace that left, stay as they are. */
async function closeAgain(
  db: Db,
  { workspace, tokens: old }: Pick<InstallationRow, 'workspace' | 'tokens'>,
  tokens: string,
): Promise<void> {
  await reaching('save an installation', () =>
    db
      .updateTable('installations')
      .set({ tokens })
      .where('workspace', '=', workspace)
      .where('tokens', '=', old)
      .execute(),
  );
}

/** The row that holds what was seen: sealed text never looks the same twice, so the times tell. */
function rowOf(db: Db, { workspace, installedAt, expiresAt }: Installation) {
  return db
    .updateTable('installations')
    .where('workspace', '=', workspace)
    .where('installed_at', '=', installedAt)
    .where('expires_at', expiresAt === null ? 'is' : '=', expiresAt);
}

async function beginRenewal(
  db: Db,
  seen: Installation,
  { at, until }: { readonly at: number; readonly until: number },
): Promise<boolean> {
  const rows = await rowOf(db, seen)
    .where((row) => row.or([row('renewing_until', 'is', null), row('renewing_until', '<', at)]))
    .set({ renewing_until: until })
    .returning('workspace')
    .execute();
  return rows.length === 1;
}

async function saveRenewed(
  db: Db,
  seal: Seal,
  { seen, renewed }: { seen: Installation; renewed: RenewedTokens },
): Promise<boolean> {
  const tokens = closeTokens(seal, seen.workspace, renewed);
  const rows = await reaching('save renewed tokens', () =>
    rowOf(db, seen)
      .set({ tokens, expires_at: renewed.expiresAt, renewing_until: null })
      .returning('workspace')
      .execute(),
  );
  return rows.length === 1;
}
