import { type Logger as LibraryLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../flows/ports.ts';

const MOST = 200;

/**
 * Slack's libraries write through this into our log: warnings and errors only.
 *
 * Their sentences name a method, a code or a state. They are cut short, and objects are left out, since
 * those may hold somebody's message.
 */
export function createLibraryLogger(library: string, logger: Logger): LibraryLogger {
  const detail = (parts: readonly unknown[]) => ({
    library,
    detail: parts
      .filter((part) => typeof part === 'string')
      .join(' ')
      .slice(0, MOST),
  });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => logger.warn(detail(parts), "a warning of Slack's library"),
    error: (...parts) => logger.error(detail(parts), "an error of Slack's library"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
