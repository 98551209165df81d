/** One thing of the configuration that was tried out against the service it is for. */
export interface AccessCheck {
  /** The variable that a person would change: `GITLAB_TOKEN`. */
  readonly what: string;
  /** `unsure`: set, but nothing can be asked that would tell. */
  readonly state: 'ok' | 'wrong' | 'unsure' | 'not-set';
  readonly detail: string;
  /** What to do about it. */
  readonly hint: string | null;
}
