import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { AuthorError } from '../../../core/errors.ts';
import type { Installation, Installations } from '../../../flows/installations.ts';
import type { Clock, Logger } from '../../../flows/ports.ts';
import { createSlackClient } from '../create-slack-client.ts';
import { wrapSlackError } from '../slack-error.ts';
import type { SlackInstall, SlackSettings } from '../slack-settings.ts';
import { createSpeaker, type Speaker, type Speakers } from './speakers.ts';

const MOST_KEPT = 1_000;
/** How long another replica may go on with a token that was taken back; Slack refuses it anyway. */
const KEPT_MS = 60_000;
/** A token that ends sooner is exchanged for a new one. */
const RENEWED_BEFORE_MS = 10 * 60_000;

export interface ManySpeakersOptions {
  readonly settings: SlackSettings;
  readonly install: SlackInstall;
  readonly installations: Installations;
  readonly clock: Clock;
  readonly logger: Logger;
}

const Renewed = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

/** A speaker for each workspace that installed the app, with the token that it gave us. */
export function createManySpeakers(options: ManySpeakersOptions): Speakers {
  const kept = new LRUCache<string, Promise<Speaker>>({ max: MOST_KEPT, ttl: KEPT_MS });
  return {
    async speakerFor(workspace) {
      if (workspace === null) throw notInstalled();
      const known = kept.get(workspace);
      if (known) return known;
      const asked = findSpeaker(options, workspace);
      kept.set(workspace, asked);
      asked.catch(() => kept.delete(workspace));
      return asked;
    },
    drop: (workspace) => void kept.delete(workspace),
  };
}

async function findSpeaker(options: ManySpeakersOptions, workspace: string): Promise<Speaker> {
  const found = await options.installations.find(workspace);
  if (found === null) throw notInstalled();
  const { botToken, botUserId, botId, appId } = await renewed(options, found);
  const speaker = createSpeaker(options.settings, botToken, options.logger);
  // Slack told it at the installation.
  const identity = { userId: botUserId, botId, appId, teamId: workspace };
  return { ...speaker, identify: async () => identity };
}

/** With token rotation a token lives for half a day. */
async function renewed(options: ManySpeakersOptions, installation: Installation): Promise<Installation> {
  const { settings, install, installations, clock, logger } = options;
  const { refreshToken, expiresAt } = installation;
  if (refreshToken === null || expiresAt === null || expiresAt - clock() > RENEWED_BEFORE_MS)
    return installation;
  try {
    const answer = await createSlackClient({ ...settings, botToken: '' }, logger).apiCall('oauth.v2.access', {
      client_id: install.clientId,
      client_secret: install.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    const { access_token, refresh_token, expires_in } = Renewed.parse(answer);
    const next = {
      ...installation,
      botToken: access_token,
      refreshToken: refresh_token,
      expiresAt: clock() + expires_in * 1000,
    };
    await installations.save(next);
    return next;
  } catch (error) {
    throw wrapSlackError('oauth.v2.access', error);
  }
}

function notInstalled(): AuthorError {
  const message = 'is not installed in this workspace';
  return new AuthorError([
    { code: 'not-installed', where: 'Faultline', message, hint: 'install it at /slack/install' },
  ]);
}
