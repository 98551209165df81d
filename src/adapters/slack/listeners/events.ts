import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { readDelivery } from '../read-delivery.ts';
import { createRecentKeys } from './create-recent-keys.ts';
import type { ListenerContext } from './listener-context.ts';

/** How many messages are remembered, so that the second event about one is known as such. */
const REMEMBERED = 1_000;

type EventArgs = Pick<SlackEventMiddlewareArgs & AllMiddlewareArgs, 'body'>;

/**
 * One listener for `message` and `app_mention`. A mention in a channel arrives as both: whichever comes
 * first is answered. What we wrote ourselves goes no further, edits of it included.
 */
export function onMessage({ flows, identify }: ListenerContext): (args: EventArgs) => Promise<void> {
  const isFirst = createRecentKeys(REMEMBERED);
  return async ({ body }) => {
    const message = readDelivery(body, await identify());
    if (message === null || message.author.kind === 'self') return;
    if (message.change === 'new' && !isFirst(`${message.channel}:${message.id}`)) return;
    await flows.answerMessage(message);
  };
}
