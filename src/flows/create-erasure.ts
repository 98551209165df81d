import type { Logger, Store } from './ports.ts';

/** Longer than work that was under way when its workspace left goes on writing. */
const AGAIN_AFTER_MS = 2 * 60_000;

/** Two clocks, and Slack's counts in seconds: an installation this soon after the leaving counts as the one that left. */
const SAME_TIME_MS = 10_000;

/** The end of workspaces that took their permission back. */
export interface Erasure {
  /**
   * Erased when this resolves, and once more a little later. An installation that is younger than the leaving (the
   * news came late, and the workspace is back) stays. Throws OutsideError when the database is away.
   */
  erase(workspace: string, leftAt: number | null): Promise<void>;
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
    async erase(workspace, leftAt) {
      const present = leftAt === null ? null : await installations.find(workspace);
      if (present !== null && leftAt !== null && present.installedAt > leftAt + SAME_TIME_MS) {
        await forget(workspace);
        await installations.save(present);
        return;
      }
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
