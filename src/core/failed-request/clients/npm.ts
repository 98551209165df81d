import { cleanUrl } from '../clean-url.ts';
import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

const patterns: readonly RequestPattern[] = [
  // npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You do not have permission
  {
    form: /(?:npm (?:error|ERR!|verb stack HttpErrorGeneral:)|^\d+ error) (?:\d{3} )?(?<status>\d{3}) [\w ]{0,40}- (?<method>[A-Z]{3,7}) (?<url>\S+)/,
  },
  // npm ERR! 404 Not Found: https://npm.example.com/@acme%2fui
  { form: /npm (?:error|ERR!) (?:code )?E?(?<status>[45]\d\d) [\w ]{0,40}: (?<url>https?:\S+)/ },
  // npm http fetch PUT 403 https://npm.example.com/@acme%2fui 112ms
  { form: /npm http fetch (?<method>[A-Z]{3,7}) (?<status>\d{3}) (?<url>\S+)/, weight: 'warning' },
  // npm error code E403
  { form: /(?:npm (?:error|ERR!)|lerna ERR!) (?:code )?E(?<status>4\d\d|5\d\d)\b/ },
  // npm error code ENEEDAUTH
  { form: /npm (?:error|ERR!) code (?:ENEEDAUTH|EOTP)\b/, gives: { stage: 'authentication' } },
  // npm error network request to https://npm.example.com/@acme%2fui failed, reason: getaddrinfo ENOTFOUND npm.example.com
  { form: /npm (?:error|ERR!|warn|WARN) .{0,80}request to (?<url>\S+) failed, reason: / },
  // ERR_PNPM_FETCH_401  GET https://npm.example.com/@acme%2Fui: Unauthorized - 401
  {
    form: /ERR_PNPM_FETCH_(?<status>\d{3})\s+(?<method>[A-Z]{3,7}) (?<url>\S+): /,
    gives: { client: 'pnpm' },
  },
  // WARN  GET https://npm.example.com/@acme%2Fui error (ECONNREFUSED). Will retry in 10 seconds. 2 retries left.
  {
    form: /(?<method>GET|PUT) (?<url>https?:\S+) error \((?:ERR_PNPM_FETCH_)?(?<status>\d{3})?[A-Z_]{0,40}\)\. Will retry/,
    gives: { client: 'pnpm' },
    weight: 'warning',
  },
  // error An unexpected error occurred: "https://npm.example.com/@acme%2fui: Request failed \"403 Forbidden\"".
  {
    form: /error .{0,60}"(?<url>https?:[^\s"]+): Request failed \\?"(?<status>\d{3})/,
    gives: { client: 'yarn' },
  },
  // Error: https://npm.example.com/@acme%2fui: Request "https://npm.example.com/@acme%2fui" returned a 403
  { form: /: Request "(?<url>https?:[^\s"]+)" returned a (?<status>\d{3})/, gives: { client: 'yarn' } },
  // YN0035:   Response Code: 403 (Forbidden)
  { form: /YN0035: .{0,8}Response Code: (?<status>\d{3})/, gives: { client: 'yarn' } },
  // YN0041: Invalid authentication (as an anonymous user)
  {
    form: /YN00(?:41|33): .{0,120}(?:Invalid authentication|No authentication configured)/,
    gives: { client: 'yarn', stage: 'authentication' },
  },
  // error: GET https://npm.example.com/@acme%2fui - 403
  { form: /^error: (?<method>GET|PUT) (?<url>https?:\S+) - (?<status>\d{3})$/, gives: { client: 'bun' } },
];

/** npm, and those who speak to the same registries: yarn (both), pnpm, bun, lerna. */
export const npm: ClientReader = {
  client: 'npm',
  triggers: [
    'npm err',
    ' error 4',
    ' error 5',
    'npm http fetch',
    'npm warn',
    'npm verb stack',
    'lerna err',
    'err_pnpm_fetch',
    'will retry',
    'request failed',
    'returned a ',
    'yn00',
    'error: get http',
    'error: put http',
  ],
  patterns,
  complete,
};

// YN0035: |   Request Method: GET
const yarnMethod = /Request Method: (?<method>[A-Z]{3,7})/;
// YN0035: |   Request URL: https://npm.example.com/@acme%2fui
const yarnUrl = /Request URL: (?<url>https?:\S+)/;
// npm notice Publishing to https://npm.example.com/ with tag latest and default access
// npm error need auth This command requires you to be logged in to https://npm.example.com/
const publishing = /npm (?:notice|error|ERR!) .{0,60}(?:Publishing to|logged in to) (?<url>https?:\S+)/;
// npm error errno E403 ... npm publish
const failedCommand = /npm (?:notice Publishing to|error need auth|ERR! need auth)/;

function complete(lines: RequestLines, sighting: Sighting): Sighting {
  const credential = sighting.credential ?? npmrcKeyNear(lines, sighting.line);
  if (sighting.url) return { ...sighting, credential };
  if (sighting.client === 'yarn') return completeYarn(lines, sighting);
  const near = lines.after(sighting.line, publishing, 6) ?? lines.before(sighting.line, publishing, 12);
  const url = near?.groups['url'];
  if (!near || !url || sighting.status !== null) return { ...sighting, credential };
  const method = failedCommand.test(lines.text(near.index)) ? 'PUT' : null;
  return { ...sighting, credential, url: cleanUrl(url), method };
}

function completeYarn(lines: RequestLines, sighting: Sighting): Sighting {
  const url = lines.after(sighting.line, yarnUrl, 3)?.groups['url'];
  const method = lines.after(sighting.line, yarnMethod, 2)?.groups['method'] ?? null;
  return { ...sighting, method, url: url ? cleanUrl(url) : null };
}

/** pnpm lists the settings that it found below the error. */
function npmrcKeyNear(lines: RequestLines, index: number): string | null {
  // //npm.example.com/:_authToken=[hidden:npm-token]
  return lines.after(index, /^\/\/\S{1,200}:_(?:authToken|auth|password)=/, 10) ? '.npmrc _authToken' : null;
}
