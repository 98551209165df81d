import type { InstallationStore } from '@slack/bolt';
import { AuthorError } from '../../../core/errors.ts';
import type { Installations } from '../../../flows/installations.ts';
import type { Clock } from '../../../flows/ports.ts';

/**
 * Where Slack's installer puts what a workspace granted. It only writes: tokens are read through the speakers.
 * An installation for a whole organisation is refused: what is stored belongs to a workspace.
 */
export function createInstallationStore(
  installations: Installations,
  { clock, onInstalled }: { clock: Clock; onInstalled: (workspace: string) => void },
): InstallationStore {
  return {
    async storeInstallation(installed) {
      const { team, enterprise, bot, appId, user } = installed;
      if (installed.isEnterpriseInstall === true || team === undefined || bot === undefined)
        throw refuse(
          'only single workspaces can install the app',
          'choose one workspace and install it there',
        );
      await installations.save({
        workspace: team.id,
        enterprise: enterprise?.id ?? null,
        botToken: bot.token,
        refreshToken: bot.refreshToken ?? null,
        // Slack counts in seconds.
        expiresAt: bot.expiresAt === undefined ? null : bot.expiresAt * 1000,
        botUserId: bot.userId,
        botId: bot.id,
        appId: appId ?? null,
        installedBy: user.id,
        installedAt: clock(),
      });
      onInstalled(team.id);
    },
    async fetchInstallation() {
      throw refuse('tokens are not read here', 'ask the speakers');
    },
  };
}

function refuse(message: string, hint: string): AuthorError {
  return new AuthorError([{ code: 'not-installed', where: 'Faultline', message, hint }]);
}
