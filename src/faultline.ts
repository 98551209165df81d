import { pino } from 'pino';
import { configuredHosts, createRunLogs } from './adapters/ci/create-run-logs.ts';
import { readCatalogEntries } from './adapters/files/compiled-playbooks.ts';
import { BUNDLED_PLAYBOOKS } from './adapters/files/read-playbooks.ts';
import { unpackLog } from './adapters/files/unpack-log.ts';
import { watchPlaybooks } from './adapters/files/watch-playbooks.ts';
import { createHookRoutes } from './adapters/hooks/create-hook-routes.ts';
import { createHookServer } from './adapters/hooks/create-hook-server.ts';
import { createOpenaiSummarizer } from './adapters/llm/create-openai-summarizer.ts';
import { createSlackApp, type SlackApp } from './adapters/slack/create-slack-app.ts';
import { createSlackChat } from './adapters/slack/create-slack-chat.ts';
import { createPostingClient, createSlackClient } from './adapters/slack/create-slack-client.ts';
import { createSlackPeople } from './adapters/slack/create-slack-people.ts';
import { createSlackReader } from './adapters/slack/create-slack-reader.ts';
import { createIdentify } from './adapters/slack/fetch-slack-identity.ts';
import type { SlackSettings } from './adapters/slack/slack-settings.ts';
import { openStore } from './adapters/store/open-store.ts';
import type { Config, SummarizerConfig } from './config.ts';
import { renderProblem } from './core/errors.ts';
import { type CompiledCatalog, compileCatalog } from './core/match/compile-catalog.ts';
import { createCatalog } from './core/playbook/create-catalog.ts';
import type { Summarizing } from './flows/chat-flows-context.ts';
import type { CiSettings } from './flows/ci-settings.ts';
import { createChatFlows } from './flows/create-chat-flows.ts';
import { createRateLimits } from './flows/create-rate-limits.ts';
import { createWorker } from './flows/create-worker.ts';
import type { Credentials } from './flows/credentials.ts';
import { createDoWork, createIntake, readWorkBody } from './flows/intake.ts';
import { MANNERS, type Manners } from './flows/manners.ts';
import type { Logger, RunLogs } from './flows/ports.ts';
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
  const logger = createLogger(config.logLevel);
  const catalog = await loadCatalog(config.playbookDirs, logger);
  const store = await openStore(config.database, config.encryptionKeys);
  // One workspace: the environment's credentials are its own.
  const credentials: Credentials = { credentialsFor: async () => config.ci };
  const client = createSlackClient(slackSettings, logger);
  const hosts = configuredHosts(config.ci);
  const flows = createChatFlows({
    get catalog() {
      return catalog.current();
    },
    chat: createSlackChat({
      client,
      poster: createPostingClient(slackSettings, logger),
      plainBlocks: {
        needsPlainBlocks: (workspace) => store.needsPlainBlocks(workspace),
        rememberPlainBlocks: (workspace) => store.rememberPlainBlocks(workspace, Date.now()),
      },
    }),
    people: createSlackPeople(client),
    reader: createSlackReader({ client, settings: slackSettings, identify: createIdentify(client) }),
    unpack: (bytes) => unpackLog(bytes),
    store,
    runLogsFor: runLogsOf(credentials),
    repositories: { listed: config.repositories, mustBeListed: false },
    summarizing: createSummarizing(config.summarizer),
    hosts,
    docsUrl: config.docsUrl,
    manners,
    limits: createRateLimits(manners.rates, Date.now),
    clock: Date.now,
    logger,
  });
  const intake = createIntake({ work: store.work, flows, clock: Date.now });
  const { hooks } = config;
  const routes = hooks
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
  const isSocket = slackSettings.transport.kind === 'socket';
  const hookServer = isSocket && hooks ? createHookServer(routes) : null;
  const slack = createSlackApp({ settings: slackSettings, client, flows, intake, logger, routes });
  const worker = createWorker({
    work: store.work,
    doWork: createDoWork(flows),
    onSetAside: (item, error) => slack.tellFailure(readWorkBody(item.body), error),
    clock: Date.now,
    logger,
    leaseMs: config.leaseMs,
  });
  let stopPurging = (): void => undefined;
  return {
    logger,
    async start() {
      const hookPort = await hookServer?.start(config.port);
      try {
        const started = await slack.start();
        worker.start();
        stopPurging = purgeRegularly({
          retention: store.retention,
          days: config.retentionDays,
          clock: Date.now,
          logger,
        });
        return { ...started, port: hookPort ?? started.port };
      } catch (error) {
        await hookServer?.stop();
        throw error;
      }
    },
    async close() {
      catalog.stop();
      stopPurging();
      await hookServer?.stop();
      await slack.stop();
      await worker.drain();
      await store.close();
    },
  };
}

/** One reader of logs for each set of credentials: it keeps connections and tokens that it was lent. */
function runLogsOf(credentials: Credentials): (workspace: string) => Promise<RunLogs> {
  const made = new WeakMap<CiSettings, RunLogs>();
  return async (workspace) => {
    const settings = await credentials.credentialsFor(workspace);
    const known = made.get(settings) ?? createRunLogs(settings);
    made.set(settings, known);
    return known;
  };
}

/** The language model, if one is configured. Its totals are those of the process. */
function createSummarizing(config: SummarizerConfig | null): Summarizing | null {
  if (!config) return null;
  const { dailyTokens, strict, prices } = config;
  return {
    summarizer: createOpenaiSummarizer({ ...config, timeoutMs: SUMMARY_TIMEOUT_MS }),
    policy: { dailyTokens, strict },
    meter: createSummaryMeter(prices),
  };
}

interface LiveCatalog {
  current(): CompiledCatalog;
  stop(): void;
}

/**
 * The catalog, and with further folders its reload when a file in them changes. A broken pack is reported and
 * the last good catalog keeps running.
 */
async function loadCatalog(folders: readonly string[], logger: Logger): Promise<LiveCatalog> {
  let compiled = compileCatalog(createCatalog(await readCatalogEntries(folders)));
  if (folders.length === 0) return { current: () => compiled, stop: () => undefined };
  const watch = await watchPlaybooks({
    folders: [BUNDLED_PLAYBOOKS, ...folders],
    onCatalog: (catalog, warnings) => {
      compiled = compileCatalog(catalog);
      logger.info(
        { playbooks: catalog.playbooks.length, warnings: warnings.map(renderProblem) },
        'playbooks reloaded',
      );
    },
    onProblems: (problems) => {
      logger.error(
        { problems: problems.map(renderProblem) },
        'a playbook pack is broken: the last good catalog keeps running',
      );
    },
  });
  return { current: () => compiled, stop: () => watch.stop() };
}

/** Logs go to stderr as one JSON line each: stdout belongs to what a command prints. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
