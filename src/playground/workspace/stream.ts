import type { ServerResponse } from 'node:http';

export interface Stream {
  /** Keeps the response open and tells it about every change (server-sent events). */
  join(response: ServerResponse): void;
  changed(): void;
  close(): void;
}

/** Changes within one turn of the event loop are told once. */
export function createStream(): Stream {
  const readers = new Set<ServerResponse>();
  let isScheduled = false;
  return {
    join(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\ndata: hello\n\n');
      readers.add(response);
      response.on('close', () => readers.delete(response));
    },
    changed() {
      if (isScheduled) return;
      isScheduled = true;
      setImmediate(() => {
        isScheduled = false;
        for (const reader of readers) reader.write('data: changed\n\n');
      });
    },
    close() {
      for (const reader of readers) reader.end();
      readers.clear();
    },
  };
}
