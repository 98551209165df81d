import { z } from 'zod';
import type { Intake } from '../../../flows/intake.ts';
import { readDelivery } from '../read-delivery.ts';
import type { SlackIdentity } from '../slack-identity.ts';

/** Events that are stored and answered from the store. */
export const STORED_EVENTS = ['message', 'app_mention', 'file_shared', 'file_deleted'] as const;

/** Names the delivery: the same in each of Slack's tries. */
const Named = z.object({ event_id: z.string().min(1) });

/**
 * Hands what Slack's Events API delivers to the intake. A mention in a channel arrives as two events about one
 * message, a message that was edited as one event an edit. What we wrote ourselves goes no further.
 */
export function acceptEvent(
  intake: Intake,
  identify: () => Promise<SlackIdentity>,
): (body: unknown) => Promise<void> {
  return async (body) => {
    const named = Named.safeParse(body);
    const message = readDelivery(body, await identify());
    if (message === null || message.author.kind === 'self') return;
    await intake.acceptMessage(message, named.success ? named.data.event_id : message.id);
  };
}
