import pg from 'pg';
import { WORK_CHANNEL } from './work-queries.ts';
import type { WorkSignal } from './work-signal.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Hears of what any process accepted, over a connection of its own that is made for the first listener and made
 * again when it breaks. Whatever was told meanwhile is lost, so every new connection counts as news.
 */
export function createPostgresSignal(url: string): WorkSignal {
  const listeners = new Set<() => void>();
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let pauseMs = FIRST_PAUSE_MS;
  let isClosed = false;

  function callAll(): void {
    for (const listener of listeners) listener();
  }

  function again(): void {
    client = null;
    if (isClosed || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      void connect();
    }, pauseMs);
    timer.unref();
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'faultline-signal',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    client = next;
    next.on('error', () => undefined);
    next.on('notification', callAll);
    try {
      await next.connect();
      next.once('end', again);
      await next.query(`listen ${WORK_CHANNEL}`);
      pauseMs = FIRST_PAUSE_MS;
      callAll();
    } catch {
      await next.end().catch(() => undefined);
      again();
    }
  }

  return {
    tell: () => undefined, // the insert itself notifies every process, this one too
    listen(listener) {
      listeners.add(listener);
      if (client === null && timer === null && !isClosed) void connect();
      return () => listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      listeners.clear();
      if (timer !== null) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
