/** At most so many within a time. */
export interface Rate {
  readonly most: number;
  readonly withinMs: number;
}

/** How much we say, and to whom. */
export interface Manners {
  /** Logs that one person sends with no longer pauses are parts of one. */
  readonly joinWithinMs: number;
  /** The same log again is pointed to its first card for so long. */
  readonly repeatWithinMs: number;
  /** "3rd time this week": how far back a failure is counted. */
  readonly recurrenceMs: number;
  /** Logs that are answered; alerts of CI services are not counted. */
  readonly rates: { readonly person: Rate; readonly channel: Rate; readonly workspace: Rate };
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const MANNERS: Manners = {
  joinWithinMs: MINUTE,
  repeatWithinMs: DAY,
  recurrenceMs: 7 * DAY,
  rates: {
    person: { most: 10, withinMs: MINUTE },
    channel: { most: 30, withinMs: MINUTE },
    workspace: { most: 200, withinMs: MINUTE },
  },
};

/** For one person who tries things out: every log is answered, however often and fast it comes. */
export const PLAYGROUND_MANNERS: Manners = {
  ...MANNERS,
  joinWithinMs: 0,
  repeatWithinMs: 0,
  rates: {
    person: { most: 600, withinMs: MINUTE },
    channel: { most: 600, withinMs: MINUTE },
    workspace: { most: 600, withinMs: MINUTE },
  },
};
