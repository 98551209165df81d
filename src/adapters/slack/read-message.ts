import type { ChatMessage } from '../../core/submission/chat-message.ts';
import { type MessageBody, MessageEvent } from './read/message-event.ts';
import { readFileEvent } from './read/read-file-event.ts';
import { isEmail, readFiles, readForwardedFiles } from './read/read-files.ts';
import { forwardsOf, isUnfurlOrShare, readPieces, readText } from './read/read-text.ts';
import type { SlackIdentity } from './slack-identity.ts';

/** Subtypes under which something new was said; every other one reports a deed. */
const SAID = [null, 'bot_message', 'thread_broadcast', 'file_share', 'me_message'];
const CHANNEL_KINDS: Readonly<Record<string, ChatMessage['channelKind']>> = {
  channel: 'channel',
  group: 'private',
  im: 'direct',
  mpim: 'group',
};

/**
 * Slack's `message`, `app_mention`, `file_shared` or `file_deleted` event as a chat message, Slack's changes to
 * the text undone; null when it is none of them. An edit is the new state under the id of the message that was
 * edited. Of files only names and ids are read.
 */
export function readSlackMessage(event: unknown, us: SlackIdentity): ChatMessage | null {
  const file = readFileEvent(event, us);
  if (file !== null) return file;
  const parsed = MessageEvent.safeParse(event);
  if (!parsed.success) return null;
  const outer = parsed.data;
  if (!['message', 'app_mention', ''].includes(outer.type)) return null;
  const isEdit = outer.subtype === 'message_changed';
  const body: MessageBody = isEdit && outer.message !== null ? outer.message : outer;
  const isUnfurl = isUnfurlOrShare(body);
  return {
    workspace: us.teamId ?? outer.team ?? body.team,
    channel: outer.channel,
    channelKind: channelKindOf(outer),
    id: outer.subtype === 'message_deleted' ? (outer.deleted_ts ?? outer.ts) : body.ts,
    thread: body.thread_ts,
    broadcast: body.subtype === 'thread_broadcast',
    author: readAuthor(body, us),
    change: changeOf(body, { isEdit, isWhole: outer.message !== null }),
    ...readText(body, us),
    askedBy: null,
    external: false,
    email: body.files.some(isEmail),
    unfurl: isUnfurl,
    pieces: readPieces(body, isUnfurl),
    files: [
      ...readFiles(body.files.filter((each) => !isEmail(each))),
      ...forwardsOf(body).flatMap(readForwardedFiles),
    ],
  };
}

function changeOf(body: MessageBody, event: { isEdit: boolean; isWhole: boolean }): ChatMessage['change'] {
  if (body.subtype === 'message_deleted' || body.subtype === 'tombstone') return 'deleted';
  if (event.isEdit && !event.isWhole) return 'other';
  if (!SAID.includes(body.subtype)) return 'other';
  return event.isEdit ? 'edit' : 'new';
}

function channelKindOf(event: MessageEvent): ChatMessage['channelKind'] {
  const told = CHANNEL_KINDS[event.channel_type ?? ''];
  if (told !== undefined) return told;
  // A mention's event does not tell the kind; the id's first letter does, but for groups.
  if (event.channel?.startsWith('C')) return 'channel';
  return event.channel?.startsWith('D') ? 'direct' : null;
}

function readAuthor(body: MessageBody, us: SlackIdentity): ChatMessage['author'] {
  const botId = body.bot_id ?? body.bot_profile?.id ?? null;
  const appId = body.app_id ?? body.bot_profile?.app_id ?? null;
  const name = body.username ?? body.bot_profile?.name ?? null;
  const isSelf =
    (botId !== null && botId === us.botId) ||
    (body.user !== null && body.user === us.userId) ||
    (appId !== null && appId === us.appId);
  const isEmailed = body.user === 'USLACKBOT' && body.files.some(isEmail);
  const isBot = botId !== null || body.subtype === 'bot_message' || isEmailed;
  if (isSelf) return { kind: 'self', id: botId ?? body.user, name };
  if (isEmailed) return { kind: 'bot', id: null, name };
  if (body.user === 'USLACKBOT' || !SAID.includes(body.subtype))
    return { kind: 'system', id: body.user, name };
  if (isBot) return { kind: 'bot', id: botId, name };
  return { kind: body.user === null ? 'system' : 'person', id: body.user, name };
}
