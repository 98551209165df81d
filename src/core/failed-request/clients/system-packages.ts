import { cleanUrl } from '../clean-url.ts';
import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

const get = { method: 'GET' } as const;

const patterns: readonly RequestPattern[] = [
  // E: Failed to fetch http://deb.example.com/dists/stable/InRelease  403  Forbidden [IP: 192.0.2.7 80]
  { form: /^[EW]: Failed to fetch (?<url>\S+)\s+(?<status>\d{3})\s/, gives: { ...get, client: 'apt' } },
  // E: Failed to fetch http://deb.example.com/dists/stable/InRelease  Could not resolve 'deb.example.com'
  { form: /^[EW]: Failed to fetch (?<url>\S+)\s/, gives: { ...get, client: 'apt' } },
  //   403  Forbidden [IP: 192.0.2.7 80]
  { form: /^\s{2}(?<status>[45]\d\d)\s{2}\S/, gives: { ...get, client: 'apt' } },
  // Status code: 403 for https://rpm.example.com/repodata/repomd.xml (IP: 192.0.2.7)
  { form: /Status code: (?<status>\d{3}) for (?<url>https?:\S+)/, gives: { ...get, client: 'dnf' } },
  // ERROR: https://apk.example.com/v3.20/main: Permission denied
  {
    form: /^(?:ERROR|WARNING): (?:fetching |opening )?(?<url>https?:\S+): (?:Permission denied|remote server returned error|HTTP 403)/i,
    gives: { ...get, client: 'apk' },
  },
  // error NU1301: Unable to load the service index for source https://nuget.example.com/v3/index.json.
  {
    form: /NU1301: Unable to load the service index for source (?<url>https?:\S+)/,
    gives: { ...get, client: 'nuget' },
  },
  // Response status code does not indicate success: 401 (Unauthorized).
  { form: /Response status code does not indicate success: (?<status>\d{3})/, gives: { client: 'dotnet' } },
  // The "https://packages.example.com/p2/acme/ui.json" file could not be downloaded (HTTP/2 403 )
  {
    form: /The "(?<url>https?:[^"]+)" file could not be downloaded \(HTTP\/[\d.]+ (?<status>\d{3})/,
    gives: { ...get, client: 'composer' },
  },
  // Could not authenticate against github.com
  {
    form: /Could not authenticate against (?<service>\S+)/,
    gives: { client: 'composer', stage: 'authentication' },
  },
  // Authentication is required for gems.example.com.
  {
    form: /(?:Authentication is required for|Bad username or password for) (?<service>\S+[\w/])/,
    gives: { client: 'bundler', stage: 'authentication' },
  },
  // Gem::RemoteFetcher::FetchError: bad response Forbidden 403 (https://gems.example.com/specs.4.8.gz)
  {
    form: /bad response .{0,40}?(?<status>\d{3}) \((?<url>https?:[^\s)]+)\)/,
    gives: { ...get, client: 'gem' },
  },
];

/** apt, dnf, apk, NuGet, Composer, Bundler and RubyGems. */
export const systemPackages: ClientReader = {
  client: 'apt',
  triggers: [
    'failed to fetch',
    '[ip: ',
    'status code: ',
    'permission denied',
    'remote server returned error',
    'nu1301',
    'does not indicate success',
    'could not be downloaded',
    'could not authenticate against',
    'authentication is required for',
    'bad username or password',
    'bad response',
  ],
  patterns,
  complete,
};

// Err:1 http://deb.example.com stable InRelease
const aptError = /^Err:\d+ (?<url>\S+)/;
// Response status code does not indicate success: 401 (Unauthorized).
const dotnetStatus = /does not indicate success: (?<status>\d{3})/;

function complete(lines: RequestLines, sighting: Sighting): Sighting | null {
  if (sighting.client === 'apt' && !sighting.url) {
    const url = lines.before(sighting.line, aptError, 1)?.groups['url'];
    return url ? { ...sighting, url: cleanUrl(url) } : null;
  }
  if (sighting.client === 'nuget') {
    const status =
      dotnetStatus.exec(lines.text(sighting.line)) ?? lines.after(sighting.line, dotnetStatus, 3);
    const code = status?.groups?.['status'];
    return { ...sighting, status: code ? Number(code) : null };
  }
  return sighting;
}
