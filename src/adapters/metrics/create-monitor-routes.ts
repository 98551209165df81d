import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PrometheusMetrics } from './create-prometheus-metrics.ts';

/** What those who watch over the process may ask. */
export interface MonitorSettings {
  readonly metrics: Pick<PrometheusMetrics, 'contentType' | 'render'>;
  /** Null: nobody may read the metrics. */
  readonly metricsToken: string | null;
  /** By name, what must answer before work is sent here. Each rejects or gives false when it does not. */
  readonly checks: Readonly<Record<string, () => Promise<boolean>>>;
  /** True once the process takes nothing new. */
  isStopping(): boolean;
}

export interface MonitorRoute {
  readonly path: string;
  readonly method: 'GET';
  handler(request: IncomingMessage, response: ServerResponse): void;
}

/** A balancer asks every few seconds; Slack need not be asked as often. */
const CHECK_KEPT_MS = 5_000;
const CHECK_TIMEOUT_MS = 3_000;

/** `/healthz` (the process lives), `/readyz` (what it stands on answers), `/metrics` (behind a token). */
export function createMonitorRoutes(settings: MonitorSettings): readonly MonitorRoute[] {
  const checks = Object.entries(settings.checks).map(([name, check]) => ({ name, check: keep(check) }));
  return [
    {
      path: '/healthz',
      method: 'GET',
      handler: (_request, response) => send(response, 200, 'ok\n'),
    },
    {
      path: '/readyz',
      method: 'GET',
      async handler(_request, response) {
        const results = await Promise.all(
          checks.map(async ({ name, check }) => [name, (await check()) ? 'ok' : 'unreachable'] as const),
        );
        const isReady = !settings.isStopping() && results.every(([, state]) => state === 'ok');
        const body = { ready: isReady, stopping: settings.isStopping(), ...Object.fromEntries(results) };
        send(response, isReady ? 200 : 503, `${JSON.stringify(body)}\n`, 'application/json');
      },
    },
    {
      path: '/metrics',
      method: 'GET',
      handler: (request, response) => void sendMetrics(settings, request, response),
    },
  ];
}

async function sendMetrics(
  { metrics, metricsToken }: MonitorSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (metricsToken === null) {
    send(response, 404, 'closed: set FAULTLINE_METRICS_TOKEN where Faultline runs\n');
  } else if (!isBearer(request.headers.authorization, metricsToken)) {
    response.setHeader('www-authenticate', 'Bearer');
    send(response, 401, 'the header "Authorization: Bearer <FAULTLINE_METRICS_TOKEN>" is missing or wrong\n');
  } else {
    send(response, 200, await metrics.render(), metrics.contentType);
  }
}

/** The time it takes tells nothing of the token. */
function isBearer(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}

function send(response: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

/** Asks at most once in a while, and waits a bounded time for the answer. */
function keep(check: () => Promise<boolean>): () => Promise<boolean> {
  let kept: { readonly at: number; readonly answer: Promise<boolean> } | null = null;
  return () => {
    const now = Date.now();
    if (kept === null || now - kept.at > CHECK_KEPT_MS) kept = { at: now, answer: bounded(check) };
    return kept.answer;
  };
}

async function bounded(check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
