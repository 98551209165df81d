import type { RunLink } from '../../core/alert/run.ts';
import type { RunLogProblem } from '../../core/card/run-log-problem.ts';
import type { LogProvider, ProviderSettings } from '../../flows/ci-settings.ts';
import type { RunDetails, RunHistory } from '../../flows/ports.ts';
import type { Refuser } from './status-problem.ts';

/** How long and how much a provider may cost us, and where it may lead; the tests make both small. */
export interface LogLimits {
  readonly maxBytes: number;
  /** One request, redirects and body included. */
  readonly timeoutMs: number;
  /** In all, for a run or a log that is not there yet. */
  readonly maxWaitMs: number;
  /** In all, for a service that asks for patience. */
  readonly maxBusyMs: number;
  /** The first pause; each further one is twice as long. */
  readonly firstPauseMs: number;
  /** What a client library multiplies its own pauses by: a second. */
  readonly pauseUnitMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** True: not even the configured host may be private or speak plain http. */
  readonly publicOnly: boolean;
}

/** One CI service. A file or folder of `providers/` holds one, named as its `id`. */
export interface CiProvider {
  readonly id: LogProvider;
  /** False where public projects can be read by anybody; a refusal then asks for the token. */
  readonly needsToken: boolean;
  /** Hosts whose links these settings answer for; `.example.com` stands for its sub-domains. */
  hostsOf(settings: ProviderSettings): readonly string[];
  connect(access: ProviderAccess): ProviderClient;
}

export interface ProviderAccess {
  readonly settings: ProviderSettings;
  /** Whom an error is about, and which setting would mend it. */
  readonly from: Refuser;
  readonly limits: LogLimits;
}

/** The reads of one service's API. They throw ProblemError for an answer that ends the search. */
export interface ProviderClient {
  /** The run's failed jobs; null while it may still fail. */
  findFailedRun(link: RunLink): Promise<FailedRun | RunLogProblem | null>;
  /** Null where the service cannot tell. */
  runHistory(link: RunLink): Promise<RunHistory | null>;
}

export interface FailedRun {
  readonly kind: 'failed';
  readonly run: RunDetails;
  /** At least one; the failure that ended first comes first: later ones are often its consequences. */
  readonly jobs: readonly [FailedJob, ...FailedJob[]];
}

/** Where the service's page has an address for a line (1-based) of a log as it was handed over; else null. */
export type LineUrl = (line: number) => string | null;

export interface FailedJob {
  readonly name: string | null;
  /** The failed step, when the API tells it. */
  readonly step: string | null;
  readonly url: string | null;
  /** Where the page counts the lines as the log does. */
  readonly lineUrl?: LineUrl;
  fetchLog(limits: LogLimits): Promise<FetchedLog | RunLogProblem>;
}

export interface FetchedLog {
  readonly kind: 'bytes';
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
  /** Where the step is known only with the log. */
  readonly step?: string | null;
  /** Where it takes the log to tell; goes before the job's. */
  readonly lineUrl?: LineUrl;
}

/** An answer of a service that ends the search; caught once, where outcomes are made. */
export class ProblemError extends Error {
  readonly problem: RunLogProblem;
  constructor(problem: RunLogProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}
