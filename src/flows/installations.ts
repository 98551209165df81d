/** A workspace that installed the app, with the tokens that it gave us. */
export interface Installation {
  readonly workspace: string;
  readonly enterprise: string | null;
  readonly botToken: string;
  /** With token rotation: what a new token is asked with, and when the present one ends. */
  readonly refreshToken: string | null;
  readonly expiresAt: number | null;
  readonly botUserId: string | null;
  readonly botId: string | null;
  readonly appId: string | null;
  readonly installedBy: string | null;
  readonly installedAt: number;
}

/**
 * Who installed the app; part of the store. Tokens are encrypted at rest: every method throws AuthorError when no
 * key (or not the right one) is configured, and OutsideError when the database can't be reached.
 */
export interface Installations {
  /** A second installation in the same workspace replaces the first. */
  save(installation: Installation): Promise<void>;
  /** Null for a workspace that did not install the app. A token under an older key is put under the newest. */
  find(workspace: string): Promise<Installation | null>;
  remove(workspace: string): Promise<void>;
  /**
   * Lets one caller exchange the refresh token of an installation: true for the first, and again for one after
   * `until`, when nothing came of it. False also when the tokens are no longer those of `seen`.
   */
  beginRenewal(seen: Installation, lease: { readonly at: number; readonly until: number }): Promise<boolean>;
  /** Puts renewed tokens in the place of those of `seen`; false where they are there no more, or the workspace left. */
  saveRenewed(seen: Installation, renewed: RenewedTokens): Promise<boolean>;
}

/** What Slack gives for a refresh token. */
export type RenewedTokens = Pick<Installation, 'botToken' | 'refreshToken' | 'expiresAt'>;
