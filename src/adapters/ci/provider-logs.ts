import type { Provider, RunLink } from '../../core/alert/run.ts';
import type { RunLogOutcome } from '../../flows/ports.ts';

/** How long and how much a provider may cost us; the tests make both small. */
export interface LogLimits {
  readonly maxBytes: number;
  /** One request, redirects and body included. */
  readonly timeoutMs: number;
  /** In all, for a run or a log that is not there yet. */
  readonly maxWaitMs: number;
  /** The first pause; each further one is twice as long. */
  readonly firstPauseMs: number;
  /** What a client library multiplies its own pauses by: a second. */
  readonly pauseUnitMs: number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** One CI service. */
export interface ProviderLogs {
  readonly provider: Provider;
  fetchFailedJobLog(link: RunLink): Promise<RunLogOutcome>;
}
