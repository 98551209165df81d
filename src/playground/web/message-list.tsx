import { type ReactNode, useEffect, useRef } from 'react';
import type { Message, Snapshot } from '../workspace/model.ts';
import { authorOf, MessageRow } from './message-row.tsx';
import { useTown } from './town.ts';

interface MessageListProps {
  readonly messages: readonly Message[];
  readonly channelId: string;
  readonly place: 'channel' | 'thread';
  /** Stands above the first message. */
  readonly intro: ReactNode;
}

const FOLLOW_UP_SECONDS = 300;

/** Messages oldest first; stays at the bottom as long as the reader is there. */
export function MessageList({ messages, channelId, place, intro }: MessageListProps) {
  const { snapshot } = useTown();
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const last = messages.at(-1)?.ts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message or another channel moves the view
  useEffect(() => {
    const box = list.current;
    if (box !== null && isAtEnd.current) box.scrollTop = place === 'channel' ? box.scrollHeight : endOf(box);
  }, [last, messages.length, channelId]);
  return (
    <div
      ref={list}
      className="messages"
      role="log"
      aria-label={place === 'channel' ? 'Messages' : 'Thread'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => {
        const box = event.currentTarget;
        isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
      }}
    >
      {intro}
      {messages.map((message, index) => (
        <div key={message.ts} className="row">
          <MessageRow
            message={message}
            channelId={channelId}
            isFollowUp={
              !(place === 'thread' && index === 1) && isFollowUp(message, messages[index - 1], snapshot)
            }
            place={place}
          />
          {place === 'thread' && index === 0 && <ThreadRule count={messages.length - 1} />}
        </div>
      ))}
    </div>
  );
}

function isFollowUp(message: Message, before: Message | undefined, snapshot: Snapshot): boolean {
  if (before === undefined || message['is_ephemeral'] === true || before['is_ephemeral'] === true)
    return false;
  const isSame = authorOf(before, snapshot).name === authorOf(message, snapshot).name;
  return (
    isSame && Number(message.ts) - Number(before.ts) < FOLLOW_UP_SECONDS && before.reply_count === undefined
  );
}

/** In a thread the newest message is shown from its first line, not from its last. */
function endOf(box: HTMLElement): number {
  const last = box.querySelector<HTMLElement>('.row:last-of-type');
  return last === null ? 0 : last.offsetTop - box.offsetTop - 90;
}

function ThreadRule({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <div className="thread-rule">
      <span>{count === 1 ? '1 reply' : `${count} replies`}</span>
    </div>
  );
}
