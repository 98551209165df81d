import type { ApiDoor } from '../../fetch-json.ts';

/** Where CircleCI's API is, and how to enter it. */
export interface CircleciPlace {
  readonly door: ApiDoor;
  readonly origin: string;
}
