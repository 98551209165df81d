import { useEffect, useState } from 'react';
import type { Snapshot } from '../workspace/model.ts';
import { readSnapshot } from './client.ts';

export interface WorkspaceView {
  readonly snapshot: Snapshot | null;
  /** Grows with every change, so that other readers know when to look again. */
  readonly version: number;
  readonly isOnline: boolean;
}

/** The workspace as it is now: every change on the stream fetches the whole picture again. */
export function useWorkspace(): WorkspaceView {
  const [view, setView] = useState<WorkspaceView>({ snapshot: null, version: 0, isOnline: true });
  useEffect(() => {
    const stream = new EventSource('/control/stream');
    let isReading = false;
    let isStale = false;
    const refresh = async () => {
      if (isReading) {
        isStale = true;
        return;
      }
      isReading = true;
      do {
        isStale = false;
        const snapshot = await readSnapshot<Snapshot>().catch(() => null);
        if (snapshot !== null) setView((old) => ({ snapshot, version: old.version + 1, isOnline: true }));
      } while (isStale);
      isReading = false;
    };
    stream.onmessage = () => void refresh();
    stream.onerror = () => setView((old) => ({ ...old, isOnline: false }));
    return () => stream.close();
  }, []);
  return view;
}
