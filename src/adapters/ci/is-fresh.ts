const freshMs = 10 * 60 * 1000;

/** True when a job ended only just now, or does not tell when: its log may still be on its way. */
export function isFresh(endedAt: string | null | undefined): boolean {
  return !endedAt || Date.now() - Date.parse(endedAt) < freshMs;
}
