/**
 * The text with every path written as it would be from the repository's root: without the workspace of a CI
 * service, a home directory or a temporary folder, with `/` between the parts.
 * Cost: one pass.
 */
export function maskPaths(text: string): string {
  if (!text.includes('/') && !text.includes('\\')) return text;
  return text.replace(BACKSLASH, '/').replace(ABSOLUTE, shortenPath).replace(RELATIVE_START, '');
}

// C:\Users   ·   src\app.ts     (one backslash, or an escaped one, between two names)
const BACKSLASH = /(?<=[\w.:@-])\\{1,2}(?=[\w.@-])/g;
// /home/runner/work/app/app/src/a.ts   ·   D:/a/app/app/src/a.ts   ·   file:///tmp/x   ·   ~/.npmrc
const ABSOLUTE = /(?<![\w.>~@/-])(?:file:\/\/)?(?:[A-Za-z]:|~)?\/[\w.@+=~%-][\w.@+=~%/-]{0,400}/g;
// ./src/a.ts   ·   ../src/a.ts
const RELATIVE_START = /(?<![\w./])(?:\.{1,2}\/)+(?=[\w@])/g;

// file:///home   ·   D:/a
const PATH_HEAD = /^(?:file:\/\/)?(?:[A-Za-z]:)?(?=[/~])/;

// Where services and people check a repository out. The longest first where one contains another.
const WORKSPACES: readonly RegExp[] = [
  // /home/runner/work/app/app/   ·   /Users/runner/work/1/s/   ·   /home/runner/actions-runner/_work/app/app/
  /^\/(?:home|Users)\/\w{1,40}(?:\/actions-runner)?\/_?work\/[^/]+\/[^/]+\//,
  // /__w/app/app/   ·   D:/a/app/app/   ·   D:/a/1/s/   ·   D:/a/_work/1/s/
  /^\/(?:__w|a|agent\/_work|_work)(?:\/_work)?\/[^/]+\/[^/]+\//,
  // /github/workspace/   ·   /opt/atlassian/pipelines/agent/build/   ·   /drone/src/   ·   /bitrise/src/
  /^\/(?:github\/workspace|opt\/atlassian\/pipelines\/agent\/build|drone\/src|bitrise\/src|root\/(?:project|repo))\//,
  // /builds/x1y2z3/0/acme/app/   ·   /builds/acme/app/
  /^\/builds\/(?:[\w-]{6,12}\/\d{1,3}\/)?[^/]+\/[^/]+\//,
  // /var/lib/jenkins/workspace/app_main@2/   ·   /home/jenkins/agent/workspace/app/   ·   /Jenkins/workspace/app/
  /^\/(?:[\w.-]+\/){0,4}workspace\/[^/]+\//i,
  // /var/lib/buildkite-agent/builds/host-1/acme/app/
  /^\/(?:[\w.-]+\/){0,4}builds\/[^/]+\/[^/]+\/[^/]+\//,
  // /home/travis/build/acme/app/   ·   /home/circleci/project/
  /^\/home\/(?:travis\/build\/[^/]+|circleci)\/[^/]+\//,
  // /opt/buildagent/work/9f8e7d6c5b4a3210/   (TeamCity)
  /^\/(?:[\w.-]+\/){1,4}work\/[0-9a-f]{16}\//i,
  // /codebuild/output/src123/src/app/   ·   /workspaces/app/
  /^\/(?:codebuild\/output\/[^/]+\/src|workspaces)\/[^/]+\//,
  // /usr/src/app/   ·   /app/   ·   /workspace/   ·   /code/
  /^\/(?:usr\/src\/app|app|workspace(?:\/source)?|code)\//,
];

// /tmp/x   ·   /var/folders/ab/x/T/   ·   /home/runner/work/_temp/x.sh   ·   C:/Users/me/AppData/Local/Temp/x
const TEMPORARY =
  /^(?:\/tmp|\/var\/tmp|\/private\/var\/folders|\/var\/folders|\/dev\/shm|\/(?:[\w.@ -]+\/){1,5}(?:_temp|Temp|tmp))(?:\/|$)/i;
// setup.py   ·   conftest.py     (a name someone gave: no digits, a short ending)
const GIVEN_NAME = /^[A-Za-z_-]+\.[a-z]{1,5}$/;

// /opt/python/lib/python3.11/site-packages/requests/x.py   ·   /x/node_modules/express/index.js   ·   /root/go/pkg/mod/y
const LIBRARY =
  /^.*\/(?:node_modules|site-packages|dist-packages|pkg\/mod|\.m2\/repository|registry\/src\/[^/]+)\//;
// /home/me/   ·   /Users/me/   ·   /root/   ·   ~/
const HOME = /^(?:\/home\/[^/]+|\/Users\/[^/]+|\/root|~)\//i;
// src/   ·   packages/     (a folder near a repository's root)
const SOURCE_FOLDER =
  /^.*?\/((?:src|tests?|packages|cmd|internal|pkg|spec|e2e|scripts|crates|modules|services|components)\/.+)$/;

function shortenPath(path: string): string {
  const plain = path.replace(PATH_HEAD, '');
  if (TEMPORARY.test(plain)) return shortenTemporary(plain);
  const library = plain.replace(LIBRARY, '');
  if (library !== plain) return library;
  for (const workspace of WORKSPACES) {
    if (workspace.test(`${plain}/`)) return `${plain}/`.replace(workspace, '').replace(/\/$/, '') || '<root>';
  }
  const home = plain.replace(HOME, '');
  return home === plain ? shortenUnknown(plain) : dropCheckout(home);
}

function shortenTemporary(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return GIVEN_NAME.test(name) ? `<tmp>/${name}` : '<tmp>';
}

/** `app/src/a.ts` below a home is a checkout named `app`; `.npm/x` is not. */
function dropCheckout(path: string): string {
  const source = SOURCE_FOLDER.exec(`/${path}`)?.[1];
  if (source) return source;
  return path.startsWith('.') ? path : path.slice(path.indexOf('/') + 1);
}

const KEPT_PARTS = 3;

function shortenUnknown(path: string): string {
  const source = SOURCE_FOLDER.exec(path)?.[1];
  const parts = path.split('/');
  if (source && parts.length > KEPT_PARTS) return source;
  return parts.slice(-KEPT_PARTS).join('/');
}
