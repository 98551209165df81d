import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { RunLogProblem } from '../../../../core/card/run-log-problem.ts';
import type { GithubApp } from '../../../../flows/ci-settings.ts';
import type { LogLimits, ProviderAccess } from '../../ci-provider.ts';
import type { Refuser } from '../../status-problem.ts';
import { type AppPlace, type AppTokens, createAppTokens } from './app-tokens.ts';

/** A token for one repository and the setting it comes from, or why there is none. */
export type GithubCredential =
  | { readonly kind: 'token'; readonly token: string; readonly from: Refuser }
  | RunLogProblem;

export interface GithubRepository {
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
}

/**
 * What to read a repository with. The App comes first: its tokens reach one repository for an hour. The token
 * serves where the App is not installed. Throws ProblemError when GitHub refuses the App.
 */
export async function githubCredential(
  { settings, from, limits }: ProviderAccess,
  { apiUrl, owner, repo }: GithubRepository,
): Promise<GithubCredential> {
  const { token, app } = settings;
  const granted = app
    ? await appTokens(app, { apiUrl, host: from.host }, limits).grantFor(owner, repo)
    : null;
  if (granted?.kind === 'token') {
    return { ...granted, from: { ...from, setting: 'GITHUB_APP_PRIVATE_KEY' } };
  }
  if (token !== null) return { kind: 'token', token, from };
  return granted ?? { kind: 'no-token', ...from };
}

/** Apps of all workspaces: their tokens outlive the single question they were made for. */
const known = new LRUCache<string, AppTokens>({ max: 500 });

function appTokens(app: GithubApp, place: AppPlace, limits: LogLimits): AppTokens {
  const key = createHash('sha256')
    .update(JSON.stringify([app, place, limits.publicOnly]))
    .digest('hex');
  const found = known.get(key) ?? createAppTokens(app, place, limits);
  known.set(key, found);
  return found;
}
