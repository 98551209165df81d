import { cleanUrl } from '../clean-url.ts';
import type { ClientReader, RequestPattern, Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

const authentication = { stage: 'authentication' } as const;
const authorization = { stage: 'authorization' } as const;

const overHttps: readonly RequestPattern[] = [
  // fatal: unable to access 'https://git.example.com/acme/ui.git/': The requested URL returned error: 403
  { form: /unable to access '(?<url>[^']+)': The requested URL returned error: (?<status>\d{3})/ },
  // fatal: unable to access 'https://git.example.com/acme/ui.git/': CONNECT tunnel failed, response 407
  {
    form: /unable to access '(?<url>[^']+)': .{0,60}(?:response|HTTP code) (?<status>407)/,
    gives: { stage: 'proxy' },
  },
  // fatal: unable to access 'https://git.example.com/acme/ui.git/': Could not resolve host: git.example.com
  { form: /unable to access '(?<url>[^']+)': / },
  // fatal: Authentication failed for 'https://git.example.com/acme/ui.git/'
  { form: /Authentication failed for '(?<url>[^']+)'/, gives: authentication },
  // fatal: could not read Username for 'https://git.example.com': terminal prompts disabled
  { form: /could not read (?:Username|Password) for '(?<url>[^']+)'/, gives: authentication },
  // error: RPC failed; HTTP 403 curl 22 The requested URL returned error: 403
  { form: /RPC failed; (?:HTTP|result=22, HTTP code =) (?<status>\d{3})/ },
  // fatal: repository 'https://git.example.com/acme/ui.git/' not found
  { form: /fatal: repository '(?<url>[^']+)' not found/, gives: { status: 404 } },
  // remote: Permission to acme/ui.git denied to github-actions[bot].
  {
    form: /remote: (?:Permission to \S+ denied to |Write access to repository not granted)/,
    gives: authorization,
  },
  // remote: GitLab: You are not allowed to push code to protected branches on this project.
  {
    form: /remote: (?:ERROR: )?(?:GitLab: )?You are not allowed to (?:push|upload|force)/,
    gives: authorization,
  },
  // remote: Invalid username or token. Password authentication is not supported for Git operations.
  {
    form: /remote: (?:Invalid (?:username|credentials)|HTTP Basic: Access denied|Support for password auth)/,
    gives: authentication,
  },
  // remote: Repository not found.
  {
    form: /remote: (?:Repository not found|Not Found|The project you were looking for could not be found)/,
  },
  // ! [remote rejected] main -> main (refusing to allow a GitHub App to create or update workflow without `workflows` permission)
  { form: /\[remote rejected\].{0,200}\(refusing to allow /, gives: authorization },
  // batch response: Authorization error: https://git.example.com/acme/ui.git/info/lfs/objects/batch
  {
    form: /(?:Authorization error|Authentication required): (?<url>https?:\S+)/,
    gives: { ...authentication, client: 'git-lfs' },
  },
  // LFS: Client error: https://git.example.com/acme/ui.git/info/lfs/objects/abc from HTTP 403
  {
    form: /(?:Client|Fatal|Server) error: (?<url>https?:\S+) from HTTP (?<status>\d{3})/,
    gives: { client: 'git-lfs' },
  },
];

const overSsh: readonly RequestPattern[] = [
  // git@git.example.com: Permission denied (publickey).
  {
    form: /(?:^|\s)(?:[\w.-]+@)?(?<service>[\w-]+(?:\.[\w-]+)+): Permission denied \([a-z,-]{3,80}\)/,
    gives: authentication,
  },
  // ERROR: Permission to acme/ui.git denied to deploy-bot.
  {
    form: /ERROR: (?:Permission to \S+ denied|The key you are authenticating with has been marked as read only)/,
    gives: authorization,
  },
  // ERROR: Repository not found.
  { form: /^ERROR: Repository not found\.$/, gives: { status: null } },
  // Host key verification failed.
  { form: /^Host key verification failed\.$/, gives: { stage: 'tls' } },
  // ssh: Could not resolve hostname git.example.com: Name or service not known
  { form: /ssh: Could not resolve hostname (?<service>[^\s:]+)/, gives: { stage: 'dns' } },
  // ssh: connect to host git.example.com port 22: Connection refused
  { form: /ssh: connect to host (?<service>\S+) port \d+: /, gives: { stage: 'connect' } },
];

/** git over HTTPS and SSH, with Git LFS. git itself prints no method. */
export const git: ClientReader = {
  client: 'git',
  triggers: [
    'unable to access',
    'authentication failed for',
    'could not read username',
    'could not read password',
    'rpc failed',
    'fatal: repository',
    'remote: ',
    'remote rejected',
    'authorization error:',
    'authentication required:',
    'error: http',
    'permission denied (',
    'error: permission to',
    'error: the key you',
    'error: repository not found',
    'host key verification',
    'ssh: co',
  ],
  patterns: [...overHttps, ...overSsh],
  complete,
};

// error: failed to push some refs to 'https://git.example.com/acme/ui.git'
// To https://git.example.com/acme/ui.git
const remote = /(?:^To |failed to push some refs to ')(?<url>(?:https?:\/\/|ssh:\/\/|git@)[^\s']+)/;

/** Words of the remote stand beside the line that names it. */
function complete(lines: RequestLines, sighting: Sighting): Sighting {
  if (sighting.url) return sighting;
  const found = lines.after(sighting.line, remote, 12) ?? lines.before(sighting.line, remote, 12);
  const url = found?.groups['url'];
  return url ? { ...sighting, url: cleanUrl(url) } : sighting;
}
