/** Tells workers that something was accepted, so that they need not wait for their next look. */
export interface WorkSignal {
  /** Called after this process accepted something. */
  tell(): void;
  listen(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Within one process: for SQLite. Workers of other processes find the work when they next look. */
export function createLocalSignal(): WorkSignal {
  const listeners = new Set<() => void>();
  return {
    tell() {
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => listeners.clear(),
  };
}
