import type { Logger } from '../flows/ports.ts';

/** For a command that says itself what went wrong. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
