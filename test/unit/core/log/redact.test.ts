import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LogLine } from '../../../../src/core/log/log-line.ts';
import { redact, redactText } from '../../../../src/core/log/redact.ts';
import { createRandom, SHAPES } from './redact-shapes.ts';

function logOf(...texts: string[]) {
  const lines = texts.map((text, index): LogLine => ({ number: index + 1, text, start: 0, mark: null }));
  return { lines, count: lines.length, bytes: texts.join('\n').length, truncated: false };
}

function textsOf(log: { lines: readonly LogLine[] }): string[] {
  return log.lines.map((line) => line.text);
}

const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');

describe('redactText', () => {
  it.each([
    ['Authorization: Bearer 9f8e7d6c5b4a3928', 'Authorization: Bearer [hidden:authorization-header]'],
    ['Authorization: Basic Y2k6aHVudGVyMg==', 'Authorization: Basic [hidden:authorization-header]'],
    ['NODE_AUTH_TOKEN=9f8e7d6c5b4a', 'NODE_AUTH_TOKEN=[hidden:env-secret]'],
    ['DB_PASSWORD=hunter2 npm test', 'DB_PASSWORD=[hidden:password] npm test'],
    ['"password": "three short words",', '"password": "[hidden:password]",'],
    [
      "connect(host='db', password='hunter2', port=1)",
      "connect(host='db', password='[hidden:password]', port=1)",
    ],
    ['curl -u ci:hunter2 https://a.example.com', 'curl -u ci:[hidden:basic-auth] https://a.example.com'],
    ['mysqldump -uroot -phunter2 app', 'mysqldump -uroot -p[hidden:flag-secret] app'],
    ['redis://:hunter2@cache:6379/0', 'redis://:[hidden:connection-string]@cache:6379/0'],
    ['Set-Cookie: sid=abc1; Path=/; Secure', 'Set-Cookie: sid=[hidden:cookie]; Path=/; Secure'],
    ['Cookie: sid=abc1; theme=dark', 'Cookie: [hidden:cookie]'],
    ['?access_token=abc123def&page=2', '?access_token=[hidden:url-parameter]&page=2'],
    ['User=app;Password=hunter2;Encrypt=true', 'User=app;Password=[hidden:password];Encrypt=true'],
  ])('hides the value and keeps the words: %s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    'token: ***',
    'NODE_AUTH_TOKEN: XXXXX-XXXXX-XXXXX-XXXXX',
    'curl -H "Authorization: Bearer $TOKEN" https://api.example.com',
    `NODE_AUTH_TOKEN=$\{{ secrets.NPM_TOKEN }}`,
    'api_key=<token> password= token: [secure]',
    'token: expired',
    'password=null secret=true token=false',
    'server-password: GITHUB_TOKEN',
    'const token = process.env.NPM_TOKEN;',
    'const token = await getToken(user1);',
    '  password: string;',
    'PASSWORD_FILE=/run/secrets/db  secret=/run/secrets/app/token',
    'WWW-Authenticate: Bearer realm="https://auth.example.com/token",service="registry.example.com"',
    'Unexpected token: name (foo)',
    '--- PASS: TestLoginToken/valid#01 (0.00s)',
    'tests/test_auth.py::TestResetPassword::test_finds_user PASSED',
    'fatal: Authentication failed for https://git.example.com/acme/api.git',
    'git@git.example.com:acme/api.git',
    'docker run -u 1000:1000 node:20',
    'docker login --password-stdin',
    '  --token string   API token to use',
    'Version=8.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089',
    'HEAD is now at 9f8e7d6c5b4a3928170615f4e3d2c1b0abcdef01 Fix token refresh',
    'digest: sha256:9f8e7d6c5b4a3928170615f4e3d2c1b09f8e7d6c5b4a3928170615f4e3d2c1b0',
    '"integrity": "sha512-9f8e7d6c5b4a3928170615f4e3d2c1b0QWxhZGRpbjpvcGVuIHNlc2FtZQ9f8e7d6c5b4a3928170615f4e3==",',
    'x-request-id: 3f2b8c1e-7d44-4c58-9c61-1a2b3c4d5e6f',
    'Cache restored from key: linux-npm-9f8e7d6c5b4a3928170615f4e3d2c1b0',
    'SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8 build@runner (ED25519)',
  ])('leaves what is no secret: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('masks a private key inside one text', () => {
    const text =
      'before\n-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\nAb==\n-----END PRIVATE KEY-----\nafter';
    expect(redactText(text)).toBe(
      'before\n-----BEGIN PRIVATE KEY-----\n[hidden:private-key]\n[hidden:private-key]\n-----END PRIVATE KEY-----\nafter',
    );
  });

  it('hides at least 98 % of generated secrets, whatever their shape', () => {
    const random = createRandom(20260403);
    const missed: string[] = [];
    const rounds = 20;
    for (const { name, make } of SHAPES) {
      for (let round = 0; round < rounds; round += 1) {
        const { text, secret } = make(random);
        if (redactText(text).includes(secret)) missed.push(`${name}: ${text}`);
      }
    }
    expect(SHAPES.length).toBeGreaterThanOrEqual(60);
    expect(missed.slice(0, 10)).toEqual([]);
  });

  it('finds a secret wherever it stands in a line', () => {
    const shape = fc.constantFrom(...SHAPES);
    const words = fc.array(fc.constantFrom('npm', 'error', '403', '[api]', '|', 'upload', '"x"', 'done.'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        shape,
        fc.integer({ min: 1, max: 2 ** 31 }),
        words,
        words,
        ({ make }, seed, before, after) => {
          const { text, secret } = make(createRandom(seed));
          const line = [...before, text, ...after].join(' ');
          const masked = redactText(line);
          expect(masked).toContain('[hidden:');
          expect(masked).not.toContain(secret);
          expect(redactText(masked)).toBe(masked);
        },
      ),
      { numRuns: 600, seed: 7 },
    );
  });

  it('is idempotent on arbitrary text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'token=',
        'password: ',
        'Authorization: Bearer ',
        '://',
        '@',
        '"',
        "'",
        '[hidden:',
        ']',
        '-u ',
        '=',
        ':',
        ';',
        '&',
      ),
      fc.string({ maxLength: 12 }),
      fc.constantFrom('abc123def456', 'hunter2', 'ghp_0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const once = redactText(pieces.join(''));
        expect(redactText(once)).toBe(once);
      }),
      { numRuns: 3000, seed: 11 },
    );
  });

  it('stays linear on hostile text', () => {
    const baits = [
      'token=',
      'a.',
      'Authorization: ',
      'eyJ',
      '://a:',
      '"password":"',
      'x-api-key:[',
      '-----BEGIN PRIVATE KEY-----',
      '[hidden:',
      ' ',
      'A',
      '\\"',
    ];
    const started = performance.now();
    for (const bait of baits) redactText(bait.repeat(Math.ceil(300_000 / bait.length)));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('redact', () => {
  it('keeps the place where the words begin, behind the CI prefix', () => {
    const text = '2030-01-01T00:00:00Z curl -u ci:hunter2 x';
    const log = redact({
      count: 1,
      lines: [{ number: 1, text, start: 21, mark: null }],
      bytes: text.length,
      truncated: true,
    });
    expect(log.lines[0]).toEqual({
      number: 1,
      text: '2030-01-01T00:00:00Z curl -u ci:[hidden:basic-auth] x',
      start: 21,
      mark: null,
    });
    expect(log.truncated).toBe(true);
  });

  it('masks the name of a section too', () => {
    const mark = { kind: 'start', name: 'Run curl -u ci:hunter2 x' } as const;
    const log = redact({
      count: 1,
      lines: [{ number: 1, text: 'Run curl -u ci:hunter2 x', start: 0, mark }],
      bytes: 1,
      truncated: false,
    });
    expect(log.lines[0]?.mark?.name).toBe('Run curl -u ci:[hidden:basic-auth] x');
    expect(log.facts).toHaveLength(1);
  });

  it('tells kind, line, scheme and variable, never the value', () => {
    const { facts } = redact(
      logOf(
        'ok',
        'NODE_AUTH_TOKEN=9f8e7d6c5b4a',
        '> Authorization: Basic Y2k6aHVudGVyMg==',
        'curl -u ci:hunter2 x',
      ),
    );
    expect(facts).toEqual([
      { kind: 'env-secret', line: 2, scheme: null, variable: 'NODE_AUTH_TOKEN', jwt: null },
      { kind: 'authorization-header', line: 3, scheme: 'Basic', variable: null, jwt: null },
      { kind: 'basic-auth', line: 4, scheme: null, variable: '-u', jwt: null },
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/hunter2|9f8e/);
  });

  it('names the variable that held a token of a known service', () => {
    const { facts } = redact(logOf('GH_TOKEN=ghp_0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f'));
    expect(facts).toEqual([{ kind: 'github-token', line: 1, scheme: null, variable: 'GH_TOKEN', jwt: null }]);
  });

  it('reads exp, aud and iss of a JWT before hiding it', () => {
    const token = `${encode({ alg: 'RS256' })}.${encode({ exp: 1893456000, aud: ['api.example.com'], iss: 'https://id.example.com' })}.c2lnbmF0dXJl`;
    const log = redact(logOf(`Authorization: Bearer ${token}`));
    expect(textsOf(log)).toEqual(['Authorization: Bearer [hidden:authorization-header]']);
    expect(log.facts[0]).toMatchObject({
      scheme: 'Bearer',
      jwt: { exp: 1893456000, aud: 'api.example.com', iss: 'https://id.example.com' },
    });
  });

  it('counts nothing twice when a redacted log is redacted again', () => {
    const once = redact(
      logOf(
        'token=9f8e7d6c5b4a',
        '-----BEGIN PRIVATE KEY-----',
        'MIIEvQIBADANBgkqhkiG9w0BAQ',
        '-----END PRIVATE KEY-----',
      ),
    );
    const twice = redact({ lines: once.lines, count: once.count, bytes: once.bytes, truncated: false });
    expect(once.facts.map((fact) => fact.kind)).toEqual(['env-secret', 'private-key']);
    expect(textsOf(twice)).toEqual(textsOf(once));
    expect(twice.facts).toEqual([]);
  });

  it('masks every line of a private key, and nothing behind it', () => {
    const log = redact(
      logOf(
        '+ -----BEGIN RSA PRIVATE KEY-----',
        'Proc-Type: 4,ENCRYPTED',
        '',
        '+ MIIEpAIBAAKCAQEA9f8e7d6c5b4a',
        '+ Q2Fu',
        '+ -----END RSA PRIVATE KEY-----',
        'Done',
      ),
    );
    expect(textsOf(log)).toEqual([
      '+ -----BEGIN RSA PRIVATE KEY-----',
      'Proc-Type: 4,ENCRYPTED',
      '',
      '+ [hidden:private-key]',
      '+ [hidden:private-key]',
      '+ -----END RSA PRIVATE KEY-----',
      'Done',
    ]);
    expect(log.facts).toEqual([{ kind: 'private-key', line: 4, scheme: null, variable: null, jwt: null }]);
  });

  it('stops at the first line that is no key when the end is missing', () => {
    const log = redact(
      logOf('-----BEGIN PRIVATE KEY-----', 'MIIEpAIBAAKCAQEA9f8e7d6c5b4a', 'npm error code E401', 'Done'),
    );
    expect(textsOf(log).slice(1)).toEqual(['[hidden:private-key]', 'npm error code E401', 'Done']);
  });

  it('masks a private key whose beginning was cut off', () => {
    const body = `${'MIIEpAIBAAKCAQEA9f8e7d6c5b4a'.repeat(2)}`;
    const log = redact(logOf('Loading', body, 'Q2Fu', '-----END PRIVATE KEY-----', 'Done'));
    expect(textsOf(log)).toEqual([
      'Loading',
      '[hidden:private-key]',
      '[hidden:private-key]',
      '-----END PRIVATE KEY-----',
      'Done',
    ]);
  });

  it('follows a token over the lines of a narrow terminal', () => {
    const random = createRandom(3);
    const token = `gho_${random('abcdefghijklmnopqrstuvwxyz0123456789', 36)}`;
    const text = `fatal: could not read from https://git.example.com/acme/api: token ${token} expired`;
    const wrapped = text.match(/.{1,80}/g) ?? [];
    const log = redact(logOf(...wrapped));
    expect(textsOf(log)).toEqual([
      'fatal: could not read from https://git.example.com/acme/api: token [hidden:github-token]',
      '[hidden:github-token] expired',
    ]);
    expect(log.facts).toHaveLength(1);
  });

  it('follows a long JWT over many lines', () => {
    const random = createRandom(5);
    const claims = encode({
      iss: 'https://id.example.com',
      data: random('abcdefghijklmnopqrstuvwxyz0123456789', 200),
    });
    const text = `> Authorization: Bearer ${encode({ alg: 'RS256' })}.${claims}.${random('abcdef0123456789', 90)}`;
    const log = redact(logOf(...(text.match(/.{1,100}/g) ?? []), '> Accept: */*'));
    expect(textsOf(log).join('\n')).toMatch(
      /^> Authorization: Bearer \[hidden:[a-z-]+\]\n(?:\[hidden:[a-z-]+\]\n)+> Accept: \*\/\*$/,
    );
    expect(log.facts).toHaveLength(1);
  });

  it('does not follow a token into the next line of a list', () => {
    const value = 'abcdefghij0123456789abcdefghij0123456789abcdefghij01234567';
    const lines = [`NPM_TOKEN=${value}`, 'PATH=/usr/bin:/bin', 'npm notice'];
    expect(textsOf(redact(logOf(...lines)))).toEqual([
      'NPM_TOKEN=[hidden:env-secret]',
      'PATH=/usr/bin:/bin',
      'npm notice',
    ]);
  });

  it('masks at most one word in a thousand of a healthy build', () => {
    const green = [
      '##[group]Run actions/checkout@v4',
      '  token: ***',
      '  persist-credentials: true',
      '/usr/bin/git -c protocol.version=2 fetch --no-tags origin +1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c:refs/remotes/origin/main',
      'npm ci',
      'added 612 packages, and audited 613 packages in 9s',
      'PASS src/auth/token.test.ts',
      '  ✓ rejects an expired token: 401 (12 ms)',
      '  ✓ asks for a password: at least 8 characters (3 ms)',
      'key: Linux-node-1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a7988',
      'ok  \tgit.example.com/acme/api/auth\t0.412s',
      '#12 exporting manifest sha256:1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a7988 0.0s done',
      'Successfully tagged registry.example.com/acme/api:1.4.2',
      'secret/api-credentials unchanged',
      'Login Succeeded',
    ];
    expect(textsOf(redact(logOf(...green)))).toEqual(green);
  });
});
