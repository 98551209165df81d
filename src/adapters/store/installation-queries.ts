import type { Kysely } from 'kysely';
import type { Installation, Installations } from '../../flows/installations.ts';
import { reaching } from './reaching.ts';
import type { Seal } from './seal.ts';
import type { StoreTables } from './store-tables.ts';

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
  };
}

async function save(db: Db, seal: Seal, installation: Installation): Promise<void> {
  const { workspace, botToken, refreshToken } = installation;
  const content = {
    enterprise: installation.enterprise,
    tokens: seal.close(JSON.stringify({ botToken, refreshToken }), workspace),
    expires_at: installation.expiresAt,
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
  const tokens = JSON.parse(text) as Pick<Installation, 'botToken' | 'refreshToken'>;
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
  if (isOld) await save(db, seal, installation);
  return installation;
}
