import { LRUCache } from 'lru-cache';
import { AuthorError } from '../../../core/errors.ts';
import type { Installations } from '../../../flows/installations.ts';
import type { Clock, Logger } from '../../../flows/ports.ts';
import type { SlackInstall, SlackSettings } from '../slack-settings.ts';
import { createRenewal, type Renewal } from './renew-tokens.ts';
import { createSpeaker, type Speaker, type Speakers } from './speakers.ts';

const MOST_KEPT = 1_000;
/** How long another replica may go on with a token that was taken back; Slack refuses it anyway. */
const KEPT_MS = 60_000;

export interface ManySpeakersOptions {
  readonly settings: SlackSettings;
  readonly install: SlackInstall;
  readonly installations: Installations;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A speaker for each workspace that installed the app, with the token that it gave us. */
export function createManySpeakers(options: ManySpeakersOptions): Speakers {
  const kept = new LRUCache<string, Promise<Speaker>>({ max: MOST_KEPT, ttl: KEPT_MS });
  const drop = (workspace: string) => void kept.delete(workspace);
  const renewal = createRenewal({ ...options, onRenewed: drop });
  return {
    async speakerFor(workspace) {
      if (workspace === null) throw notInstalled();
      const known = kept.get(workspace);
      if (known) return known;
      const asked = findSpeaker(options, renewal, workspace);
      kept.set(workspace, asked);
      asked.catch(() => kept.peek(workspace) === asked && drop(workspace));
      return asked;
    },
    drop,
    settled: () => renewal.settled(),
  };
}

async function findSpeaker(
  options: ManySpeakersOptions,
  renewal: Renewal,
  workspace: string,
): Promise<Speaker> {
  const found = await options.installations.find(workspace);
  const living = found && (await renewal.withLivingToken(found));
  if (living === null) throw notInstalled();
  const { botToken, botUserId, botId, appId } = living;
  const speaker = createSpeaker(options.settings, botToken, options.logger);
  // Slack told it at the installation.
  const identity = { userId: botUserId, botId, appId, teamId: workspace };
  return { ...speaker, identify: async () => identity };
}

function notInstalled(): AuthorError {
  const message = 'is not installed in this workspace';
  return new AuthorError([
    { code: 'not-installed', where: 'Faultline', message, hint: 'install it at /slack/install' },
  ]);
}
