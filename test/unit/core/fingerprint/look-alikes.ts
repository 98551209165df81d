/** Two failures that read alike and have different causes: [what differs, one log, the other]. */
export const LOOK_ALIKES: readonly (readonly [what: string, one: string, other: string])[] = [
  [
    'tsc: code',
    'src/a.ts(3,5): error TS2345: Argument is wrong.',
    'src/a.ts(3,5): error TS2322: Argument is wrong.',
  ],
  ['tsc: file', 'src/a.ts(3,5): error TS2322: Type is wrong.', 'src/b.ts(3,5): error TS2322: Type is wrong.'],
  [
    'tsc: type',
    "src/a.ts(3,5): error TS2322: Type 'string' is not assignable to type 'number'.",
    "src/a.ts(3,5): error TS2322: Type 'string' is not assignable to type 'boolean'.",
  ],
  [
    'node: module',
    "Error: Cannot find module 'express'\n  code: 'MODULE_NOT_FOUND',",
    "Error: Cannot find module 'fastify'\n  code: 'MODULE_NOT_FOUND',",
  ],
  [
    'python: module',
    "ModuleNotFoundError: No module named 'httpx'",
    "ModuleNotFoundError: No module named 'yaml'",
  ],
  [
    'curl: status',
    'curl: (22) The requested URL returned error: 401',
    'curl: (22) The requested URL returned error: 403',
  ],
  [
    'curl: host',
    'curl: (6) Could not resolve host: api.example.com',
    'curl: (6) Could not resolve host: cdn.example.com',
  ],
  [
    'npm: status',
    'npm error code E401\nnpm error 401 Unauthorized - GET https://npm.example.com/acme-ui',
    'npm error code E403\nnpm error 403 403 Forbidden - GET https://npm.example.com/acme-ui',
  ],
  [
    'npm: host',
    'npm error code E401\nnpm error 401 Unauthorized - GET https://npm.example.com/acme-ui',
    'npm error code E401\nnpm error 401 Unauthorized - GET https://npm.example.org/acme-ui',
  ],
  [
    'npm: package',
    'npm error code E404\nnpm error 404 Not Found - GET https://npm.example.com/acme-ui - Not found',
    'npm error code E404\nnpm error 404 Not Found - GET https://npm.example.com/acme-db - Not found',
  ],
  [
    'npm: version',
    'npm error code ETARGET\nnpm error notarget No matching version found for acme-ui@^9.1.0.',
    'npm error code ETARGET\nnpm error notarget No matching version found for acme-ui@^3.0.0.',
  ],
  [
    'npm: peers',
    'npm error code ERESOLVE\nnpm error ERESOLVE could not resolve\nnpm error peer react@"^17.0.0" from acme-ui@2.1.0',
    'npm error code ERESOLVE\nnpm error ERESOLVE could not resolve\nnpm error peer vue@"^2.7.0" from acme-ui@2.1.0',
  ],
  [
    'npm: who wants the peer',
    'npm error code ERESOLVE\nnpm error ERESOLVE could not resolve\nnpm error peer react@"^17.0.0" from acme-ui@2.1.0',
    'npm error code ERESOLVE\nnpm error ERESOLVE could not resolve\nnpm error peer react@"^17.0.0" from acme-forms@2.1.0',
  ],
  [
    'npm: lock file',
    'npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync.\nnpm error Missing: acme-ui@2.1.0 from lock file',
    'npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync.\nnpm error Missing: acme-db@2.1.0 from lock file',
  ],
  ['npm: script', 'npm error Missing script: "build:prod"', 'npm error Missing script: "build:test"'],
  [
    'jest: test',
    'FAIL src/cart.test.js\n  ● total › adds tax\nTests:       1 failed, 11 passed, 12 total',
    'FAIL src/cart.test.js\n  ● total › rounds\nTests:       1 failed, 11 passed, 12 total',
  ],
  [
    'jest: file',
    'FAIL src/cart.test.js\n  ● total › adds tax\nTests:       1 failed, 11 passed, 12 total',
    'FAIL src/price.test.js\n  ● total › adds tax\nTests:       1 failed, 11 passed, 12 total',
  ],
  [
    'pytest: test',
    'FAILED tests/test_cart.py::test_total - assert 15 == 18\n=== 1 failed, 3 passed in 0.79s ===',
    'FAILED tests/test_cart.py::test_empty - assert 15 == 18\n=== 1 failed, 3 passed in 0.79s ===',
  ],
  [
    'pytest: reason',
    'FAILED tests/test_cart.py::test_total - assert 15 == 18\n=== 1 failed, 3 passed in 0.79s ===',
    "FAILED tests/test_cart.py::test_total - KeyError: 'tax'\n=== 1 failed, 3 passed in 0.79s ===",
  ],
  [
    'go: test',
    '--- FAIL: TestTotal (0.00s)\nFAIL\tgit.example.com/acme/app/cart\t0.012s',
    '--- FAIL: TestEmpty (0.00s)\nFAIL\tgit.example.com/acme/app/cart\t0.012s',
  ],
  [
    'go: package',
    '--- FAIL: TestTotal (0.00s)\nFAIL\tgit.example.com/acme/app/cart\t0.012s',
    '--- FAIL: TestTotal (0.00s)\nFAIL\tgit.example.com/acme/app/price\t0.012s',
  ],
  ['go: symbol', './main.go:12:3: undefined: loadCart', './main.go:12:3: undefined: saveCart'],
  [
    'java: file',
    '[ERROR] COMPILATION ERROR :\n[ERROR] /builds/acme/shop/src/main/java/com/acme/Cart.java:[4,17] cannot find symbol',
    '[ERROR] COMPILATION ERROR :\n[ERROR] /builds/acme/shop/src/main/java/com/acme/Price.java:[4,17] cannot find symbol',
  ],
  [
    'java: message',
    '[ERROR] COMPILATION ERROR :\n[ERROR] /builds/acme/shop/src/main/java/com/acme/Cart.java:[4,17] cannot find symbol',
    "[ERROR] COMPILATION ERROR :\n[ERROR] /builds/acme/shop/src/main/java/com/acme/Cart.java:[4,17] ';' expected",
  ],
  [
    'maven: artifact',
    '[ERROR] Failed to execute goal on project shop: Could not resolve dependencies for project com.acme:shop:jar:1.0: Could not find artifact com.acme:ledger:jar:3.1.0 in acme-releases',
    '[ERROR] Failed to execute goal on project shop: Could not resolve dependencies for project com.acme:shop:jar:1.0: Could not find artifact com.acme:audit:jar:3.1.0 in acme-releases',
  ],
  [
    'rust: code',
    'error[E0308]: mismatched types\nerror: could not compile `app` (bin "app") due to 1 previous error',
    'error[E0382]: mismatched types\nerror: could not compile `app` (bin "app") due to 1 previous error',
  ],
  [
    'rust: crate',
    'error[E0308]: mismatched types\nerror: could not compile `app` (bin "app") due to 1 previous error',
    'error[E0308]: mismatched types\nerror: could not compile `core` (lib) due to 1 previous error',
  ],
  [
    'eslint: rule',
    "/repo/src/cart.js\n  3:9  error  'unused' is defined but never used  no-unused-vars\n\n✖ 1 problem (1 error, 0 warnings)",
    "/repo/src/cart.js\n  3:9  error  'unused' is not defined  no-undef\n\n✖ 1 problem (1 error, 0 warnings)",
  ],
  ['command', 'bash: line 2: jq: command not found', 'bash: line 2: yq: command not found'],
  ['command of sh', 'sh: 1: jest: not found', 'sh: 1: mocha: not found'],
  ['file', 'cat: dist/app.js: No such file or directory', 'cat: dist/web.js: No such file or directory'],
  [
    'variable',
    'Error: environment variable DATABASE_URL is not set',
    'Error: environment variable REDIS_URL is not set',
  ],
  [
    'host of a refused connection',
    'Error: connect ECONNREFUSED db.example.com:5432',
    'Error: connect ECONNREFUSED cache.example.com:5432',
  ],
  [
    'git: status',
    "fatal: unable to access 'https://git.example.com/acme/app.git/': The requested URL returned error: 403",
    "fatal: unable to access 'https://git.example.com/acme/app.git/': The requested URL returned error: 500",
  ],
  [
    'git: repository',
    "remote: Permission to acme/app.git denied to releaser.\nfatal: unable to access 'https://git.example.com/acme/app.git/': The requested URL returned error: 403",
    "remote: Permission to acme/web.git denied to releaser.\nfatal: unable to access 'https://git.example.com/acme/web.git/': The requested URL returned error: 403",
  ],
  [
    'docker: image',
    'Error response from daemon: manifest for registry.example.com/api:2.9.0 not found: manifest unknown: manifest unknown',
    'Error response from daemon: manifest for registry.example.com/web:2.9.0 not found: manifest unknown: manifest unknown',
  ],
  [
    'docker: tag',
    'Error response from daemon: manifest for registry.example.com/api:2.9.0 not found: manifest unknown: manifest unknown',
    'Error response from daemon: manifest for registry.example.com/api:3.0.1 not found: manifest unknown: manifest unknown',
  ],
  [
    'docker: copied file',
    'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc1::def2: "/yarn.lock": not found',
    'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc1::def2: "/pnpm-lock.yaml": not found',
  ],
  [
    'pip: package',
    'ERROR: Could not find a version that satisfies the requirement acme-lib==3.1 (from versions: none)\nERROR: No matching distribution found for acme-lib==3.1',
    'ERROR: Could not find a version that satisfies the requirement acme-db==3.1 (from versions: none)\nERROR: No matching distribution found for acme-db==3.1',
  ],
  [
    'pip: version',
    'ERROR: Could not find a version that satisfies the requirement acme-lib==3.1 (from versions: none)\nERROR: No matching distribution found for acme-lib==3.1',
    'ERROR: Could not find a version that satisfies the requirement acme-lib==4.0 (from versions: none)\nERROR: No matching distribution found for acme-lib==4.0',
  ],
  [
    'terraform: resource',
    '│ Error: creating S3 Bucket (acme-assets): operation error S3: CreateBucket, BucketAlreadyExists\n│   with aws_s3_bucket.assets,',
    '│ Error: creating S3 Bucket (acme-logs): operation error S3: CreateBucket, BucketAlreadyExists\n│   with aws_s3_bucket.logs,',
  ],
  [
    'kubectl: resource',
    'Error from server (Forbidden): deployments.apps "shop" is forbidden: User "ci" cannot get resource "deployments" in API group "apps" in the namespace "prod"',
    'Error from server (Forbidden): secrets "shop" is forbidden: User "ci" cannot get resource "secrets" in API group "" in the namespace "prod"',
  ],
  [
    'exit code',
    '##[group]Run ./build\n##[endgroup]\n##[error]Process completed with exit code 137.',
    '##[group]Run ./build\n##[endgroup]\n##[error]Process completed with exit code 1.',
  ],
  [
    'mypy: code',
    'app/cart.py:12: error: Wrong  [return-value]\nFound 1 error in 1 file (checked 14 source files)',
    'app/cart.py:12: error: Wrong  [arg-type]\nFound 1 error in 1 file (checked 14 source files)',
  ],
  [
    'an unknown tool: code',
    'frobnicator: error FRB1001: the widget is gone\nfrobnicator: ERROR',
    'frobnicator: error FRB2002: the widget is gone\nfrobnicator: ERROR',
  ],
  ['an unknown tool: thing', 'ERROR: widget alpha is gone', 'ERROR: widget beta is gone'],
  [
    'an exception',
    'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nKeyError: \'tax\'',
    'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nKeyError: \'price\'',
  ],
  [
    'a Java exception',
    'Exception in thread "main" java.lang.IllegalStateException: no cart',
    'Exception in thread "main" java.lang.IllegalStateException: no price',
  ],
  [
    'a linker’s symbol',
    "/usr/bin/ld: main.o: undefined reference to `cart_total'\ncollect2: error: ld returned 1 exit status",
    "/usr/bin/ld: main.o: undefined reference to `cart_empty'\ncollect2: error: ld returned 1 exit status",
  ],
  [
    'make: target',
    "make: *** No rule to make target 'dist', needed by 'all'.  Stop.",
    "make: *** No rule to make target 'docs', needed by 'all'.  Stop.",
  ],
  [
    'phase of a certificate',
    'curl: (60) SSL certificate problem: certificate has expired',
    'curl: (60) SSL certificate problem: self-signed certificate in certificate chain',
  ],
  ['sql: relation', 'ERROR:  relation "carts" does not exist', 'ERROR:  relation "prices" does not exist'],
];
