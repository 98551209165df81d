import type { Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

/** A verbose client prints the request some lines above the answer. */
const reach = 60;

// > PUT /@acme%2fui HTTP/1.1
// 10:00:00.1 http.c:725  => Send header: GET /acme/ui.git/info/refs?service=git-receive-pack HTTP/1.1
const requestLine = /(?:^|\s)(?:>|=> Send header:) (?<method>[A-Z]{3,10}) (?<path>\S+) HTTP\/[\d.]+\s*$/;

// > Host: npm.example.com
// => Send header: host: npm.example.com
const hostLine = /(?:>|=> Send header:) host: (?<host>\S+)/i;

// * Connected to npm.example.com (127.0.0.1) port 443 (#0)
// * SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
const connectionLine = /Connected to \S+ .{0,60}port (?<port>\d+)|(?<secure>SSL connection using|ALPN[:,])/;

// > Authorization: Bearer [hidden:authorization-header]
const authorizationLine =
  /(?:>|=> Send header:) (?<credential>authorization|x-api-key|private-token|job-token): /i;

/** Fills method, URL and credential of an answer from the request that a verbose client printed above it. */
export function completeFromHeaders(lines: RequestLines, sighting: Sighting): Sighting {
  const request = lines.before(sighting.line, requestLine, reach);
  if (!request) return sighting;
  const method = request.groups['method'] ?? null;
  const path = request.groups['path'] ?? '';
  const within = sighting.line - request.index;
  const host = lines.after(request.index, hostLine, within)?.groups['host'];
  const sent = lines.after(request.index, authorizationLine, within)?.groups['credential'];
  return {
    ...sighting,
    method,
    url: urlOf({ method, path, host, scheme: schemeAbove(lines, request.index) }),
    credential: sent ? `${sent} header` : sighting.credential,
    stage: method === 'CONNECT' ? 'proxy' : sighting.stage,
    from: request.index,
  };
}

/** Verbose git and curl print the connection above the request; a kept connection is printed once, far above. */
function schemeAbove(lines: RequestLines, index: number): string {
  const connection = lines.before(index, connectionLine, reach);
  if (!connection) return 'https';
  return connection.groups['secure'] || connection.groups['port'] === '443' ? 'https' : 'http';
}

interface RequestTarget {
  readonly method: string | null;
  readonly path: string;
  readonly host: string | undefined;
  readonly scheme: string;
}

function urlOf({ method, path, host, scheme }: RequestTarget): string {
  if (method === 'CONNECT') return `https://${path}`;
  if (path.includes('://')) return path;
  return host ? `${scheme}://${host}${path}` : path;
}
