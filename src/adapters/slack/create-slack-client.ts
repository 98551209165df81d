import { WebClient } from '@slack/web-api';
import type { Logger } from '../../flows/ports.ts';
import { createLibraryLogger } from './create-library-logger.ts';
import type { SlackSettings } from './slack-settings.ts';

const TIMEOUT_MS = 15_000;
/** Four more tries within some ten seconds; a person is waiting. A `retry-after` of Slack's is kept. */
const RETRIES = { retries: 4, factor: 2, minTimeout: 500, maxTimeout: 4_000, randomize: true };

/** What Slack's library is told about every client that it makes for us. */
export function clientOptions(settings: SlackSettings, logger: Logger) {
  return {
    ...(settings.slackApiUrl === null ? {} : { slackApiUrl: settings.slackApiUrl }),
    timeout: TIMEOUT_MS,
    retryConfig: RETRIES,
    logger: createLibraryLogger('slack-web-api', logger),
  };
}

/** The client that speaks with the bot's token; no call is made yet. */
export function createSlackClient(settings: SlackSettings, logger: Logger): WebClient {
  return new WebClient(settings.botToken, clientOptions(settings, logger));
}

/**
 * The client for posts, and for what else serves once. It never repeats a call by itself: Slack may have made the
 * post whose answer was lost, and would make it twice.
 */
export function createPostingClient(settings: SlackSettings, logger: Logger): WebClient {
  return new WebClient(settings.botToken, {
    ...clientOptions(settings, logger),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}
