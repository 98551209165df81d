/**
 * How far a request got before it was stopped, whatever the status code says:
 * `authentication` is the entrance (who are you?), `authorization` comes after it (known, but not allowed).
 */
export const REQUEST_STAGES = [
  'dns',
  'connect',
  'tls',
  'proxy',
  'authentication',
  'authorization',
  'rate-limit',
  'not-found',
  'server',
] as const;
export type RequestStage = (typeof REQUEST_STAGES)[number];

/** One HTTP (or git, gRPC ...) request that the log shows as rejected. Unknown parts are null. */
export interface FailedRequest {
  readonly method: string | null;
  /** Without credentials and without query values that were secrets. */
  readonly url: string | null;
  readonly status: number | null;
  /** Host that answered, or the name of a service (`GitHub API`) when no host is in the log. */
  readonly service: string | null;
  /** Tool that sent it: `npm`, `git`, `curl`, `docker` ... */
  readonly client: string | null;
  /** Name (never the value) of the variable, scheme or file that held the credential. */
  readonly credential: string | null;
  readonly stage: RequestStage | null;
  /** One plain sentence: why we believe the stage. */
  readonly reason: string | null;
  readonly step: string | null;
  /** 1-based line that proves it. */
  readonly line: number;
}
