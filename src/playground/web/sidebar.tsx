import type { Channel, Snapshot } from '../workspace/model.ts';
import { Avatar } from './avatar.tsx';
import { act } from './client.ts';
import { Icon } from './icons.tsx';
import { useTown } from './town.ts';

interface SidebarProps {
  readonly channelId: string;
  readonly isOpen: boolean;
  readonly unread: ReadonlySet<string>;
  readonly onPick: (channelId: string) => void;
}

export function Sidebar({ channelId, isOpen, unread, onPick }: SidebarProps) {
  const { snapshot } = useTown();
  const row = (channel: Channel) => (
    <li key={channel.id}>
      <button
        type="button"
        className={unread.has(channel.id) ? 'channel unread' : 'channel'}
        aria-current={channel.id === channelId ? 'page' : undefined}
        onClick={() => onPick(channel.id)}
      >
        {channel.is_im ? <Avatar name={channel.name} isApp size={20} /> : <Icon name="hash" size={16} />}
        <span>{channel.name}</span>
        {channel.is_im && <span className="app-mark">APP</span>}
      </button>
    </li>
  );
  return (
    <nav className={isOpen ? 'sidebar open' : 'sidebar'} aria-label="Channels">
      <header className="workspace-name">
        <h1>{snapshot.team.name}</h1>
        <p>{snapshot.connected ? 'local workspace' : 'waiting for the bot'}</p>
      </header>
      <h2>Channels</h2>
      <ul>{snapshot.channels.filter((one) => !one.is_im).map(row)}</ul>
      <h2>Apps</h2>
      <ul>{snapshot.channels.filter((one) => one.is_im).map(row)}</ul>
      <Shortcuts snapshot={snapshot} />
    </nav>
  );
}

function Shortcuts({ snapshot }: { readonly snapshot: Snapshot }) {
  const { complain } = useTown();
  const shortcuts = snapshot.shortcuts.filter((one) => one.type === 'global');
  if (shortcuts.length === 0) return null;
  const run = async (callbackId: string) => {
    const answer = await act('shortcuts', { callback_id: callbackId });
    if (!answer.ok) complain(`The shortcut failed: ${answer.error}`);
  };
  return (
    <>
      <h2>Shortcuts</h2>
      <ul>
        {shortcuts.map(({ callbackId, name }) => (
          <li key={callbackId}>
            <button type="button" className="channel" onClick={() => void run(callbackId)}>
              <Icon name="bolt" size={16} />
              <span>{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
