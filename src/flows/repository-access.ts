/** Which repositories may be read before any workspace or channel chose. */
export interface RepositoryAccess {
  /** Patterns for all workspaces; empty: none were set. */
  readonly listed: readonly string[];
  /** True where many workspaces share the bot: nothing is read that an admin did not list. */
  readonly mustBeListed: boolean;
}
