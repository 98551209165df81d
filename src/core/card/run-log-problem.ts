/** Why there is no log of a run's failed job. Each has a card that says what to do next. */
export type RunLogProblem =
  /** `setting` is the variable to set: `GITHUB_TOKEN`. */
  | { readonly kind: 'no-token'; readonly host: string; readonly setting: string }
  | { readonly kind: 'host-not-configured'; readonly host: string; readonly setting: string }
  /** 401: the service does not know the token. `token-lacks-scope` is its 403: known, but not allowed. */
  | {
      readonly kind: 'token-refused' | 'token-lacks-scope';
      readonly host: string;
      readonly setting: string;
      readonly detail: string;
    }
  /** The GitHub App may not look at this repository before somebody installs it there. */
  | {
      readonly kind: 'app-not-installed';
      readonly host: string;
      readonly repo: string;
      readonly installUrl: string;
    }
  | { readonly kind: 'not-found'; readonly host: string; readonly detail: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'still-running' }
  | { readonly kind: 'nothing-failed' }
  | { readonly kind: 'no-job'; readonly detail: string }
  /** A job failed and left nothing to read; `detail` is the service's own reason. */
  | { readonly kind: 'no-log'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly host: string; readonly detail: string }
  /** The run belongs to a repository that this workspace, or this channel, did not list. */
  | { readonly kind: 'not-connected'; readonly host: string; readonly repo: string | null }
  | { readonly kind: 'unsupported'; readonly provider: string };
