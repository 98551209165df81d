import { useEffect, useMemo, useState } from 'react';
import type { Snapshot } from '../workspace/model.ts';

/** The channels that hold something newer than what was seen; the open one is always seen. */
export function useUnread(snapshot: Snapshot, openChannel: string): ReadonlySet<string> {
  const [seen, setSeen] = useState<Readonly<Record<string, string>>>(() => newest(snapshot));
  const now = useMemo(() => newest(snapshot), [snapshot]);
  useEffect(() => {
    setSeen((old) => ({ ...old, [openChannel]: now[openChannel] ?? '' }));
  }, [openChannel, now]);
  const isUnread = (id: string) => id !== openChannel && (now[id] ?? '') > (seen[id] ?? '');
  return new Set(snapshot.channels.map(({ id }) => id).filter(isUnread));
}

function newest(snapshot: Snapshot): Record<string, string> {
  return Object.fromEntries(snapshot.channels.map(({ id }) => [id, snapshot.messages[id]?.at(-1)?.ts ?? '']));
}
