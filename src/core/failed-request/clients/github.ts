import type { ClientReader, RequestPattern } from '../client-reader.ts';
import { completeFromObject } from './object-dump.ts';

const api = { service: 'GitHub API' } as const;

const patterns: readonly RequestPattern[] = [
  // failed to get secrets: HTTP 403: Resource not accessible by integration (https://api.example.com/repos/acme/ui/actions/secrets)
  {
    form: /failed to (?:get|fetch|list|read) .{0,60}\bHTTP (?<status>\d{3}): .{0,300}\((?<url>https?:[^\s)]+)\)/,
    gives: { client: 'gh', method: 'GET' },
  },
  // HTTP 403: Resource not accessible by integration (https://api.example.com/repos/acme/ui/releases)
  { form: /\bHTTP (?<status>\d{3}): .{0,300}\((?<url>https?:[^\s)]+)\)/, gives: { client: 'gh' } },
  // gh: Resource not accessible by integration (HTTP 403)
  { form: /^gh: .{0,300}\(HTTP (?<status>\d{3})\)/, gives: { ...api, client: 'gh' } },
  // GraphQL: Resource not accessible by integration (addComment)
  {
    form: /GraphQL: (?:Resource not accessible by|.{0,80}does not have (?:the correct )?permission)/,
    gives: { ...api, client: 'gh', method: 'POST', stage: 'authorization' },
  },
  // gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.
  {
    form: /To use GitHub CLI in .{0,60} set the (?<credential>GH_TOKEN) environment variable/,
    gives: { ...api, client: 'gh', stage: 'authentication' },
  },
  // RequestError [HttpError]: Resource not accessible by integration
  { form: /\bRequestError \[HttpError\]: /, gives: { client: 'octokit' } },
  // HttpError: Bad credentials
  {
    form: /\bHttpError: (?:Resource not accessible|Not Found|Bad credentials|Validation Failed|Requires authentication|API rate limit|Must have admin)/,
    gives: { ...api, client: 'octokit' },
  },
  // ##[error]Resource not accessible by integration
  {
    form: /Resource not accessible by (?:integration|personal access token)/,
    gives: { ...api, client: 'octokit', status: 403, stage: 'authorization' },
  },
  // ##[error]Bad credentials - https://docs.example.com/rest
  {
    form: /(?:^|[\s:\]"'])Bad credentials(?:$|[\s"'.,-])/,
    gives: { ...api, client: 'octokit', status: 401, stage: 'authentication' },
  },
  // ##[error]Validation Failed: {"resource":"ReleaseAsset","code":"custom","field":"size"}
  { form: /Validation Failed: \{"resource":"/, gives: { ...api, client: 'octokit', status: 422 } },
  // ##[error]API rate limit exceeded for installation ID 1.
  {
    form: /API rate limit exceeded for /,
    gives: { ...api, client: 'octokit', status: 403, stage: 'rate-limit' },
  },
];

/** The GitHub command line and octokit, which GitHub's own actions are written with. */
export const github: ClientReader = {
  client: 'octokit',
  triggers: [
    'http 4',
    'http 5',
    'gh: ',
    'graphql: ',
    'github cli',
    'httperror',
    'resource not accessible',
    'bad credentials',
    'api rate limit exceeded',
    'validation failed: {',
  ],
  patterns,
  complete: (lines, sighting) => {
    if (sighting.client !== 'octokit') return sighting;
    const complete = completeFromObject(lines, sighting);
    return complete.service === null ? { ...complete, ...api } : complete;
  },
};
