import { createRandom } from './random-numbers.ts';

/** A command of a job that went well, and what it printed. */
export interface OrdinaryStep {
  readonly command: string;
  readonly lines: readonly string[];
}

interface Dice {
  /** A whole number from `from` up to, not including, `to`. */
  number(from: number, to: number): number;
  pick(from: readonly string[]): string;
  hex(length: number): string;
}

interface StepKind {
  readonly command: string;
  readonly write: (dice: Dice) => readonly string[];
}

/**
 * Steps of a job in which all goes well, at least `lines` lines of them: the same seed gives the same steps.
 * They speak of 401 and 403, of errors and failures, as healthy logs do: in titles of passing tests, in
 * summaries that count none, in commands that end with `|| true`.
 */
export function ordinarySteps(lines: number, seed: number): OrdinaryStep[] {
  const dice = createDice(seed);
  const steps: OrdinaryStep[] = [];
  for (let written = 0; written < lines; ) {
    const kind = KINDS[steps.length % KINDS.length] ?? CLEAN_UP;
    const step = { command: kind.command, lines: kind.write(dice).slice(0, lines - written) };
    written += step.lines.length + 1;
    steps.push(step);
  }
  return steps;
}

/** What a job does whatever happened before: reports are kept, containers and caches put away. */
export function cleanUpSteps(lines: number, seed: number): OrdinaryStep[] {
  const dice = createDice(seed);
  const steps: OrdinaryStep[] = [];
  for (let written = 0; written < lines; ) {
    const kind = steps.length % 2 === 0 ? KEEP_REPORTS : CLEAN_UP;
    const step = { command: kind.command, lines: kind.write(dice).slice(0, lines - written) };
    written += step.lines.length + 1;
    steps.push(step);
  }
  return steps;
}

function createDice(seed: number): Dice {
  const random = createRandom(seed);
  const number = (from: number, to: number): number => from + Math.floor(random() * (to - from));
  return {
    number,
    pick: (from) => from[number(0, from.length)] ?? '',
    hex: (length) => Array.from({ length }, () => number(0, 16).toString(16)).join(''),
  };
}

/** `count` lines, each told its place. */
function rows(count: number, row: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => row(index));
}

const NOUNS = [
  'cart',
  'order',
  'invoice',
  'session',
  'profile',
  'search',
  'stock',
  'price',
  'report',
  'login',
];
const PACKAGES = [
  'left-align',
  'tiny-args',
  'path-walk',
  'color-name',
  'deep-copy',
  'once-only',
  'glob-lite',
];
const TITLES = [
  'returns 401 without a token',
  'answers 403 Forbidden to a reader who writes',
  'rejects an expired session',
  'throws when the order is empty',
  'retries after a timeout',
  'shows an error message for a wrong password',
  'adds up the items',
  'keeps the order of the rows',
];
const PYTHON_TITLES = [
  'returns_401_without_token',
  'answers_403_to_reader',
  'rejects_expired',
  'adds_up',
  'is_empty',
];
const GO_TITLES = [
  'ReturnsUnauthorized',
  'ForbiddenForReaders',
  'RejectsExpired',
  'AddsUp',
  'HandlesTimeout',
];

const CHECKOUT: StepKind = {
  command: 'git fetch --depth=1 origin main',
  write: ({ hex, number }) => [
    'Syncing repository: acme/shop',
    'Getting Git version info',
    "Working directory is '/home/ci/work/shop/shop'",
    'Initializing the repository',
    'Disabling automatic garbage collection',
    'Setting up auth',
    'Determining the checkout info',
    `remote: Enumerating objects: ${number(900, 4000)}, done.`,
    `remote: Counting objects: 100% (${number(400, 900)}/900), done.`,
    `Receiving objects: 100% (${number(900, 4000)}/4000), 2.31 MiB | 11.20 MiB/s, done.`,
    `Resolving deltas: 100% (${number(10, 300)}/300), done.`,
    'From https://git.example.com/acme/shop',
    ` * branch            main       -> FETCH_HEAD`,
    `HEAD is now at ${hex(7)} Sort the ${number(2, 90)} rows once`,
  ],
};

const NPM_CI: StepKind = {
  command: 'npm ci',
  write: ({ number, pick }) => [
    ...rows(
      6,
      () =>
        `npm warn deprecated ${pick(PACKAGES)}@${number(1, 6)}.${number(0, 9)}.0: use the one in the standard library`,
    ),
    '',
    `added ${number(300, 1400)} packages, and audited ${number(1400, 1500)} packages in ${number(4, 40)}s`,
    '',
    `${number(80, 200)} packages are looking for funding`,
    '  run `npm fund` for details',
    '',
    'found 0 vulnerabilities',
  ],
};

const ESLINT: StepKind = {
  command: 'eslint . && tsc --noEmit && prettier --check .',
  write: ({ number, pick }) => [
    `/home/ci/work/shop/shop/src/${pick(NOUNS)}.ts`,
    `  ${number(1, 90)}:${number(1, 40)}  warning  Unexpected console statement  no-console`,
    '',
    '✖ 1 problem (0 errors, 1 warning)',
    '',
    'Checking formatting...',
    'All matched files use Prettier code style!',
  ],
};

const JEST: StepKind = {
  command: 'npx jest --verbose',
  write: ({ number, pick }) => [
    ...Array.from({ length: 12 }).flatMap((_, suite) => [
      `PASS src/${pick(NOUNS)}-${suite}.test.ts (${number(1, 9)}.${number(100, 999)} s)`,
      `  ${pick(NOUNS)}`,
      ...rows(8, () => `    ✓ ${pick(TITLES)} (${number(1, 80)} ms)`),
    ]),
    '',
    'Test Suites: 12 passed, 12 total',
    'Tests:       96 passed, 96 total',
    'Snapshots:   0 total',
    `Time:        ${number(3, 40)}.${number(100, 999)} s`,
    'Ran all test suites.',
  ],
};

