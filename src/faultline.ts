import { pino } from 'pino';
import { configuredHosts } from './adapters/ci/create-run-logs.ts';
import { unpackLog } from './adapters/files/unpack-log.ts';
import { createHookRoutes } from './adapters/hooks/create-hook-routes.ts';
import { createRouteServer, type RouteServer } from './adapters/http/create-route-server.ts';
import { createOpenaiSummarizer } from './adapters/llm/create-openai-summarizer.ts';
import { createMonitorRoutes } from './adapters/metrics/create-monitor-routes.ts';
import { createPrometheusMetrics } from './adapters/metrics/create-prometheus-metrics.ts';
import { createSlackApp, type SlackApp } from './adapters/slack/create-slack-app.ts';
import { createSlackClient } from './adapters/slack/create-slack-client.ts';
import { isSlackReachable } from './adapters/slack/is-slack-reachable.ts';
import type { SlackSettings } from './adapters/slack/slack-settings.ts';
import { createManySpeakers } from './adapters/slack/workspaces/many-speakers.ts';
import { createChat, createPeople, createReader } from './adapters/slack/workspaces/speak-in-workspace.ts';
import { createOneSpeaker, type Speakers } from './adapters/slack/workspaces/speakers.ts';
import { openStore } from './adapters/store/open-store.ts';
import type { Config, SummarizerConfig } from './config.ts';
import { AuthorError } from './core/errors.ts';
import { createCiDoor } from './faultline/create-ci-door.ts';
import { loadCatalog } from './faultline/load-catalog.ts';
import type { Summarizing } from './flows/chat-flows-context.ts';
import { createChatFlows } from './flows/create-chat-flows.ts';
import { createErasure } from './flows/create-erasure.ts';
import { createRateLimits } from './flows/create-rate-limits.ts';
import { createWorker } from './flows/create-worker.ts';
import type { Installations } from './flows/installations.ts';
import { createDoWork, createIntake, readWorkBody } from './flows/intake.ts';
import { MANNERS, type Manners } from './flows/manners.ts';
import {
  measuredChat,
  measuredIntake,
  measuredLogger,
  measuredStore,
  measuredWork,
} from './flows/measured.ts';
import type { Metrics } from './flows/metrics.ts';
import type { Logger } from './flows/ports.ts';
import { purgeRegularly } from './flows/purge-regularly.ts';
import { createSummaryMeter } from './flows/summary-meter.ts';

/** A sentence that takes longer is not worth an edit of the card. */
const SUMMARY_TIMEOUT_MS = 20_000;

