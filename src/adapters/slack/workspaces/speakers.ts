import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../../flows/ports.ts';
import { createPostingClient, createSlackClient } from '../create-slack-client.ts';
import { createIsExternal, type IsExternal } from '../external-channels.ts';
import { createIdentify } from '../fetch-slack-identity.ts';
import type { SlackIdentity } from '../slack-identity.ts';
import type { SlackSettings } from '../slack-settings.ts';

/** Who speaks for us in a workspace. */
export interface Speaker {
  readonly botToken: string;
  /** Repeats what failed; for calls that may be made twice. */
  readonly client: WebClient;
  /** Never repeats by itself; for posts. */
  readonly poster: WebClient;
  /** Who we are there; asked of Slack at most once. */
  identify(): Promise<SlackIdentity>;
  readonly isExternal: IsExternal;
}

/** The speakers of all workspaces that we serve. */
export interface Speakers {
  /** Throws AuthorError for a workspace that did not install the app, OutsideError when what is kept can't be read. */
  speakerFor(workspace: string | null): Promise<Speaker>;
  /** The workspace took its token back. */
  drop(workspace: string): void;
  /** Resolves when no token is being exchanged: one that was, and not written down, is lost. */
  settled(): Promise<void>;
}

/** The token's own workspace is the only one, whatever a delivery says. */
export function createOneSpeaker(settings: SlackSettings, logger: Logger): Speakers {
  const speaker = createSpeaker(settings, settings.botToken, logger);
  return { speakerFor: async () => speaker, drop: () => undefined, settled: async () => undefined };
}

/** With a token of a workspace's own. Makes no call yet. */
export function createSpeaker(settings: SlackSettings, botToken: string, logger: Logger): Speaker {
  const own = { ...settings, botToken };
  const client = createSlackClient(own, logger);
  return {
    botToken,
    client,
    poster: createPostingClient(own, logger),
    identify: createIdentify(client),
    isExternal: createIsExternal(client),
  };
}
