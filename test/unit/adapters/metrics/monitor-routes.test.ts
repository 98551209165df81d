import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRouteServer, type RouteServer } from '../../../../src/adapters/http/create-route-server.ts';
import { createMonitorRoutes } from '../../../../src/adapters/metrics/create-monitor-routes.ts';
import { createPrometheusMetrics } from '../../../../src/adapters/metrics/create-prometheus-metrics.ts';

const TOKEN = 'a-token-for-metrics';
const state = { isStoreUp: true, isSlackUp: true, isStopping: false, asked: 0 };
let server: RouteServer;
let base: string;

async function serve(metricsToken: string | null = TOKEN): Promise<void> {
  const metrics = createPrometheusMetrics(async () => {
    if (!state.isStoreUp) throw new Error('the database is away');
    return { waiting: 3, underWay: 1, setAside: 2 };
  });
  metrics.countDiagnosis('diagnosed', 'http-auth-failure');
  metrics.observeCard(400);
  server = createRouteServer(
    createMonitorRoutes({
      metrics,
      metricsToken,
      checks: {
        store: async () => state.isStoreUp,
        async slack() {
          state.asked += 1;
          if (!state.isSlackUp) throw new Error('Slack is away');
          return true;
        },
      },
      isStopping: () => state.isStopping,
    }),
  );
  base = `http://127.0.0.1:${await server.start(0)}`;
}

const ask = (path: string, headers: Record<string, string> = {}) => fetch(base + path, { headers });
const metricsText = async () => (await ask('/metrics', { authorization: `Bearer ${TOKEN}` })).text();

beforeEach(() => {
  Object.assign(state, { isStoreUp: true, isSlackUp: true, isStopping: false, asked: 0 });
});
afterEach(() => server.stop());

describe('/healthz and /readyz', () => {
  it('live, and ready while store and Slack answer', async () => {
    await serve();
    expect((await ask('/healthz')).status).toBe(200);
    const ready = await ask('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, stopping: false, store: 'ok', slack: 'ok' });
  });

  it.each([
    ['the store', { isStoreUp: false }, { store: 'unreachable', slack: 'ok' }],
    ['Slack', { isSlackUp: false }, { store: 'ok', slack: 'unreachable' }],
  ])('live but not ready without %s', async (_what, change, expected) => {
    Object.assign(state, change);
    await serve();
    expect((await ask('/healthz')).status).toBe(200);
    const ready = await ask('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ ready: false, ...expected });
  });

  it('not ready once it takes nothing new', async () => {
    await serve();
    state.isStopping = true;
    expect((await ask('/readyz')).status).toBe(503);
  });

  it('asks Slack once in a while, however often it is asked itself', async () => {
    await serve();
    for (let times = 0; times < 20; times += 1) await ask('/readyz');
    expect(state.asked).toBe(1);
  });
});

describe('/metrics', () => {
  it('tells diagnoses, latency, queue and memory to whoever has the token', async () => {
    await serve();
    const text = await metricsText();
    expect(text).toContain('faultline_diagnoses_total{verdict="diagnosed",playbook="http-auth-failure"} 1');
    expect(text).toContain('faultline_card_seconds_bucket{le="0.5"} 1');
    expect(text).toContain('faultline_work_items{state="waiting"} 3');
    expect(text).toContain('faultline_process_resident_memory_bytes');
  });

  it('tells everything else when the store is away', async () => {
    state.isStoreUp = false;
    await serve();
    const text = await metricsText();
    expect(text).toContain('faultline_cards_posted_total 1');
    expect(text).not.toContain('state="waiting"');
  });

  it('is closed to everybody else, and says what to do', async () => {
    await serve();
    expect((await ask('/metrics')).status).toBe(401);
    expect((await ask('/metrics', { authorization: 'Bearer guess' })).status).toBe(401);
    await server.stop();
    await serve(null);
    const closed = await ask('/metrics', { authorization: 'Bearer ' });
    expect([closed.status, await closed.text()]).toEqual([
      404,
      expect.stringContaining('FAULTLINE_METRICS_TOKEN'),
    ]);
  });

  it('has every series that the example dashboard draws', async () => {
    await serve();
    const text = await metricsText();
    const dashboard = readFileSync('docs/dashboard.json', 'utf8');
    const drawn = new Set(dashboard.match(/faultline_\w+/g)?.map((name) => name.replace(/_bucket$/, '')));
    expect(drawn.size).toBeGreaterThan(6);
    for (const name of drawn) expect(text).toContain(`# TYPE ${name} `);
  });

  it('has every series and state that the pages speak of', async () => {
    await serve();
    const text = await metricsText();
    const pages = ['scaling', 'outages', 'monitoring'].map((page) => readFileSync(`docs/${page}.md`, 'utf8'));
    const named = pages.join('').matchAll(/`(faultline_\w*[a-z])(?:\{(\w+="[^"]+")\})?`/g);
    const series = [...named].map(([, name = '', label]) => ({ name, label }));
    expect(series.filter(({ label }) => label).length).toBeGreaterThan(2);
    for (const { name, label } of series) {
      expect(text).toContain(`# TYPE ${name} `);
      if (label?.startsWith('state=')) expect(text).toContain(`${name}{${label}} `);
    }
  });
});
