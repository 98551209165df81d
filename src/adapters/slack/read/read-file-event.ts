import { z } from 'zod';
import type { ChatMessage } from '../../../core/submission/chat-message.ts';
import type { SlackIdentity } from '../slack-identity.ts';

const id = z.string().min(1);
const maybe = id.nullable().catch(null);

const FileEvent = z.object({
  type: z.enum(['file_shared', 'file_deleted']),
  file_id: id,
  channel_id: maybe,
  channel_ids: z.array(id).catch([]),
  user_id: maybe,
  event_ts: id,
});

/**
 * Slack's `file_shared` (somebody's file, which may come with a message of its own) or `file_deleted`, as a chat
 * message that holds the file's id and nothing else; null for every other event.
 */
export function readFileEvent(event: unknown, us: SlackIdentity): ChatMessage | null {
  const parsed = FileEvent.safeParse(event);
  if (!parsed.success) return null;
  const { type, file_id, channel_ids, user_id, event_ts } = parsed.data;
  const channel_id = parsed.data.channel_id ?? channel_ids[0] ?? null;
  const isSelf = user_id !== null && user_id === us.userId;
  return {
    workspace: us.teamId,
    channel: channel_id,
    channelKind: channel_id?.startsWith('D') ? 'direct' : null,
    id: event_ts,
    thread: null,
    broadcast: false,
    author: { kind: isSelf ? 'self' : user_id === null ? 'system' : 'person', id: user_id, name: null },
    change: type === 'file_deleted' ? 'deleted' : 'file',
    text: '',
    code: [],
    prose: '',
    mentionsUs: false,
    askedBy: null,
    external: false,
    email: false,
    unfurl: false,
    pieces: [],
    files: [{ id: file_id, name: '', bytes: 0, type: '', url: '', snippet: false }],
  };
}
