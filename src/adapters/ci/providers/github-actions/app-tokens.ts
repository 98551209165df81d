import { createPrivateKey } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { App, Octokit, RequestError } from 'octokit';
import { z } from 'zod';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { GithubApp } from '../../../../flows/ci-settings.ts';
import { type LogLimits, ProblemError } from '../../ci-provider.ts';
import { githubProblem } from './github-problem.ts';
import { octokitOptions } from './octokit-options.ts';

/** A token that reads one repository, or why there is none. */
export type AppGrant = { readonly kind: 'token'; readonly token: string } | RunLogProblem;

export interface AppTokens {
  /** Throws ProblemError when GitHub refuses the App itself, or cannot be reached. */
  grantFor(owner: string, repo: string): Promise<AppGrant>;
}

export interface AppPlace {
  readonly apiUrl: string;
  readonly host: string;
}

/** A token is renewed this long before it ends: a log may be waited for while it is in use. */
const marginMs = 5 * 60_000;
/** Long enough for a storm of alerts, short enough for whoever just installed the App. */
const refusalMs = 5_000;

const Installation = z.object({ id: z.number() });
const AppPage = z.object({ html_url: z.string() });
const AccessToken = z.object({ token: z.string(), expires_at: z.string() });

/**
 * Tokens of a GitHub App's installations, one for each repository and good for nothing else. The installation is
 * found by the repository; a token is kept until shortly before it ends, and callers that come together share one.
 */
export function createAppTokens(key: GithubApp, place: AppPlace, limits: LogLimits): AppTokens {
  const options = octokitOptions(place.apiUrl, limits);
  const app = new App({
    appId: key.id,
    privateKey: key.privateKey,
    log: options.log,
    Octokit: Octokit.defaults(options),
  });
  const from = { host: place.host, setting: 'GITHUB_APP_PRIVATE_KEY' };
  const grants = new LRUCache<string, AppGrant>({
    max: 1_000,
    ttl: refusalMs,
    fetchMethod: async (name, _stale, { options: entry }) => {
      const [owner = '', repo = ''] = name.split('/');
      const installation = await findInstallation(app, owner, repo);
      if (installation === null) return await notInstalled(app, { host: place.host, repo: name });
      const granted = await createToken(app, installation, repo);
      entry.ttl = Math.max(1, Date.parse(granted.expires_at) - Date.now() - marginMs);
      return { kind: 'token', token: granted.token };
    },
  });
  return {
    async grantFor(owner, repo) {
      if (!canSign(key.privateKey)) {
        return { kind: 'token-refused', ...from, detail: 'it is no RSA private key in PEM form' };
      }
      try {
        return await grants.forceFetch(`${owner}/${repo}`);
      } catch (error) {
        throw new ProblemError(githubProblem(error, from));
      }
    },
  };
}

function canSign(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

async function findInstallation(app: App, owner: string, repo: string): Promise<number | null> {
  try {
    const { data } = await app.octokit.request('GET /repos/{owner}/{repo}/installation', { owner, repo });
    return Installation.parse(data).id;
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return null;
    throw error;
  }
}

/** A token for a single repository: whatever else the installation covers is out of its reach. */
async function createToken(
  app: App,
  installation: number,
  repo: string,
): Promise<z.infer<typeof AccessToken>> {
  const { data } = await app.octokit.request('POST /app/installations/{installation_id}/access_tokens', {
    installation_id: installation,
    repositories: [repo],
  });
  return AccessToken.parse(data);
}

/** Asks for the App's own page too: an App that is unknown there has a wrong id, and no installation will mend it. */
async function notInstalled(app: App, where: { host: string; repo: string }): Promise<RunLogProblem> {
  try {
    const { data } = await app.octokit.request('GET /app');
    const installUrl = `${AppPage.parse(data).html_url}/installations/new`;
    return { kind: 'app-not-installed', ...where, installUrl };
  } catch (error) {
    if (!(error instanceof RequestError) || error.status !== 404) throw error;
    return { kind: 'token-refused', host: where.host, setting: 'GITHUB_APP_ID', detail: '404: no such App' };
  }
}
