import { cleanUrl } from '../clean-url.ts';
import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

const patterns: readonly RequestPattern[] = [
  // HTTP request sent, awaiting response... 403 Forbidden
  { form: /HTTP request sent, awaiting response\.\.\. (?<status>[1-5]\d\d)/, weight: 'plain' },
  // 2026-03-01 10:00:00 ERROR 403: Forbidden.
  // ERROR 403: Forbidden.
  { form: /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )?ERROR (?<status>[45]\d\d): / },
  // wget: server returned error: HTTP/1.1 404 Not Found
  { form: /wget: server returned error: HTTP\/[\d.]+ (?<status>\d{3})/ },
  // wget: unable to resolve host address 'files.example.com'
  { form: /wget: unable to resolve host address .(?<service>[\w.-]+)/, gives: { stage: 'dns' } },
  // wget: bad address 'files.example.com'
  { form: /wget: bad address .(?<service>[\w.-]+)/, gives: { stage: 'dns' } },
  // Connecting to files.example.com (files.example.com)|192.0.2.7|:443... failed: Connection refused.
  {
    form: /Connecting to (?<service>[\w.-]+).{0,80}failed: Connection (?:refused|timed out)/,
    gives: { stage: 'connect' },
  },
  // ERROR: cannot verify files.example.com's certificate, issued by 'CN=Example':
  { form: /ERROR: cannot verify (?<service>[\w.-]+)'s certificate/, gives: { stage: 'tls' } },
  // Username/Password Authentication Failed.
  { form: /^\s*Username\/Password Authentication Failed\./, gives: { status: 401, stage: 'authentication' } },
];

// --2026-03-01 10:00:00--  https://files.example.com/tool.tar.gz
const banner = /^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--\s+(?<url>\S+)/;

// https://files.example.com/tool.tar.gz:
const quietBanner = /^(?<url>https?:\/\/\S+):$/;

// wget --method=PUT --body-file=x https://files.example.com/tool.tar.gz
const command = /(?:^|[\s;|&])wget (?<arguments>.*)$/;

/** GNU wget and the one of BusyBox. */
export const wget: ClientReader = {
  client: 'wget',
  triggers: [
    'awaiting response...',
    'error 4',
    'error 5',
    'wget: ',
    'connecting to ',
    'cannot verify',
    'username/password auth',
  ],
  patterns,
  complete,
};

function complete(lines: RequestLines, sighting: Sighting): Sighting {
  const near = lines.before(sighting.line, quietBanner, 1) ?? lines.before(sighting.line, banner, 15);
  const sent = lines.before(sighting.line, command, 20);
  const words = sent?.groups['arguments'] ?? '';
  // wget -q https://files.example.com/tool.tar.gz
  const url = near?.groups['url'] ?? /(?<url>https?:\/\/[^\s"']+)/.exec(words)?.groups?.['url'];
  return {
    ...sighting,
    method: methodOf(words),
    url: url ? cleanUrl(url) : null,
    // The tool itself prints no credential, only its command line does.
    credential: /--(?:http-)?password\b/.test(words) ? '--password' : null,
    from: near?.index ?? sighting.from,
  };
}

function methodOf(words: string): string {
  // --method=PUT
  const named = /--method[= ](?<method>[A-Z]{3,7})/.exec(words)?.groups?.['method'];
  if (named) return named;
  if (words.includes('--post-')) return 'POST';
  return words.includes('--spider') ? 'HEAD' : 'GET';
}
