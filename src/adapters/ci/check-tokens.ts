import { App, Octokit } from 'octokit';
import { z } from 'zod';
import type { AccessCheck } from '../../flows/access-check.ts';
import {
  type CiSettings,
  type GithubApp,
  type LogProvider,
  logProviders,
  noProviderSettings,
  type ProviderSettings,
  providerVariables,
} from '../../flows/ci-settings.ts';
import { type LogLimits, ProblemError } from './ci-provider.ts';
import { fetchJson } from './fetch-json.ts';
import { githubProblem } from './providers/github-actions/github-problem.ts';
import { octokitOptions } from './providers/github-actions/octokit-options.ts';
import type { Refuser } from './status-problem.ts';
import { type TokenProbe, tokenProbes } from './token-probes.ts';

/** A person waits for it: one try each. */
const oneTry = {
  maxBytes: 1024 * 1024,
  timeoutMs: 15_000,
  maxWaitMs: 0,
  maxBusyMs: 0,
  firstPauseMs: 1,
  pauseUnitMs: 1,
  sleep: async () => undefined,
};

function limitsFor({ publicOnly = false }: ProviderSettings): LogLimits {
  return { ...oneTry, publicOnly };
}

/** Where a token is made, and what it must be allowed. */
const ADVICE: Readonly<Record<LogProvider, string>> = {
  'github-actions': 'make a fine-grained token with Actions: read on the repositories',
  gitlab: 'make a personal, group or project access token with read_api',
  circleci: 'make a personal API token: User Settings, Personal API Tokens',
  buildkite: 'make an API access token with read_builds and read_build_logs',
  jenkins: 'make an API token of JENKINS_USER: its account page, Security',
  'azure-devops': 'make a personal access token with Build: Read',
  bitbucket: 'make an access token with pipelines: read, or set BITBUCKET_USER beside an API token',
  travis: 'copy the API token: Settings, API authentication',
  teamcity: 'make an access token: your profile, Access Tokens',
  drone: 'copy the token of your account page',
  woodpecker: 'copy the token of your account page: CLI and API',
  appveyor: 'copy the API key: My profile, API keys',
  semaphore: 'make an API token: your profile, or a service account',
};

/** Asks every service whether it knows the token that is set for it. Never throws for what a service answers. */
export async function checkTokens(settings: CiSettings): Promise<readonly AccessCheck[]> {
  const checks = await Promise.all(
    logProviders.map((provider) => checkProvider(provider, settings[provider] ?? noProviderSettings)),
  );
  return checks.flat();
}

/** The same for one service: its App and its token, those of the two that are set. */
export async function checkProvider(
  provider: LogProvider,
  settings: ProviderSettings,
): Promise<readonly AccessCheck[]> {
  const app = settings.app ? [await checkGithubApp(settings.app, settings)] : [];
  return [...app, ...(settings.token ? [await checkToken(provider, settings)] : [])];
}

async function checkToken(provider: LogProvider, settings: ProviderSettings): Promise<AccessCheck> {
  const what = providerVariables[provider].token;
  const probe = tokenProbes[provider](settings);
  if (probe === null)
    return {
      what,
      state: 'unsure',
      detail: 'is set; it is good for one account, which only the link of a run names',
      hint: 'try it: faultline analyze --run-url URL',
    };
  return await judging({ what, advice: ADVICE[provider], host: new URL(probe.url).host }, async (from) => {
    const door = {
      credentials: probe.credentials,
      trusted: new Set([new URL(probe.url).origin]),
      from,
      limits: limitsFor(settings),
      signsInByPage: true,
    };
    return describeScopes(probe, await askKnown(probe, () => fetchJson(door, probe.url, z.unknown())));
  });
}

/** An App signs its own name: no installation is needed to see whether the key fits. */
async function checkGithubApp(app: GithubApp, settings: ProviderSettings): Promise<AccessCheck> {
  const apiUrl = (settings.url ?? 'https://api.github.com').replace(/\/+$/, '');
  const advice = 'take both from the page of your GitHub App: its number, and a new private key';
  const place = { what: 'GITHUB_APP_PRIVATE_KEY', advice, host: new URL(apiUrl).host };
  return await judging(place, async (from) => {
    try {
      const options = { ...octokitOptions(apiUrl, limitsFor(settings)), retry: { enabled: false } };
      const signer = new App({
        appId: app.id,
        privateKey: app.privateKey,
        log: options.log,
        Octokit: Octokit.defaults(options),
      });
      await signer.octokit.request('GET /app');
      return { missing: [], said: 'takes it' };
    } catch (error) {
      throw new ProblemError(githubProblem(error, from));
    }
  });
}

interface Answered {
  readonly missing: readonly string[];
  readonly said: string;
}

async function judging(
  { what, advice, host }: { what: string; advice: string; host: string },
  ask: (from: Refuser) => Promise<Answered>,
): Promise<AccessCheck> {
  try {
    const { missing, said } = await ask({ host, setting: what });
    if (missing.length === 0) return { what, state: 'ok', detail: `${host} ${said}`, hint: null };
    return {
      what,
      state: 'wrong',
      detail: `${host} takes it, but it lacks ${missing.join(', ')}`,
      hint: advice,
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { problem } = error;
    const detail = 'detail' in problem ? problem.detail : problem.kind;
    const isRefused = problem.kind === 'token-refused' || problem.kind === 'token-lacks-scope';
    if (isRefused) return { what, state: 'wrong', detail: `${host} refuses it (${detail})`, hint: advice };
    return {
      what,
      state: 'wrong',
      detail: `${host} can not be asked (${detail})`,
      hint: 'check the address, and that this machine may reach it',
    };
  }
}

/** Null: known, but not allowed to ask this. */
async function askKnown(probe: TokenProbe, ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    const isKnown = error instanceof ProblemError && error.problem.kind === 'token-lacks-scope';
    if (probe.mayRefuse && isKnown) return null;
    throw error;
  }
}

function describeScopes({ needs = [], scopesOf }: TokenProbe, answer: unknown): Answered {
  const scopes = scopesOf?.(answer) ?? null;
  if (scopes === null) return { missing: [], said: 'takes it' };
  const missing = needs.filter((group) => !group.some((scope) => scopes.includes(scope)));
  return { missing: missing.map(([first = '']) => first), said: `takes it, with ${scopes.join(', ')}` };
}
