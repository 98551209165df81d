import type { Manners, Rate } from './manners.ts';
import type { Clock } from './ports.ts';

/** Who is asked about: a person and where they are. */
export interface Asker {
  readonly workspace: string;
  readonly channel: string;
  readonly user: string | null;
}

/** `told`: they heard of it already in this stretch. */
export type Allowance = { readonly ok: true } | { readonly ok: false; readonly told: boolean };

export interface RateLimits {
  /** Counts one more answer, unless there were too many. */
  take(asker: Asker): Allowance;
}

/** Beyond so many people and channels the oldest are forgotten. */
const MOST_KEYS = 20_000;

/** Limits for this process: each of several replicas counts what it answers itself. */
export function createRateLimits(rates: Manners['rates'], clock: Clock): RateLimits {
  const taken = new Map<string, number[]>();
  const toldAt = new Map<string, number>();

  function recent(key: string, { withinMs }: Rate): number[] {
    const now = clock();
    return (taken.get(key) ?? []).filter((at) => now - at < withinMs);
  }

  return {
    take({ workspace, channel, user }) {
      const keys: [string, Rate][] = [
        ...(user === null ? [] : [[`person ${workspace} ${user}`, rates.person] as [string, Rate]]),
        [`channel ${workspace} ${channel}`, rates.channel],
        [`workspace ${workspace}`, rates.workspace],
      ];
      const full = keys.find(([key, rate]) => recent(key, rate).length >= rate.most);
      const now = clock();
      if (full === undefined) {
        for (const [key, rate] of keys) keep(taken, key, [...recent(key, rate), now]);
        return { ok: true };
      }
      const teller = `${workspace} ${channel} ${user}`;
      const told = now - (toldAt.get(teller) ?? Number.NEGATIVE_INFINITY) < full[1].withinMs;
      if (!told) keep(toldAt, teller, now);
      return { ok: false, told };
    },
  };
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST_KEYS && oldest !== undefined) map.delete(oldest);
}
