import { z } from 'zod';
import { readCiSettings } from './config/read-ci-settings.ts';
import { type HookConfig, readHooks } from './config/read-hooks.ts';
import { readSlack, type SlackConfig } from './config/read-slack.ts';
import { readSummarizer, type SummarizerConfig } from './config/read-summarizer.ts';
import { AuthorError, type AuthorProblem } from './core/errors.ts';
import type { CiSettings } from './flows/ci-settings.ts';

/** Where the store lives; a path may be `:memory:`. */
export type DatabaseConfig =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

export type { SlackConfig } from './config/read-slack.ts';
export type { SummarizerConfig } from './config/read-summarizer.ts';

export interface Config {
  readonly slack: SlackConfig;
  readonly port: number;
  readonly logLevel: string;
  readonly database: DatabaseConfig;
  /** Keys of 32 bytes for tokens at rest: the first encrypts, all decrypt. */
  readonly encryptionKeys: readonly Buffer[];
  /** How long what the cards show is kept. */
  readonly retentionDays: number;
  /** How long work stays with a process that gives no sign of life. */
  readonly leaseMs: number;
  readonly playbookDirs: readonly string[];
  readonly docsUrl: string | null;
  readonly summarizer: SummarizerConfig | null;
  /** Of the CI services; they serve the single-workspace modes. */
  readonly ci: CiSettings;
  /** For CI services that tell us of their runs themselves; null: no door is open. */
  readonly hooks: HookConfig | null;
  /** Who shows it may read `/metrics`; null: nobody may. */
  readonly metricsToken: string | null;
  /** Hosts of a private network that a person may name in a form, with their port where it has one. */
  readonly privateHosts: readonly string[];
  /** Patterns of the repositories whose runs may be read; empty: all that the tokens reach. */
  readonly repositories: readonly string[];
}

const Url = z.url({ protocol: /^https?$/ });
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** The configuration behind an environment. Throws one AuthorError with every problem there is. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const problems: AuthorProblem[] = [];
  const report = (where: string, message: string, hint: string): void => {
    problems.push({ code: 'bad-setting', where, message, hint });
  };
  const value = (name: string): string | null => env[name]?.trim() || null;
  const url = (name: string): string | null => {
    const text = value(name);
    if (text === null || Url.safeParse(text).success) return text;
    report(name, 'is no http(s) URL', 'for example https://git.example.com');
    return null;
  };
  const config: Config = {
    slack: readSlack(value, url, report),
    port: readPort(value('PORT'), report),
    logLevel: readLevel(value('LOG_LEVEL'), report),
    database: readDatabase(value('DATABASE_URL'), report),
    encryptionKeys: readKeys(value('FAULTLINE_ENCRYPTION_KEY'), report),
    retentionDays: readWholeNumber(
      value,
      { name: 'FAULTLINE_RETENTION_DAYS', otherwise: 30, least: 1 },
      report,
    ),
    leaseMs: readWholeNumber(value, { name: 'FAULTLINE_LEASE_MS', otherwise: 15_000, least: 500 }, report),
    playbookDirs: (value('FAULTLINE_PLAYBOOKS') ?? '').split(':').filter((dir) => dir !== ''),
    docsUrl: url('FAULTLINE_DOCS_URL'),
    summarizer: readSummarizer({ value, url, report }),
    ci: readCiSettings(value, url, report),
    hooks: readHooks(value, report),
    metricsToken: value('FAULTLINE_METRICS_TOKEN'),
    privateHosts: (value('FAULTLINE_PRIVATE_HOSTS') ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((one) => one !== ''),
    repositories: (value('FAULTLINE_REPOSITORIES') ?? '').split(/[\s,]+/).filter((one) => one !== ''),
  };
  if (problems.length > 0) throw new AuthorError(problems);
  return config;
}

type Read = (name: string) => string | null;
type Report = (where: string, message: string, hint: string) => void;

function readWholeNumber(
  value: Read,
  { name, otherwise, least }: { name: string; otherwise: number; least: number },
  report: Report,
): number {
  const number = Number(value(name) ?? otherwise);
  if (Number.isSafeInteger(number) && number >= least) return number;
  report(name, 'is no whole number that it can be', `${least} or more; default ${otherwise}`);
  return otherwise;
}

const KEY_BYTES = 32;

/** Keys in base64 or hex, split by commas. A key's text is never part of a message. */
function readKeys(text: string | null, report: Report): readonly Buffer[] {
  const keys = (text ?? '').split(',').filter((key) => key.trim() !== '');
  return keys.map((key) => {
    const trimmed = key.trim();
    const bytes = Buffer.from(trimmed, trimmed.length === 2 * KEY_BYTES ? 'hex' : 'base64');
    if (bytes.length !== KEY_BYTES)
      report('FAULTLINE_ENCRYPTION_KEY', 'holds a key that is not 32 bytes long', 'openssl rand -base64 32');
    return bytes;
  });
}

function readPort(text: string | null, report: Report): number {
  const port = Number(text ?? 3000);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  report('PORT', 'is no port number', 'a number from 0 to 65535');
  return 3000;
}

function readLevel(text: string | null, report: Report): string {
  const level = text ?? 'info';
  if (!LEVELS.includes(level)) report('LOG_LEVEL', 'is no level', LEVELS.join(', '));
  return level;
}

// matches: postgres://faultline@db.example.com/faultline
const POSTGRES_URL = /^postgres(?:ql)?:\/\//;

function readDatabase(text: string | null, report: Report): DatabaseConfig {
  const database = text ?? 'sqlite:data/faultline.db';
  if (POSTGRES_URL.test(database) && URL.canParse(database)) return { kind: 'postgres', url: database };
  if (database.startsWith('sqlite:') && database.length > 'sqlite:'.length)
    return { kind: 'sqlite', path: database.slice('sqlite:'.length) };
  report(
    'DATABASE_URL',
    'is no database that Faultline knows',
    'sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE',
  );
  return { kind: 'sqlite', path: ':memory:' };
}
