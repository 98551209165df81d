import type { Channel, Message, Snapshot } from '../workspace/model.ts';
import { Composer } from './composer.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { useTown } from './town.ts';

interface ThreadPaneProps {
  readonly channel: Channel;
  readonly ts: string;
  readonly onClose: () => void;
}

export function ThreadPane({ channel, ts, onClose }: ThreadPaneProps) {
  const { snapshot } = useTown();
  return (
    <aside className="pane thread-pane" data-testid="thread" aria-label="Thread">
      <header className="pane-head">
        <h2>Thread</h2>
        <p className="topic">{channel.is_im ? channel.name : `#${channel.name}`}</p>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <MessageList
        key={ts}
        messages={threadOf(snapshot, channel.id, ts)}
        channelId={channel.id}
        place="thread"
        intro={null}
      />
      <Composer
        key={`${ts}-composer`}
        channelId={channel.id}
        threadTs={ts}
        placeholder="Reply…"
        onPosted={() => undefined}
      />
    </aside>
  );
}

function threadOf(snapshot: Snapshot, channelId: string, ts: string): readonly Message[] {
  const all = [...(snapshot.messages[channelId] ?? []), ...(snapshot.ephemerals[channelId] ?? [])];
  return all
    .filter((one) => one.ts === ts || one.thread_ts === ts)
    .sort((a, b) => Number(a.ts) - Number(b.ts));
}