const GO_TEST: StepKind = {
  command: 'go test -race ./...',
  write: ({ number, pick }) => [
    ...rows(24, () => `Test${pick(GO_TITLES)}${number(1, 99)}`).flatMap((name) => [
      `=== RUN   ${name}`,
      `--- PASS: ${name} (0.${number(10, 99)}s)`,
    ]),
    'PASS',
    ...rows(14, () => `ok  \tgit.example.com/acme/shop/${pick(NOUNS)}\t${number(0, 9)}.${number(100, 999)}s`),
    '?   \tgit.example.com/acme/shop/cmd\t[no test files]',
  ],
};

const PYTEST: StepKind = {
  command: 'pytest -v',
  write: ({ number, pick }) => [
    '============================= test session starts ==============================',
    'platform linux -- Python 3.12.4, pytest-8.3.2, pluggy-1.5.0',
    'collected 40 items',
    '',
    ...rows(
      40,
      (at) =>
        `tests/test_${pick(NOUNS)}.py::test_${pick(PYTHON_TITLES)}_${at} PASSED [${String(Math.floor((at + 1) * 2.5)).padStart(3)}%]`,
    ),
    '',
    `============================== 40 passed in ${number(1, 30)}.${number(10, 99)}s ==============================`,
  ],
};

const CONTAINERS: StepKind = {
  command: 'docker compose pull && docker compose up -d --wait',
  write: ({ hex, number }) => [
    '16: Pulling from library/postgres',
    ...rows(14, () => hex(12)).flatMap((layer) => [
      `${layer}: Pulling fs layer`,
      `${layer}: Download complete`,
      `${layer}: Pull complete`,
    ]),
    `Digest: sha256:${hex(64)}`,
    'Status: Downloaded newer image for postgres:16',
    ' Container shop-db-1  Started',
    ` Container shop-db-1  Healthy`,
    `database is ready after ${number(1, 9)} tries`,
  ],
};

const BUILD: StepKind = {
  command: 'make build',
  write: ({ number, pick }) => [
    ...rows(
      30,
      (at) =>
        `[${String(Math.floor((at + 1) * 3.3)).padStart(3)}%] Building CXX object src/CMakeFiles/shop.dir/${pick(NOUNS)}_${at}.cpp.o`,
    ),
    '[100%] Linking CXX executable shop',
    ...rows(24, () => `   Compiling ${pick(PACKAGES)} v${number(0, 3)}.${number(0, 30)}.${number(0, 9)}`),
    `    Finished \`dev\` profile [unoptimized + debuginfo] target(s) in ${number(9, 90)}.${number(10, 99)}s`,
    ...rows(
      18,
      () =>
        `[INFO] Compiling ${number(3, 80)} source files to /home/ci/work/shop/shop/${pick(NOUNS)}/target/classes`,
    ),
    `[INFO] Tests run: ${number(10, 400)}, Failures: 0, Errors: 0, Skipped: 0`,
    ...rows(
      16,
      () =>
        `dist/assets/${pick(NOUNS)}-${number(1000, 9999)}.js   ${number(4, 400)}.20 kB │ gzip: ${number(1, 90)}.11 kB`,
    ),
    `✓ built in ${number(2, 30)}.${number(10, 99)}s`,
  ],
};

const PIP: StepKind = {
  command: 'pip install -r requirements.txt',
  write: ({ number, pick }) => [
    ...rows(16, () => pick(PACKAGES)).flatMap((name) => [
      `Collecting ${name}==${number(1, 9)}.${number(0, 20)}`,
      `  Downloading ${name}-py3-none-any.whl (${number(10, 900)} kB)`,
    ]),
    'Installing collected packages: left-align, tiny-args, path-walk, color-name',
    'Successfully installed color-name-2.1 left-align-1.3 path-walk-0.9 tiny-args-4.0',
  ],
};

const TOLERANT: StepKind = {
  command: 'rm build.lock || true',
  write: ({ number }) => [
    'curl -fsS http://127.0.0.1:8080/healthz || true',
    '{"status":"ok","errors":0}',
    `0 errors, 0 failures in ${number(100, 900)} checks`,
    'no error log was written',
    ...rows(12, () => `10.0.0.${number(2, 200)} - - "GET /healthz HTTP/1.1" 200 ${number(15, 90)}`),
  ],
};

const KINDS = [CHECKOUT, NPM_CI, ESLINT, JEST, GO_TEST, CONTAINERS, BUILD, PYTEST, PIP, TOLERANT];

const KEEP_REPORTS: StepKind = {
  command: 'ls reports',
  write: ({ hex, number, pick }) => [
    `With the provided path, there will be ${number(20, 40)} files uploaded`,
    ...rows(40, (at) => `reports/${pick(NOUNS)}-${at}.html  ${number(2, 900)} kB  ${hex(12)}`),
    `Artifact reports has been successfully uploaded! Final size is ${number(10_000, 90_000)} bytes.`,
  ],
};

const CLEAN_UP: StepKind = {
  command: 'docker compose down',
  write: ({ number, pick }) => [
    ...rows(6, () => ` Container shop-${pick(NOUNS)}-1  Removed`),
    ' Network shop_default  Removed',
    `Cache saved with key: npm-linux-${number(1000, 9999)}`,
    ...rows(12, () => `removed cache entry ${pick(PACKAGES)}-${number(1, 9)}.${number(0, 9)}`),
  ],
};
