import { z } from 'zod';
import { AuthorError } from '../../../core/errors.ts';
import type { Intake } from '../../../flows/intake.ts';
import type { Logger } from '../../../flows/ports.ts';
import { readDelivery } from '../read-delivery.ts';
import type { SlackIdentity } from '../slack-identity.ts';
import { type Leaving, leavingWorkspace } from './leaving.ts';
import type { Accept } from './store-before-ack.ts';

/** Events that are stored and answered from the store. */
export const STORED_EVENTS = ['message', 'app_mention', 'file_shared', 'file_deleted'] as const;

/** Names the delivery: the same in each of Slack's tries. */
const Named = z.object({ event_id: z.string().min(1) });

export interface EventIntake {
  readonly intake: Intake;
  readonly logger: Logger;
  /** Who we are where the event is for. Throws AuthorError for a workspace that did not install the app. */
  identify(body: unknown): Promise<SlackIdentity>;
  /** The workspace took its permission back: everything of it goes. */
  leave(leaving: Leaving): Promise<void>;
}

/**
 * Hands what Slack's Events API delivers to the intake. A mention in a channel arrives as two events about one
 * message, a message that was edited as one event an edit. What we wrote ourselves goes no further.
 */
export function acceptEvent({ intake, logger, identify, leave }: EventIntake): Accept {
  return async (body) => {
    const leaving = leavingWorkspace(body);
    if (leaving !== null) {
      await leave(leaving);
      return 'done';
    }
    const us = await identify(body).catch((error: unknown) => {
      if (error instanceof AuthorError) return null;
      throw error;
    });
    if (us === null) {
      logger.warn({}, 'an event of a workspace without an installation is left alone');
      return 'done';
    }
    const named = Named.safeParse(body);
    const message = readDelivery(body, us);
    if (message !== null && message.author.kind !== 'self')
      await intake.acceptMessage(message, named.success ? named.data.event_id : message.id);
    return 'go-on';
  };
}
