import type { SecretCandidate, SecretRule } from './secret-rule.ts';
import { isReference, looksRandom } from './secret-value.ts';

const PASSWORD = 'passw(?:or)?d|passphrase|passwort|pwd|(?<=[_-]|\\b)pass|encryptedpassword';
const TOKEN = [
  'token|secret|api[_.-]?key|access[_.-]?key|secret[_.-]?key(?:[_-]base)?|private[_.-]?key|signing[_.-]?key',
  'encryption[_.-]?key|auth[_.-]?key|account[_.-]?key|master[_.-]?key|app[_.-]?key|application[_.-]?key',
  'license[_.-]?key|storage[_.-]?key|shared[_.-]?access[_.-]?key|client[_-]?key[_-]data|webhook[_.-]?key',
  'service[_.-]?key|deploy[_.-]?key|(?<=(?:^|\\W)_)auth|credentials?|cookie[_.-]?secret|personal[_.-]?access[_.-]?token|(?<=_)pat',
].join('|');
// _1, _PROD
const SUFFIX = '(?:[_-](?:\\d{1,3}|prod|production|staging|dev|test|ci|plain|value))?';
// ": ", =, =>, :=
const SEPARATOR = '(?<separator>\\\\{0,3}["\'`]?\\]?\\s{0,3}(?:=>|:=|={1,2}|:(?![:/]))\\s{0,3})';
const PASSWORD_NEEDLES = [
  'passw',
  'passphrase',
  'pwd',
  '_pass',
  '-pass',
  '.pass',
  'pass=',
  'pass"',
  "pass'",
  'pass:',
];
const NEEDLES = [...PASSWORD_NEEDLES, 'token', 'secret', 'key', 'auth', 'credential'];

/** Values behind a name that says what they are: environment, JSON, YAML, properties, XML, command-line flags. */
export const ASSIGNMENT_RULES: readonly SecretRule[] = [
  {
    kind: 'password',
    needles: PASSWORD_NEEDLES,
    // DB_PASSWORD=hunter2
    pattern: new RegExp(
      `(?<![\\w.-])(?<variable>(?:[\\w.-]{0,60}?)(?:${PASSWORD})${SUFFIX})${SEPARATOR}`,
      'dgi',
    ),
    accepts: isPassword,
  },
  {
    kind: 'env-secret',
    needles: ['token', 'secret', 'key', 'auth', 'credential', '_pat=', '_pat:', '_pat"', "_pat'"],
    // NODE_AUTH_TOKEN=9f8e7d6c5b4a
    pattern: new RegExp(
      `(?<![\\w.-])(?<variable>(?:[\\w.-]{0,60}?)(?:${TOKEN})${SUFFIX})${SEPARATOR}`,
      'dgi',
    ),
    accepts: isNamedSecret,
  },
  {
    kind: 'flag-secret',
    needles: NEEDLES,
    // docker login --username ci --password hunter2
    pattern: new RegExp(
      `(?<![\\w-])(?<variable>--?(?:[a-z0-9-]{0,40}?)(?:${PASSWORD}|${TOKEN}))(?<separator>\\s{1,3})(?=[^\\s-])`,
      'dgi',
    ),
    accepts: isFlagValue,
  },
  {
    kind: 'xml-secret',
    needles: NEEDLES,
    // <password>hunter2</password>
    pattern: new RegExp(
      `<(?<variable>[\\w.:-]{0,40}?(?:${PASSWORD}|${TOKEN}))>\\s{0,9}(?<secret>[^<\\s]{1,2000})(?=\\s{0,9}</)`,
      'dgi',
    ),
    accepts: ({ value }) => !isReference(value),
  },
  {
    kind: 'xml-secret',
    needles: NEEDLES,
    // <add key="ClearTextPassword" value="hunter2" />
    pattern: new RegExp(
      `(?:key|name)="(?<variable>[\\w.:-]{0,40}?(?:${PASSWORD}|${TOKEN}))"\\s{1,5}value="(?<secret>[^"]{1,2000})`,
      'dgi',
    ),
    accepts: ({ value }) => !isReference(value),
  },
  {
    kind: 'docker-auth',
    needles: ['auth', 'identitytoken'],
    // "auth": "Y2k6aHVudGVyMg=="
    pattern:
      /(?<variable>"(?:auth|identitytoken|registrytoken))\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[\w+/.-]{6,8000}={0,2})/dg,
    accepts: ({ value }) => looksRandom(value, 8) || value.endsWith('='),
  },
  {
    kind: 'netrc-password',
    needles: ['password'],
    // machine git.example.com login ci password hunter2
    pattern:
      /(?:machine\s{1,5}\S{1,200}\s{1,5})?login\s{1,5}\S{1,200}\s{1,5}password\s{1,5}(?<secret>\S{1,400})/dg,
  },
  {
    kind: 'netrc-password',
    needles: ['password'],
    // password hunter2
    pattern: /^\s{0,16}password\s{1,5}(?<secret>\S{6,400})\s{0,4}$/dg,
    accepts: ({ value }) => looksRandom(value, 6),
  },
];

/** A password may be any word: only a position that prose never takes proves it. */
function isPassword(candidate: SecretCandidate): boolean {
  const { value, variable, separator, quoted, alone } = candidate;
  if ((isReference(value) && !quoted) || value.length < 3 || isNextName(candidate)) return false;
  // --- PASS: TestLogin
  if (/^pass$/i.test(variable ?? '') && !/["'`=]/.test(separator)) return false;
  if (quoted || separator.includes('=')) return !isCode(candidate);
  return alone ? /^\S+$/.test(value) : looksRandom(value, 6);
}

/** A token or key is irregular, except behind a variable written as environments write them. */
function isNamedSecret(candidate: SecretCandidate): boolean {
  const { value, variable, separator } = candidate;
  if (isReference(value) || isCode(candidate) || isNextName(candidate)) return false;
  // PublicKeyToken=b77a5c561934e089
  if (/public/i.test(variable ?? '')) return false;
  const isEnvironment = /^[A-Z][A-Z0-9_]{3,}$/.test(variable ?? '') && /[_]/.test(variable ?? '');
  if (isEnvironment && separator.trim() === '=') return value.length >= 6 && !/^\d{1,7}$/.test(value);
  if (/\s/.test(value)) return false;
  return looksRandom(value, 8) || (value.length >= 16 && /^\d+$/.test(value));
}

function isFlagValue({ value, variable, quoted }: SecretCandidate): boolean {
  if (isReference(value) || value.length < 4) return false;
  if (/^[A-Z][A-Z_]*$/.test(value)) return false;
  return (
    quoted ||
    looksRandom(value, 6) ||
    (/pass|pwd/i.test(variable ?? '') && /[^a-z]/.test(value)) ||
    value.length >= 12
  );
}

/** `password: token: ...`: the first value is empty, and this is the next name. */
function isNextName({ value, quoted, alone }: SecretCandidate): boolean {
  return value.endsWith(':') && !quoted && !alone;
}

// getToken(user1
const CALL = /^[A-Za-z_$][A-Za-z_$.]{2,60}[([][\w.,'" -]{0,60}$/;

/** `password == other`, `token = getToken(user)`: program text. */
function isCode({ value, separator, quoted }: SecretCandidate): boolean {
  return separator.includes('==') || (!quoted && CALL.test(value));
}
