import type { Message } from '../workspace/model.ts';
import { act } from './client.ts';
import { Icon } from './icons.tsx';
import { useTown } from './town.ts';

interface MessageToolbarProps {
  readonly message: Message;
  readonly channelId: string;
  readonly place: 'channel' | 'thread';
}

/** What hovers over a message: answer in its thread, and the bot's message shortcuts. */
export function MessageToolbar({ message, channelId, place }: MessageToolbarProps) {
  const { snapshot, openThread, complain } = useTown();
  const shortcuts = snapshot.shortcuts.filter((one) => one.type === 'message');
  if (place === 'thread' && shortcuts.length === 0) return null;
  const run = async (callbackId: string) => {
    const answer = await act('shortcuts', { callback_id: callbackId, channel: channelId, ts: message.ts });
    if (!answer.ok) complain(`The shortcut failed: ${answer.error}`);
  };
  return (
    <div className="toolbar">
      {place === 'channel' && (
        <button
          type="button"
          className="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => openThread(message.thread_ts ?? message.ts)}
        >
          <Icon name="thread" />
        </button>
      )}
      {shortcuts.map(({ callbackId, name }) => (
        <button
          key={callbackId}
          type="button"
          className="icon-button"
          aria-label={name}
          title={name}
          onClick={() => void run(callbackId)}
        >
          <Icon name="bolt" />
        </button>
      ))}
    </div>
  );
}
