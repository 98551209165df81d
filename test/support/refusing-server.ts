import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running server that refuses everything it is asked. */
export interface RefusingServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** What was asked so far, as `METHOD /path`. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

const reasons: Readonly<Record<number, string>> = {
  401: 'the credential is missing or wrong',
  403: 'this caller may not do that',
  404: 'no such thing',
  429: 'too many requests',
  500: 'the server broke',
};

/**
 * Starts a server on a free port. The first part of a path is the status it answers: `/403/npm/@acme%2fui`; the second
 * is the tongue it speaks: `npm`, `git`, `simple` (Python), `cargo`, `k8s`, anything else is a JSON API.
 * Container clients insist on `/v2/` at the root, so there the status stands in the image's name: `/v2/s403/ui/...`.
 */
export async function startRefusingServer(): Promise<RefusingServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    request.resume();
    request.on('end', () => refuse(request, response));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/';
  if (path === '/v2/') {
    response.writeHead(200, { 'docker-distribution-api-version': 'registry/2.0' }).end('{}');
    return;
  }
  // /403/npm/@acme%2fui and /v2/s403/ui/manifests/1.0
  const found = /^\/(?:v2\/s)?(?<status>[45]\d\d)(?:\/(?<tongue>[\w-]+))?/.exec(path)?.groups;
  const status = Number(found?.['status'] ?? 404);
  const tongue = path.startsWith('/v2/') ? 'oci' : (found?.['tongue'] ?? 'api');
  const headers: Record<string, string> = { 'content-type': typeOf(tongue), 'x-request-id': 'made-up' };
  if (status === 401) headers['www-authenticate'] = challengeOf(tongue);
  if (status === 429) headers['retry-after'] = '30';
  response.writeHead(status, headers).end(request.method === 'HEAD' ? '' : bodyOf(tongue, status));
}

function challengeOf(tongue: string): string {
  return tongue === 'git' || tongue === 'simple' || tongue === 'maven'
    ? 'Basic realm="acme"'
    : 'Bearer realm="acme", error="invalid_token"';
}

function typeOf(tongue: string): string {
  if (tongue === 'git') return 'text/plain';
  return tongue === 'simple' ? 'text/html' : 'application/json';
}

function bodyOf(tongue: string, status: number): string {
  const reason = reasons[status] ?? 'refused';
  if (tongue === 'git') return `${reason}\n`;
  if (tongue === 'simple') return `<html><body>${reason}</body></html>`;
  if (tongue === 'oci') {
    const code = status === 401 ? 'UNAUTHORIZED' : 'DENIED';
    return JSON.stringify({ errors: [{ code, message: reason }] });
  }
  if (tongue === 'cargo') return JSON.stringify({ errors: [{ detail: reason }] });
  if (tongue === 'k8s') {
    const words = { 401: 'Unauthorized', 403: 'Forbidden' }[status] ?? 'NotFound';
    return JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      reason: words,
      message: reason,
      code: status,
    });
  }
  return JSON.stringify({ error: reason, message: reason });
}
