import type { FailedRequest, RequestStage } from './failed-request.ts';
import type { RequestLines } from './request-lines.ts';

/**
 * How sure a line is that its request mattered:
 * `fatal` the client's own last word; `plain` an answer somebody printed; `warning` the client goes on or tries again;
 * `server-log` a server noting down what it answered, whoever asked.
 */
export type SightingWeight = 'fatal' | 'plain' | 'warning' | 'server-log';

/** What one place in the log says about one request. Unknown parts are null. */
export interface Sighting extends Pick<FailedRequest, 'method' | 'url' | 'status' | 'service' | 'client'> {
  readonly credential: string | null;
  /** Only what the client's own words say; the number is judged later. */
  readonly stage: RequestStage | null;
  readonly weight: SightingWeight;
  /** True when a program sent it through a library; inside a test run such a request is the tests' own business. */
  readonly byProgram: boolean;
  /** 0-based index of the line that proves it. */
  readonly line: number;
  /** First and last 0-based index of the lines it was read from. */
  readonly from: number;
  readonly to: number;
}

/**
 * One wording of one client. The named groups `method`, `url`, `status`, `service`, `credential` and `client` of the
 * form are read; `host` and `path` make a URL when there is no `url`.
 */
export interface RequestPattern {
  /** Linear in the line's length: it runs over strangers' text. */
  readonly form: RegExp;
  readonly weight?: SightingWeight;
  /** What the wording says without printing it. A group of the form wins over it. */
  readonly gives?: Partial<
    Pick<Sighting, 'method' | 'status' | 'service' | 'client' | 'stage' | 'credential'>
  >;
}

/** Everything we know about one family of clients. */
export interface ClientReader {
  /** The tool's name as the card shows it; null when the wording belongs to nobody in particular. */
  readonly client: string | null;
  /** True for HTTP libraries and servers, whose requests are a program's; default false: a tool the job itself calls. */
  readonly byProgram?: boolean;
  /** Lowercase words; a line that holds none of them is not tried. */
  readonly triggers: readonly string[];
  /** The first that fits the line wins. */
  readonly patterns: readonly RequestPattern[];
  /** Adds what stands on neighbouring lines; null when they show that this was no request. */
  readonly complete?: (lines: RequestLines, sighting: Sighting) => Sighting | null;
}
