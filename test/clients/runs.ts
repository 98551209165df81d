import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientRun } from '../support/client-runs.ts';

const host = (server: string): string => server.replace('http://', '');
const shell = (script: string): readonly string[] => ['bash', '-xc', script];
const npmFiles =
  (path: string) =>
  (server: string): Record<string, string> => ({
    '.npmrc': `registry=${server}/${path}/\n//${host(server)}/${path}/:_authToken=made-up-for-tests\nfetch-retries=0\nupdate-notifier=false\n`,
    'package.json': '{"name":"@acme/ui","version":"1.0.0","files":[]}',
  });
const octokit = pathToFileURL(resolve('node_modules/octokit/dist-bundle/index.js')).href;

/** Every client we run, in every manner in which CI logs show it. */
export const clientRuns: readonly ClientRun[] = [
  {
    name: 'curl-verbose-401',
    program: 'curl',
    command: (s) => ['curl', '-sSv', `${s}/401/api/jobs`],
    expected: { method: 'GET', path: '/401/api/jobs', status: 401 },
  },
  {
    name: 'curl-verbose-403',
    program: 'curl',
    command: (s) => [
      'curl',
      '-sSv',
      '-X',
      'DELETE',
      '-H',
      'Authorization: Bearer made-up-for-tests',
      `${s}/403/api/jobs/7`,
    ],
    expected: { method: 'DELETE', path: '/403/api/jobs/7', status: 403 },
  },
  {
    name: 'curl-fail-403',
    program: 'curl',
    command: (s) => shell(`curl -fsS -X POST -d '{}' ${s}/403/api/jobs`),
    expected: { method: 'POST', path: '/403/api/jobs', status: 403 },
  },
  {
    name: 'curl-include-401',
    program: 'curl',
    command: (s) => shell(`curl -si ${s}/401/api/me`),
    expected: { method: 'GET', path: '/401/api/me', status: 401 },
  },
  {
    name: 'curl-write-out-403',
    program: 'curl',
    command: (s) => shell(`curl -s -o /dev/null -w '%{http_code}\\n' -T /etc/hostname ${s}/403/api/files/a`),
    expected: { method: 'PUT', path: '/403/api/files/a', status: 403 },
  },
  {
    name: 'wget-401',
    program: 'wget',
    command: (s) => ['wget', '-O', 'out', `${s}/401/files/a.tgz`],
    expected: { method: 'GET', path: '/401/files/a.tgz', status: 401 },
  },
  {
    name: 'wget-403',
    program: 'wget',
    command: (s) => ['wget', '-nv', '-O', 'out', `${s}/403/files/a.tgz`],
    expected: { method: 'GET', path: '/403/files/a.tgz', status: 403 },
  },
  {
    name: 'git-clone-401',
    program: 'git',
    command: (s) => ['git', 'clone', `${s}/401/git/acme/ui.git`],
    env: { GIT_TERMINAL_PROMPT: '0', GIT_TRACE_CURL: '1', GIT_TRACE_CURL_NO_DATA: '1' },
    expected: { method: 'GET', path: '/401/git/acme/ui.git/info/refs', status: 401 },
  },
  {
    name: 'git-clone-403',
    program: 'git',
    command: (s) => ['git', 'clone', `${s}/403/git/acme/ui.git`],
    env: { GIT_TERMINAL_PROMPT: '0' },
    expected: { method: null, path: '/403/git/acme/ui.git/', status: 403 },
  },
  {
    name: 'npm-install-401',
    program: 'npm',
    command: () => ['npm', 'install', '@acme/kit'],
    files: npmFiles('401/npm'),
    expected: { method: null, path: null, status: 401 },
  },
  {
    name: 'npm-install-http-401',
    program: 'npm',
    command: () => ['npm', 'install', '--loglevel', 'http', '@acme/kit'],
    files: npmFiles('401/npm'),
    expected: { method: 'GET', path: '/401/npm/@acme%2fkit', status: 401 },
  },
  {
    name: 'npm-install-403',
    program: 'npm',
    command: () => ['npm', 'install', '@acme/kit'],
    files: npmFiles('403/npm'),
    expected: { method: 'GET', path: '/403/npm/@acme%2fkit', status: 403 },
  },
  {
    name: 'npm-publish-403',
    program: 'npm',
    command: () => ['npm', 'publish'],
    files: npmFiles('403/npm'),
    expected: { method: 'PUT', path: '/403/npm/@acme%2fui', status: 403 },
  },
  {
    name: 'npm-publish-404',
    program: 'npm',
    command: () => ['npm', 'publish'],
    files: npmFiles('404/npm'),
    expected: { method: 'PUT', path: '/404/npm/@acme%2fui', status: 404 },
  },
  {
    name: 'pip-index-401',
    program: 'pip',
    command: (s) => [
      'pip',
      'download',
      '--no-input',
      '--retries',
      '0',
      '--disable-pip-version-check',
      '-vv',
      '-i',
      `${s}/401/simple`,
      'acme',
    ],
    expected: { method: 'GET', path: '/401/simple/acme/', status: 401 },
  },
  {
    name: 'pip-file-403',
    program: 'pip',
    command: (s) => [
      'pip',
      'download',
      '--no-input',
      '--disable-pip-version-check',
      `${s}/403/simple/acme-1.0.tar.gz`,
    ],
    expected: { method: 'GET', path: '/403/simple/acme-1.0.tar.gz', status: 403 },
  },
  {
    name: 'urllib-401',
    program: 'python3',
    command: () => ['python3', 'call.py'],
    files: (s) => ({ 'call.py': `import urllib.request\nurllib.request.urlopen("${s}/401/api/me")\n` }),
    expected: { method: 'GET', path: '/401/api/me', status: 401 },
  },
  {
    name: 'node-fetch-403',
    program: 'node',
    command: () => ['node', 'call.mjs'],
    files: (s) => ({
      'call.mjs': `const response = await fetch('${s}/403/api/jobs');\nconsole.error(response);\nprocess.exit(1);\n`,
    }),
    expected: { method: null, path: '/403/api/jobs', status: 403 },
  },
  {
    name: 'node-fetch-401',
    program: 'node',
    command: () => ['node', 'call.mjs'],
    files: (s) => ({
      'call.mjs': `const url = '${s}/401/api/jobs';\nconst response = await fetch(url, { method: 'POST' });\nif (!response.ok) throw new Error(\`POST \${url} failed: \${response.status} \${response.statusText}\`);\n`,
    }),
    expected: { method: 'POST', path: '/401/api/jobs', status: 401 },
  },
  {
    name: 'octokit-403',
    program: 'node',
    command: () => ['node', 'call.mjs'],
    files: (s) => ({
      'call.mjs': `import { Octokit } from '${octokit}';\nconst client = new Octokit({ baseUrl: '${s}/403/api', auth: 'made-up-for-tests', throttle: { enabled: false }, retry: { enabled: false } });\nawait client.request('POST /repos/acme/ui/issues', { title: 'x' });\n`,
    }),
    expected: { method: 'POST', path: '/403/api/repos/acme/ui/issues', status: 403 },
  },
  {
    name: 'maven-401',
    program: 'mvn',
    command: () => ['mvn', '-B', '-s', 'settings.xml', '-Dmaven.repo.local=repo', 'validate'],
    files: (s) => ({
      'settings.xml': `<settings><mirrors><mirror><id>acme</id><mirrorOf>*</mirrorOf><url>${s}/401/maven</url></mirror></mirrors></settings>`,
      'pom.xml':
        '<project><modelVersion>4.0.0</modelVersion><parent><groupId>acme</groupId><artifactId>parent</artifactId><version>1.0</version></parent><artifactId>ui</artifactId></project>',
    }),
    expected: { method: 'GET', path: '/401/maven/acme/parent/1.0/parent-1.0.pom', status: 401 },
  },
  {
    name: 'cargo-403',
    program: 'cargo',
    command: () => ['cargo', 'fetch'],
    files: (s) => ({
      '.cargo/config.toml': `[registries.acme]\nindex = "sparse+${s}/403/cargo/"\n[net]\nretry = 0\n`,
      'Cargo.toml':
        '[package]\nname = "ui"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\nkit = { version = "1", registry = "acme" }\n',
      'src/lib.rs': '',
    }),
    expected: { method: 'GET', path: '/403/cargo/config.json', status: 403 },
  },
  {
    name: 'java-403',
    program: 'java',
    command: (s) => ['java', 'Call.java', `${s}/403/api/jobs`],
    files: () => ({
      'Call.java':
        'import java.net.*;\npublic class Call {\n  public static void main(String[] words) throws Exception {\n    URI.create(words[0]).toURL().openStream();\n  }\n}\n',
    }),
    expected: { method: null, path: '/403/api/jobs', status: 403 },
  },
  {
    name: 'docker-manifest-403',
    program: 'docker',
    command: (s) => ['docker', 'manifest', 'inspect', '--insecure', `${host(s)}/s403/ui:1.0`],
    expected: { method: null, path: null, status: null },
  },
  {
    name: 'kubectl-403',
    program: 'kubectl',
    command: (s) => ['kubectl', '-v=6', '--server', s, 'get', '--raw', '/403/k8s/api/v1/pods'],
    expected: { method: 'GET', path: '/403/k8s/api/v1/pods', status: 403 },
  },
  {
    name: 'aws-403',
    program: 'aws',
    command: (s) => [
      'aws',
      '--endpoint-url',
      `${s}/403/s3`,
      's3api',
      'head-object',
      '--bucket',
      'acme',
      '--key',
      'a',
    ],
    env: {
      AWS_ACCESS_KEY_ID: 'made-up',
      AWS_SECRET_ACCESS_KEY: 'made-up',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_MAX_ATTEMPTS: '1',
    },
    expected: { method: null, path: null, status: 403 },
  },
  {
    name: 'apt-403',
    program: 'apt-get',
    command: (_s, home) => [
      'apt-get',
      '-o',
      `Dir::Etc::sourcelist=${home}/sources.list`,
      '-o',
      'Dir::Etc::sourceparts=/dev/null',
      '-o',
      `Dir::State=${home}/state`,
      '-o',
      `Dir::Cache=${home}/cache`,
      '-o',
      'Acquire::Retries=0',
      '-o',
      'APT::Sandbox::User=root',
      'update',
    ],
    files: (s) => ({
      'sources.list': `deb [trusted=yes] ${s}/403/deb stable main\n`,
      'state/lists/partial/.keep': '',
      'cache/archives/partial/.keep': '',
    }),
    expected: { method: 'GET', path: '/403/deb/dists/stable/main/binary-amd64/Packages', status: 403 },
  },
];
