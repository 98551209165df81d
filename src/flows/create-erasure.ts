import type { Logger, Store } from './ports.ts';

/** Longer than work that was under way when its workspace left goes on writing. */
const AGAIN_AFTER_MS = 2 * 60_000;

/** The end of workspaces that took their permission back. */
export interface Erasure {
  /** Erased when this resolves, and once more a little later. Throws OutsideError when the database is away. */
  erase(workspace: string): Promise<void>;
  /** Erases at once what was to be erased later. Never throws. */
  finish(): Promise<void>;
}

/**
 * Erases everything of a workspace, also what work writes that was under way meanwhile, here or in another process.
 * A workspace that installed the app again in between is left alone the second time.
 */
export function createErasure(
  { installations, retention }: Pick<Store, 'installations' | 'retention'>,
  logger: Logger,
  againAfterMs = AGAIN_AFTER_MS,
): Erasure {
  const again = new Map<string, NodeJS.Timeout>();

  async function forget(workspace: string): Promise<void> {
    await retention.forget({ workspace, channel: null, message: null }, { dryRun: false });
  }

  async function eraseAgain(workspace: string): Promise<void> {
    clearTimeout(again.get(workspace));
    again.delete(workspace);
    try {
      if ((await installations.find(workspace)) === null) await forget(workspace);
    } catch {
      logger.error({}, 'what was written while a workspace left is erased no sooner than its retention ends');
    }
  }

  return {
    async erase(workspace) {
      // Its token goes first: what fails is done again by Slack's next try.
      await installations.remove(workspace);
      await forget(workspace);
      clearTimeout(again.get(workspace));
      again.set(workspace, setTimeout(() => void eraseAgain(workspace), againAfterMs).unref());
    },
    async finish() {
      await Promise.all([...again.keys()].map((workspace) => eraseAgain(workspace)));
    },
  };
}
