import { pino } from 'pino';
import { configuredHosts, createRunLogs } from './adapters/ci/create-run-logs.ts';
import { readCatalogEntries } from './adapters/files/compiled-playbooks.ts';
import { createOpenaiSummarizer } from './adapters/llm/create-openai-summarizer.ts';
import { createSlackApp, type SlackApp } from './adapters/slack/create-slack-app.ts';
import { createSlackChat } from './adapters/slack/create-slack-chat.ts';
import { createSlackClient } from './adapters/slack/create-slack-client.ts';
import type { SlackSettings } from './adapters/slack/slack-settings.ts';
import { createSqliteStore } from './adapters/store/create-sqlite-store.ts';
import type { Config } from './config.ts';
import { compileCatalog } from './core/match/compile-catalog.ts';
import { createCatalog } from './core/playbook/create-catalog.ts';
import { createChatFlows } from './flows/create-chat-flows.ts';
import type { Logger } from './flows/ports.ts';

/** A sentence that takes longer is not worth an edit of the card. */
const SUMMARY_TIMEOUT_MS = 20_000;

/** The bot with everything it stands on, not yet connected. */
export interface Faultline {
  readonly slack: SlackApp;
  readonly logger: Logger;
  /** Stops the bot and closes the store. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * The composition root: chooses the adapters a configuration asks for and builds the flows over them.
 * Throws AuthorError for playbooks that can't be read, OutsideError for a database that can't be opened.
 */
export async function createFaultline(config: Config, slackSettings: SlackSettings): Promise<Faultline> {
  const logger = createLogger(config.logLevel);
  const catalog = compileCatalog(createCatalog(await readCatalogEntries(config.playbookDirs)));
  const store = await createSqliteStore({ path: config.sqlitePath });
  const runs = { github: { ...config.github, host: null }, gitlab: config.gitlab };
  const client = createSlackClient(slackSettings, logger);
  const flows = createChatFlows({
    catalog,
    chat: createSlackChat(client),
    store,
    runLogs: createRunLogs(runs),
    summarizer: config.summarizer
      ? createOpenaiSummarizer({ ...config.summarizer, timeoutMs: SUMMARY_TIMEOUT_MS })
      : null,
    hosts: configuredHosts(runs),
    docsUrl: config.docsUrl,
    clock: Date.now,
    logger,
  });
  const slack = createSlackApp({ settings: slackSettings, client, flows, logger });
  return {
    slack,
    logger,
    async close() {
      await slack.stop();
      await store.close();
    },
  };
}

/** Logs go to stderr as one JSON line each: stdout belongs to what a command prints. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
