/** A post that must not be made twice, however often it is tried. */
export interface PostOnce {
  /** Names the post: the same in every try. */
  readonly key: string;
  /** True when an earlier try may have made it: look for it first. */
  readonly look: boolean;
  /** No earlier try was before this, in milliseconds since 1970. */
  readonly since: number;
}