/** The bot with everything it stands on, not yet connected. */
export interface Faultline {
  readonly logger: Logger;
  /** Connects, and takes up work. Throws as the Slack app's `start` does. */
  start(): ReturnType<SlackApp['start']>;
  /** Takes nothing new, ends what is under way, closes the store. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * The composition root: chooses the adapters a configuration asks for and builds the flows over them.
 * Throws AuthorError for playbooks that can't be read, OutsideError for a database that can't be opened.
 */
export async function createFaultline(
  config: Config,
  slackSettings: SlackSettings,
  manners: Manners = MANNERS,
): Promise<Faultline> {
  const opened = await openStore(config.database, config.encryptionKeys);
  const metrics = createPrometheusMetrics(() => opened.work.counts());
  const store = measuredStore(opened, metrics);
  const logger = measuredLogger(createLogger(config.logLevel), metrics);
  const catalog = await loadCatalog(config.playbookDirs, logger);
  const isForMany = slackSettings.install != null;
  // One workspace: the environment's credentials are its own. Many: they are nobody's.
  const ci = isForMany ? {} : config.ci;
  const door = createCiDoor({ connections: opened.connections, environment: ci, config });
  const speakers = createSpeakers(slackSettings, opened.installations, logger);
  const hosts = configuredHosts(ci);
  const flows = createChatFlows({
    get catalog() {
      return catalog.current();
    },
    chat: measuredChat(
      createChat(speakers, {
        needsPlainBlocks: (workspace) => store.needsPlainBlocks(workspace),
        rememberPlainBlocks: (workspace) => store.rememberPlainBlocks(workspace, Date.now()),
      }),
      metrics,
      Date.now,
    ),
    people: createPeople(speakers),
    reader: createReader(speakers, slackSettings),
    unpack: (bytes) => unpackLog(bytes),
    store,
    ci: door,
    repositories: { listed: config.repositories, mustBeListed: isForMany },
    summarizing: createSummarizing(config.summarizer, metrics),
    docsUrl: config.docsUrl,
    manners,
    limits: createRateLimits(manners.rates, Date.now),
    clock: Date.now,
    logger,
  });
  const intake = measuredIntake(createIntake({ work: store.work, flows, clock: Date.now }), metrics);
  const { hooks } = config;
  const hookRoutes = hooks
    ? createHookRoutes({
        ...hooks,
        hosts,
        logger,
        async accept(news) {
          const { teamId } = await slack.identify();
          await intake.acceptRunNews({ ...news, workspace: teamId ?? '', channel: hooks.channel });
        },
      })
    : [];
  let isStopping = false;
  const monitorRoutes = createMonitorRoutes({
    metrics,
    metricsToken: config.metricsToken,
    checks: {
      store: () => store.work.counts().then(() => true),
      slack: () => isSlackReachable(createSlackClient(slackSettings, logger)),
    },
    isStopping: () => isStopping,
  });
  const routes = [...hookRoutes, ...monitorRoutes];
  const erasure = createErasure(store, logger);
  // Slack needs no port in Socket Mode; whoever watches over us, and CI services, do.
  const server = slackSettings.transport.kind === 'socket' ? createRouteServer(routes) : null;
  const slack = createSlackApp({
    settings: slackSettings,
    speakers,
    flows,
    intake,
    logger,
    routes,
    installations: store.installations,
    async eraseWorkspace(workspace, leftAt) {
      door.forget(workspace);
      await erasure.erase(workspace, leftAt);
    },
  });
  const worker = createWorker({
    work: store.work,
    doWork: measuredWork(createDoWork(flows), metrics, Date.now),
    onSetAside: (item, error) => slack.tellFailure(readWorkBody(item.body), error),
    clock: Date.now,
    logger,
    leaseMs: config.leaseMs,
  });
  let stopPurging = (): void => undefined;
  return {
    logger,
    async start() {
      const ownPort = server && (await listen(server, config, logger));
      try {
        const started = await slack.start();
        worker.start();
        stopPurging = purgeRegularly({
          retention: store.retention,
          days: config.retentionDays,
          clock: Date.now,
          logger,
        });
        return { ...started, port: ownPort ?? started.port };
      } catch (error) {
        await server?.stop();
        throw error;
      }
    },
    async close() {
      isStopping = true;
      catalog.stop();
      stopPurging();
      await server?.stop();
      await slack.stop();
      await worker.drain();
      await speakers.settled();
      await erasure.finish();
      await store.close();
    },
  };
}

/** Those of one workspace, or of every workspace that installed the app. */
function createSpeakers(settings: SlackSettings, installations: Installations, logger: Logger): Speakers {
  const { install } = settings;
  if (!install) return createOneSpeaker(settings, logger);
  return createManySpeakers({ settings, install, installations, clock: Date.now, logger });
}

/** The port of a server of ours; null where it is taken and nobody outside of this machine counts on it. */
async function listen(server: RouteServer, { port, hooks }: Config, logger: Logger): Promise<number | null> {
  try {
    return await server.start(port);
  } catch (error) {
    if (hooks !== null || !(error instanceof AuthorError)) throw error;
    logger.warn({ port }, 'the port is taken: health and metrics are not served');
    return null;
  }
}

/** The language model, if one is configured. Its totals are those of the process. */
function createSummarizing(config: SummarizerConfig | null, metrics: Metrics): Summarizing | null {
  if (!config) return null;
  const { dailyTokens, strict, prices } = config;
  return {
    summarizer: createOpenaiSummarizer({ ...config, timeoutMs: SUMMARY_TIMEOUT_MS }),
    policy: { dailyTokens, strict },
    meter: createSummaryMeter(prices, (name, by, label) => metrics.countSummary(name, by, label ?? null)),
  };
}

/** Logs go to stderr as one JSON line each: stdout belongs to what a command prints. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
