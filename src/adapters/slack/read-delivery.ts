import { z } from 'zod';
import type { ChatMessage } from '../../core/submission/chat-message.ts';
import { readSlackMessage } from './read-message.ts';
import type { SlackIdentity } from './slack-identity.ts';

const Envelope = z.object({
  event: z.unknown(),
  api_app_id: z.string().nullable().catch(null),
  team_id: z.string().min(1).nullable().catch(null),
  is_ext_shared_channel: z.boolean().catch(false),
});

/**
 * The chat message in what Slack's Events API delivers: the event, and what only its envelope tells. Null for
 * every delivery that is no message and no file.
 */
export function readDelivery(body: unknown, us: SlackIdentity): ChatMessage | null {
  const parsed = Envelope.safeParse(body);
  if (!parsed.success) return null;
  const { event, api_app_id, team_id, is_ext_shared_channel } = parsed.data;
  const message = readSlackMessage(event, {
    ...us,
    appId: us.appId ?? api_app_id,
    teamId: us.teamId ?? team_id,
  });
  return message && { ...message, external: is_ext_shared_channel };
}
