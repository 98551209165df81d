import type { LogLimits } from '../../ci-provider.ts';
import { publicDispatcher } from '../../public-agent.ts';

/** Longer waits than this are the caller's to decide. */
const maxRetryAfterSeconds = 30;

/**
 * What every client of one GitHub is made with. fetch drops the Authorization header when a redirect leaves the
 * host. The library's own warnings are silenced: they would print what we already turn into outcomes.
 */
export function octokitOptions(apiUrl: string, limits: LogLimits) {
  const isShort = (seconds: number, retries: number) => seconds <= maxRetryAfterSeconds && retries < 2;
  const silent = () => undefined;
  const through = limits.publicOnly ? { dispatcher: publicDispatcher() } : {};
  return {
    baseUrl: apiUrl,
    userAgent: 'faultline',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, { ...init, ...through, signal: AbortSignal.timeout(limits.timeoutMs) }),
    },
    retry: { retries: 2, retryAfterBaseValue: limits.pauseUnitMs },
    throttle: {
      retryAfterBaseValue: limits.pauseUnitMs,
      onRateLimit: (seconds: number, _options: unknown, _octokit: unknown, retries: number) =>
        isShort(seconds, retries),
      onSecondaryRateLimit: (seconds: number, _options: unknown, _octokit: unknown, retries: number) =>
        isShort(seconds, retries),
    },
  };
}
