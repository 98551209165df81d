/** What to forget: a whole workspace, one channel of it, or one message with its answer. */
export interface ForgetScope {
  readonly workspace: string;
  readonly channel: string | null;
  /** Id of the message or of the card under it; only with a channel. */
  readonly message: string | null;
}

/** Rows by table, the tables without any left out. */
export type RowCounts = Readonly<Record<string, number>>;

/** The end of what is stored. Every method throws OutsideError when the database can't be reached. */
export interface Retention {
  /** Removes what is older; work that is still open stays. Settings and installations have no age. */
  purge(before: number): Promise<RowCounts>;
  /** Removes everything within the scope, or with `dryRun` only counts it. */
  forget(scope: ForgetScope, options: { readonly dryRun: boolean }): Promise<RowCounts>;
}
