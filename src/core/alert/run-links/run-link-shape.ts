import type { Provider, RunLink } from '../run.ts';

/** How the run pages of a provider are addressed. A shape reads only links that are surely its own. */
export interface RunLinkShape {
  readonly providers: readonly Provider[];
  /** True when the shape alone proves nothing: it is tried only on hosts configured for it. */
  readonly onlyConfigured: boolean;
  read(place: RunLinkPlace): RunLink | null;
}

/** A link, taken apart. */
export interface RunLinkPlace {
  readonly url: URL;
  readonly host: string;
  /** Path segments as they stand in the link (still percent-encoded), empty ones left out. */
  readonly path: readonly string[];
  /** What the settings say about this host, or null. */
  readonly configured: Provider | null;
}

/** Everything of a RunLink but its provider and host; what is left out is null. */
interface RunLinkParts {
  readonly provider: Provider;
  readonly runUrl: string;
  readonly repo?: string | null;
  readonly runId?: string | null;
  readonly jobId?: string | null;
  readonly attempt?: number | null;
}

export function makeRunLink(place: RunLinkPlace, parts: RunLinkParts): RunLink {
  return {
    provider: parts.provider,
    host: place.host,
    repo: parts.repo ?? null,
    runUrl: parts.runUrl,
    runId: parts.runId ?? null,
    jobId: parts.jobId ?? null,
    attempt: parts.attempt ?? null,
  };
}

/** The link up to and with its first `count` path segments; no query, no fragment. */
export function urlUpTo(place: RunLinkPlace, count: number): string {
  return `${place.url.origin}/${place.path.slice(0, count).join('/')}`;
}

/** Percent-decoded, or unchanged when the encoding is broken. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function isNumber(segment: string | undefined): segment is string {
  // 17923456999
  return segment !== undefined && /^\d{1,20}$/.test(segment);
}

export function isUuid(segment: string | undefined): segment is string {
  // 3f0f7d0e-7c1b-4b8d-9f2a-2f9d0b6a1c11
  return (
    segment !== undefined && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(segment)
  );
}

/** The sub-domain before `domain`: `acme` of `acme.visualstudio.com`; null on another domain. */
export function subdomainOf(host: string, domain: string): string | null {
  return host.endsWith(`.${domain}`) ? host.slice(0, -domain.length - 1) : null;
}
