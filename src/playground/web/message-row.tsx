import { useState } from 'react';
import { jsonOf, textOf } from '../workspace/json-values.ts';
import type { Message, Snapshot } from '../workspace/model.ts';
import { AttachmentView, Mrkdwn } from './attachment-view.tsx';
import { Avatar } from './avatar.tsx';
import { BlockList } from './block-list.tsx';
import { act } from './client.ts';
import { Emoji } from './emoji.tsx';
import { FileList } from './file-list.tsx';
import { Icon } from './icons.tsx';
import { MessageToolbar } from './message-toolbar.tsx';
import type { Pressed } from './press.tsx';
import { useTown } from './town.ts';

export interface MessageRowProps {
  readonly message: Message;
  readonly channelId: string;
  /** Same author as just before: the words alone. */
  readonly isFollowUp: boolean;
  readonly place: 'channel' | 'thread';
}

const LONG = 24;

export function MessageRow({ message, channelId, isFollowUp, place }: MessageRowProps) {
  const { snapshot, complain } = useTown();
  const { name, isApp } = authorOf(message, snapshot);
  const isEphemeral = message['is_ephemeral'] === true;
  const onPress = async (pressed: Pressed) => {
    const { actionId, blockId, value } = pressed;
    const body = { channel: channelId, ts: message.ts, action_id: actionId, block_id: blockId, value };
    const answer = await act('actions', body);
    if (!answer.ok && answer.error !== 'not_our_message') complain(`The button did nothing: ${answer.error}`);
  };
  const isReply = place === 'thread' && message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return (
    <article
      className={`message${isFollowUp ? ' follow-up' : ''}${isEphemeral ? ' ephemeral' : ''}`}
      data-testid={isReply ? 'thread-reply' : 'message'}
      data-ts={message.ts}
      data-author={isApp ? 'app' : 'person'}
      aria-label={`${name}, ${clockOf(message.ts)}`}
    >
      <div className="gutter">
        {isFollowUp ? (
          <time className="gutter-time">{clockOf(message.ts, 'short')}</time>
        ) : (
          <Avatar name={name} isApp={isApp} />
        )}
      </div>
      <div className="content">
        <Byline message={message} isFollowUp={isFollowUp} />
        <Body message={message} onPress={onPress} />
        <Reactions message={message} />
        {place === 'channel' && <ReplyLink message={message} />}
      </div>
      {!isEphemeral && <MessageToolbar message={message} channelId={channelId} place={place} />}
    </article>
  );
}

function Byline({ message, isFollowUp }: Pick<MessageRowProps, 'message' | 'isFollowUp'>) {
  const { snapshot } = useTown();
  const { name, isApp } = authorOf(message, snapshot);
  return (
    <>
      {message['is_ephemeral'] === true && (
        <div className="only-you">
          <Icon name="eye" size={13} /> Only visible to you
        </div>
      )}
      {!isFollowUp && (
        <header className="byline">
          <strong>{name}</strong>
          {isApp && <span className="badge">APP</span>}
          <time className="byline-time" title={new Date(Number(message.ts) * 1000).toLocaleString()}>
            {clockOf(message.ts)}
          </time>
        </header>
      )}
    </>
  );
}

function Body({
  message,
  onPress,
}: {
  readonly message: Message;
  readonly onPress: (pressed: Pressed) => void;
}) {
  const [isWhole, setIsWhole] = useState(false);
  const lines = message.text.split('\n').length;
  const isLong = lines > LONG && message.bot_id === undefined;
  const blocks = message.blocks ?? [];
  const isCut = isLong && !isWhole;
  return (
    <div className="body">
      <div className={isCut ? 'cut' : undefined}>
        {message.subtype === 'tombstone' && <p className="quiet">{message.text}</p>}
        {message.subtype !== 'tombstone' && blocks.length === 0 && message.text !== '' && (
          <Mrkdwn text={message.text} />
        )}
        {blocks.length > 0 && <BlockList blocks={blocks} onPress={onPress} />}
        {message.edited !== undefined && <span className="quiet"> (edited)</span>}
      </div>
      {isLong && (
        <button type="button" className="link-button" onClick={() => setIsWhole(isCut)}>
          {isCut ? `Show more (${lines} lines)` : 'Show less'}
        </button>
      )}
      {(message.files ?? []).length > 0 && <FileList files={message.files ?? []} />}
      {(message.attachments ?? []).map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} onPress={onPress} />
      ))}
    </div>
  );
}

function Reactions({ message }: { readonly message: Message }) {
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  return (
    <div className="reactions">
      {reactions.map(({ name, count }) => (
        <span key={name} className="reaction" title={`:${name}:`}>
          <Emoji name={name} /> <span>{count}</span>
        </span>
      ))}
    </div>
  );
}

function ReplyLink({ message }: { readonly message: Message }) {
  const { openThread } = useTown();
  const count = message.reply_count ?? 0;
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="replies"
      data-testid="open-thread"
      onClick={() => openThread(message.ts)}
    >
      <strong>{count === 1 ? '1 reply' : `${count} replies`}</strong>
      <span className="quiet">Last reply {clockOf(message.latest_reply ?? message.ts)}</span>
    </button>
  );
}

export function authorOf(message: Message, snapshot: Snapshot): { name: string; isApp: boolean } {
  const isApp = message.bot_id !== undefined || message.username !== undefined;
  const user = snapshot.users.find((one) => one.id === message.user);
  const profile = textOf(jsonOf(message.bot_profile)['name']);
  const own = message.bot_id === snapshot.bot.botId ? snapshot.bot.name : '';
  const name = message.username ?? (own || profile || user?.real_name || 'An app');
  return { name, isApp };
}

export function clockOf(ts: string, form: 'short' | 'full' = 'full'): string {
  const text = new Date(Number(ts) * 1000).toLocaleTimeString('en-US', {
    hour: 'numeric',
    minute: '2-digit',
  });
  return form === 'short' ? text.replace(/ [AP]M$/, '') : text;
}
