import { useEffect, useMemo, useState } from 'react';
import type { Snapshot } from '../workspace/model.ts';
import { ChannelPane } from './channel-pane.tsx';
import { Inspector } from './inspector.tsx';
import { Modal } from './modal.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { type Town, TownContext } from './town.ts';
import { useTheme } from './use-theme.ts';
import { useUnread } from './use-unread.ts';
import { useWorkspace } from './use-workspace.ts';

const TOAST_MS = 5_000;

export function App() {
  const { snapshot, version, isOnline } = useWorkspace();
  if (snapshot === null) return <p className="empty">Opening the workspace…</p>;
  return <Client snapshot={snapshot} version={version} isOnline={isOnline} />;
}

interface ClientProps {
  readonly snapshot: Snapshot;
  readonly version: number;
  readonly isOnline: boolean;
}

function Client({ snapshot, version, isOnline }: ClientProps) {
  const [theme, toggleTheme] = useTheme();
  const [channelId, setChannelId] = useState(snapshot.channels[0]?.id ?? '');
  const [threadTs, setThreadTs] = useState<string | null>(null);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const [isInspecting, setIsInspecting] = useState(false);
  const [toast, complain] = useToast();
  const unread = useUnread(snapshot, channelId);
  const expectAnswer = useAutoThread(snapshot, channelId, setThreadTs);
  const town: Town = useMemo(
    () => ({ snapshot, theme, complain, openThread: setThreadTs }),
    [snapshot, theme, complain],
  );
  const channel = snapshot.channels.find((one) => one.id === channelId);
  if (channel === undefined) return null;
  const pick = (id: string) => {
    setChannelId(id);
    setThreadTs(null);
    setIsMenuOpen(false);
  };
  return (
    <TownContext value={town}>
      <div className={threadTs === null ? 'client' : 'client with-thread'}>
        <Sidebar channelId={channelId} isOpen={isMenuOpen} unread={unread} onPick={pick} />
        {isMenuOpen && (
          <button
            type="button"
            className="veil"
            aria-label="Close channels"
            onClick={() => setIsMenuOpen(false)}
          />
        )}
        <ChannelPane
          channel={channel}
          isInspecting={isInspecting}
          onMenu={() => setIsMenuOpen(true)}
          onTheme={toggleTheme}
          onInspect={() => setIsInspecting(!isInspecting)}
          onPosted={expectAnswer}
        />
        {threadTs !== null && (
          <ThreadPane channel={channel} ts={threadTs} onClose={() => setThreadTs(null)} />
        )}
        {isInspecting && <Inspector version={version} onClose={() => setIsInspecting(false)} />}
      </div>
      {snapshot.view !== null && (
        <Modal key={`${snapshot.view.id}-${snapshot.view.hash}`} view={snapshot.view} />
      )}
      <div className="toast" role="status">
        {toast ?? (isOnline ? null : 'The playground has stopped.')}
      </div>
    </TownContext>
  );
}

function useToast(): readonly [string | null, (words: string) => void] {
  const [toast, setToast] = useState<string | null>(null);
  useEffect(() => {
    if (toast === null) return;
    const timer = setTimeout(() => setToast(null), TOAST_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return [toast, setToast];
}

/** When the bot answers in the thread of what was just posted, the thread opens by itself. */
function useAutoThread(snapshot: Snapshot, channelId: string, open: (ts: string) => void) {
  // State, not a ref: the answer may be in the snapshot before the post's own reply is.
  const [expected, setExpected] = useState<string | null>(null);
  useEffect(() => {
    if (expected === null) return;
    const isAnswered = snapshot.messages[channelId]?.some(
      (one) => one.thread_ts === expected && one.ts !== expected && one.bot_id === snapshot.bot.botId,
    );
    if (!isAnswered) return;
    setExpected(null);
    open(expected);
  }, [snapshot, channelId, open, expected]);
  return setExpected;
}
