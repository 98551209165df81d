import type { WebClient } from '@slack/web-api';
import { slackErrorCode } from './slack-error.ts';

/** True when Slack answers, whatever it says. Needs no token and no scope; never throws. */
export async function isSlackReachable(client: Pick<WebClient, 'apiCall'>): Promise<boolean> {
  try {
    await client.apiCall('api.test');
    return true;
  } catch (error) {
    return slackErrorCode(error) !== null;
  }
}
