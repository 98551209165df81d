/** Where a card goes: under `thread`, the id of the message that began it. */
export interface CardPlace {
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string;
}

/** A card that was posted; `message` is its own id. */
export interface PostedCard extends CardPlace {
  readonly message: string;
}
