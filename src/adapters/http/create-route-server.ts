import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuthorError } from '../../core/errors.ts';

/** One path of an HTTP server. */
export interface Route {
  readonly path: string;
  readonly method: string;
  handler(request: IncomingMessage, response: ServerResponse): void;
}

/** A server for what is not Slack's, where Slack needs no port. */
export interface RouteServer {
  /** Listens and tells the port; 0 takes a free one. Throws AuthorError when the port is taken. */
  start(port: number): Promise<number>;
  stop(): Promise<void>;
}

/** Serves the routes and nothing else, not yet started. */
export function createRouteServer(routes: readonly Route[]): RouteServer {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const route = routes.find((one) => one.path === path);
    if (!route) response.writeHead(404).end();
    else if (request.method !== route.method) response.writeHead(405, { allow: route.method }).end();
    else route.handler(request, response);
  });
  return {
    start: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(explain(port, error)));
        server.listen(port, () => resolve((server.address() as AddressInfo).port));
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function explain(port: number, error: NodeJS.ErrnoException): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error;
  const message = `port ${port} can not be used (${error.code})`;
  const hint = 'another port, for webhooks, metrics and health';
  return new AuthorError([{ code: 'bad-setting', where: 'PORT', message, hint }]);
}
