/** Why there is no log of a run's failed job. Each has a card that says what to do next. */
export type RunLogProblem =
  /** `setting` is the variable to set: `GITHUB_TOKEN`. */
  | { readonly kind: 'no-token'; readonly host: string; readonly setting: string }
  | { readonly kind: 'host-not-configured'; readonly host: string; readonly setting: string }
  | {
      readonly kind: 'token-refused';
      readonly host: string;
      readonly setting: string;
      readonly detail: string;
    }
  | { readonly kind: 'not-found'; readonly host: string; readonly detail: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'still-running' }
  | { readonly kind: 'nothing-failed' }
  | { readonly kind: 'no-job'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly host: string; readonly detail: string }
  | { readonly kind: 'unsupported'; readonly provider: string };
