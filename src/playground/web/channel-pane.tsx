import { useState } from 'react';
import type { Channel, Message, Snapshot } from '../workspace/model.ts';
import { Avatar } from './avatar.tsx';
import { BlockList } from './block-list.tsx';
import { act } from './client.ts';
import { Composer } from './composer.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { useTown } from './town.ts';

interface ChannelPaneProps {
  readonly channel: Channel;
  readonly isInspecting: boolean;
  readonly onMenu: () => void;
  readonly onTheme: () => void;
  readonly onInspect: () => void;
  readonly onPosted: (ts: string) => void;
}

export function ChannelPane(props: ChannelPaneProps) {
  const { channel, onPosted } = props;
  const { snapshot } = useTown();
  const [tab, setTab] = useState<'messages' | 'home'>('messages');
  const shown = channel.is_im ? tab : 'messages';
  const name = channel.is_im ? channel.name : `#${channel.name}`;
  const pickTab = (next: 'messages' | 'home') => {
    setTab(next);
    void act('home', { tab: next });
  };
  return (
    <main className="pane channel-pane" aria-label={name}>
      <ChannelHead {...props} />
      {channel.is_im && <Tabs shown={shown} onPick={pickTab} />}
      {shown === 'home' ? (
        <HomeTab />
      ) : (
        <>
          <MessageList
            key={channel.id}
            messages={rootsOf(snapshot, channel.id)}
            channelId={channel.id}
            place="channel"
            intro={<Intro channel={channel} />}
          />
          <Composer
            key={`${channel.id}-composer`}
            channelId={channel.id}
            placeholder={`Message ${name}`}
            onPosted={onPosted}
          />
        </>
      )}
    </main>
  );
}

function Intro({ channel }: { readonly channel: Channel }) {
  return (
    <div className="intro">
      <h3>
        {channel.is_im ? <Avatar name={channel.name} isApp size={44} /> : <Icon name="hash" size={26} />}
        {channel.name}
      </h3>
      <p>
        {channel.is_im
          ? `This is between you and ${channel.name}. `
          : `This is the start of #${channel.name}. `}
        Paste a log, or take one from <strong>Samples</strong> below.
      </p>
    </div>
  );
}

function ChannelHead({ channel, isInspecting, onMenu, onTheme, onInspect }: ChannelPaneProps) {
  const { theme } = useTown();
  return (
    <header className="pane-head">
      <button type="button" className="icon-button only-narrow" aria-label="Channels" onClick={onMenu}>
        <Icon name="menu" />
      </button>
      <h2>
        {!channel.is_im && <Icon name="hash" size={17} />}
        {channel.name}
      </h2>
      <p className="topic">{channel.topic}</p>
      <button
        type="button"
        className="icon-button"
        data-testid="inspector-toggle"
        aria-label="Traffic inspector"
        title="Traffic inspector"
        aria-pressed={isInspecting}
        onClick={onInspect}
      >
        <Icon name="activity" />
      </button>
      <button
        type="button"
        className="icon-button"
        data-testid="theme-toggle"
        aria-label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
        title={theme === 'dark' ? 'Light theme' : 'Dark theme'}
        onClick={onTheme}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
    </header>
  );
}

interface TabsProps {
  readonly shown: 'messages' | 'home';
  readonly onPick: (tab: 'messages' | 'home') => void;
}

function Tabs({ shown, onPick }: TabsProps) {
  return (
    <div className="tabs" role="tablist">
      {(['home', 'messages'] as const).map((tab) => (
        <button key={tab} type="button" role="tab" aria-selected={tab === shown} onClick={() => onPick(tab)}>
          {tab === 'home' ? 'Home' : 'Messages'}
        </button>
      ))}
    </div>
  );
}

function HomeTab() {
  const { snapshot, complain } = useTown();
  const { home } = snapshot;
  if (home === null) return <p className="empty">The app has published no home tab.</p>;
  return (
    <div className="messages home">
      <BlockList
        blocks={home.blocks}
        onPress={async ({ actionId, blockId, value }) => {
          const answer = await act('actions', {
            view_id: home.id,
            action_id: actionId,
            block_id: blockId,
            value,
          });
          if (!answer.ok) complain(`The button did nothing: ${answer.error}`);
        }}
      />
    </div>
  );
}

/** What stands in the channel itself: first messages, broadcasts, and what only this reader sees. */
function rootsOf(snapshot: Snapshot, channelId: string): readonly Message[] {
  const isRoot = (one: Message) =>
    one.thread_ts === undefined || one.thread_ts === one.ts || one.subtype === 'thread_broadcast';
  const all = [...(snapshot.messages[channelId] ?? []), ...(snapshot.ephemerals[channelId] ?? [])];
  return all.filter(isRoot).sort((a, b) => Number(a.ts) - Number(b.ts));
}
