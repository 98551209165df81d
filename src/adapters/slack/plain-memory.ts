/** Which workspaces refused newer blocks; kept over restarts. */
export interface PlainBlocks {
  needsPlainBlocks(workspace: string): Promise<boolean>;
  rememberPlainBlocks(workspace: string): Promise<void>;
}

/** The same, asked once a workspace and process: every card would ask it otherwise. */
export function createPlainMemory(kept: PlainBlocks): PlainBlocks {
  const known = new Map<string, boolean>();
  return {
    async needsPlainBlocks(workspace) {
      const answer = known.get(workspace) ?? (await kept.needsPlainBlocks(workspace));
      known.set(workspace, answer);
      return answer;
    },
    async rememberPlainBlocks(workspace) {
      known.set(workspace, true);
      await kept.rememberPlainBlocks(workspace);
    },
  };
}
