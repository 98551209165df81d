/** Random text from an alphabet. */
export type Random = (alphabet: string, length: number) => string;

/** How a secret stands in a line: `text` holds `secret`, which must not survive. */
export interface Shape {
  readonly name: string;
  readonly make: (random: Random) => { readonly text: string; readonly secret: string };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGIT = '0123456789';
const UPPER = LOWER.toUpperCase();
const ALNUM = LOWER + UPPER + DIGIT;
const HEX = '0123456789abcdef';
const WORD = `${ALNUM}_-`;
const BASE64 = `${ALNUM}+/`;

/** Same seed, same secrets: a failure can be repeated. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return (alphabet, length) => {
    let text = '';
    for (let at = 0; at < length; at += 1) text += alphabet[Math.floor(next() * alphabet.length)] ?? '';
    return text;
  };
}

/** A secret of `length` letters in the middle of a line; `{}` marks its place. */
function shape(name: string, line: string, secret: (random: Random) => string): Shape {
  return {
    name,
    make: (random) => {
      const value = secret(random);
      return { text: line.replace('{}', () => value), secret: value };
    },
  };
}

function prefixed(prefix: string, alphabet: string, length: number): (random: Random) => string {
  return (random) => prefix + random(alphabet, length);
}

const alnum = (length: number) => (random: Random) =>
  `${random(LOWER, 1)}${random(DIGIT, 1)}${random(ALNUM, length - 2)}`;
const hex = (length: number) => (random: Random) => `7${random(HEX, length - 2)}a`;
const base64 = (length: number) => (random: Random) => `${random(BASE64, length - 2)}4==`;
const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
const jwt = (random: Random) =>
  `${encode({ alg: 'HS256' })}.${encode({ sub: random(ALNUM, 8), exp: 1893456000 })}.${random(WORD, 43)}`;

export const SHAPES: readonly Shape[] = [
  shape('AWS access key id', 'using key {} for upload', prefixed('AKIA', UPPER + DIGIT, 16)),
  shape('AWS temporary key id', 'aws_access_key_id = {}', prefixed('ASIA', UPPER + DIGIT, 16)),
  shape('AWS secret key in env', 'AWS_SECRET_ACCESS_KEY={}', (random) => random(BASE64, 40)),
  shape('AWS secret key in JSON', '{"SecretAccessKey": "{}", "Version": 1}', (random) => random(BASE64, 40)),
  shape('GCP API key', 'GET /maps?key={} 403', prefixed('AIza', WORD, 35)),
  shape('Azure storage key', 'AccountName=acme;AccountKey={};EndpointSuffix=core.example.net', base64(88)),
  shape('Azure SAS', 'PUT https://acme.example.com/f?sv=2022&sr=b&sig={}&se=2030', prefixed('', ALNUM, 43)),
  shape('GitHub token', 'remote: token {} was rejected', prefixed('ghp_', ALNUM, 36)),
  shape('GitHub app token', 'GH_TOKEN: {}', prefixed('ghs_', ALNUM, 36)),
  shape('GitHub fine-grained token', '"{}"', prefixed('github_pat_', ALNUM, 82)),
  shape('GitLab token', 'PAT is {}.', prefixed('glpat-', WORD, 20)),
  shape('GitLab job token', 'login with {}', prefixed('glcbt-64_', WORD, 20)),
  shape('npm token', '//npm.example.com/:_authToken={}', prefixed('npm_', ALNUM, 36)),
  shape('npm legacy token', '//npm.example.com/:_authToken={}', hex(36)),
  shape('npmrc password', '//npm.example.com/:_password={}', base64(24)),
  shape('PyPI token', 'twine upload -u __token__ -p {} dist/*', prefixed('pypi-AgEIcHlwaS5vcmc', WORD, 70)),
  shape('Slack bot token', 'SLACK_BOT_TOKEN={}', prefixed('xoxb-', `${DIGIT}-${ALNUM}`, 50)),
  shape('Slack app token', 'connect {}', prefixed('xapp-1-A', `${ALNUM}-`, 60)),
  shape(
    'Slack webhook',
    'POST https://hooks.slack.com/services/{}',
    (r) => `T${r(UPPER, 8)}/B${r(UPPER, 8)}/${r(ALNUM, 24)}`,
  ),
  shape('Stripe key', 'stripe.apiKey = "{}"', prefixed('sk_live_', ALNUM, 24)),
  shape('OpenAI key', 'Incorrect API key provided: {}', prefixed('sk-proj-', WORD, 60)),
  shape('OpenAI legacy key', 'OPENAI_API_KEY={}', prefixed('sk-', ALNUM, 48)),
  shape('Anthropic key', 'x-api-key: {}', prefixed('sk-ant-api03-', WORD, 90)),
  shape('Hugging Face token', 'hub login {}', prefixed('hf_', LOWER + UPPER, 34)),
  shape('DigitalOcean token', 'doctl auth init -t {}', prefixed('dop_v1_', HEX, 64)),
  shape('Docker Hub token', 'docker login -u ci -p {}', prefixed('dckr_pat_', WORD, 27)),
  shape('SendGrid key', 'mail via {}', (random) => `SG.${random(WORD, 22)}.${random(WORD, 43)}`),
  shape('Twilio key', 'twilio {} refused', prefixed('SK', HEX, 32)),
  shape('Twilio auth token', 'TWILIO_AUTH_TOKEN={}', hex(32)),
  shape('Mailgun key', 'api:{}', prefixed('key-', HEX, 32)),
  shape(
    'Telegram bot',
    'https://api.telegram.org/bot{}/getMe',
    (random) => `1${random(DIGIT, 8)}:AA${random(WORD, 33)}`,
  ),
  shape('Discord token', 'DISCORD_TOKEN={}', (r) => `M${r(ALNUM, 23)}.${r(ALNUM, 6)}.${r(WORD, 27)}`),
  shape('Vault token', 'Error looking up token {}', prefixed('hvs.', WORD, 24)),
  shape('Vault legacy token', 'VAULT_TOKEN=s.{}', alnum(24)),
  shape(
    'Terraform Cloud token',
    'credentials {}',
    (random) => `${random(ALNUM, 14)}.atlasv1.${random(WORD, 67)}`,
  ),
  shape('Databricks token', 'host token {}', prefixed('dapi', HEX, 32)),
  shape('Linear key', 'linear {}', prefixed('lin_api_', ALNUM, 40)),
  shape('Notion token', 'notion {}', prefixed('ntn_', ALNUM, 46)),
  shape('Sentry token', 'sentry-cli --auth-token {} releases', prefixed('sntrys_', ALNUM, 60)),
  shape('Datadog key', 'DD_API_KEY={}', hex(32)),
  shape('JWT', 'id token {} is expired', jwt),
  shape('URL with password', "fatal: unable to access 'https://ci:{}@git.example.com/acme.git/'", alnum(14)),
  shape('URL with token', 'origin https://{}@git.example.com/acme.git (fetch)', hex(40)),
  shape('access_token in query', 'GET https://api.example.com/v1?access_token={}&page=2', alnum(20)),
  shape(
    'AWS presigned URL',
    'https://s3.example.com/k?X-Amz-Date=20300101T000000Z&X-Amz-Signature={}',
    hex(64),
  ),
  shape('curl bearer header', '> Authorization: Bearer {}', alnum(30)),
  shape('curl basic header', '> authorization: Basic {}', base64(20)),
  shape('proxy header', 'Proxy-Authorization: Basic {}', base64(20)),
  shape('header in a Python dict', "{'Authorization': 'token {}', 'Accept': '*/*'}", hex(40)),
  shape('header in JSON', '{"headers":{"authorization":"Bearer {}"}}', alnum(24)),
  shape('header in escaped JSON', '{\\"Authorization\\":\\"Bearer {}\\"}', alnum(24)),
  shape(
    'header in a raw request',
    "send: b'GET / HTTP/1.1\\r\\nAuthorization: Basic {}\\r\\nAccept: */*'",
    alnum(24),
  ),
  shape('cookie', '> Cookie: session={}; theme=dark', alnum(26)),
  shape('set-cookie', '< Set-Cookie: sid={}; Path=/; HttpOnly', alnum(26)),
  shape('GitLab header', 'PRIVATE-TOKEN: {}', alnum(20)),
  shape('CircleCI header', "-H 'Circle-Token: {}'", hex(40)),
  shape('curl -u', 'curl -fsS -u deploy:{} https://npm.example.com/', alnum(12)),
  shape('--password flag', 'docker login --username ci --password {} registry.example.com', alnum(12)),
  shape('PostgreSQL URL', 'DATABASE_URL=postgres://app:{}@db.example.com:5432/app', alnum(12)),
  shape('Redis URL', 'redis://:{}@cache.example.com:6379/0', alnum(16)),
  shape('MongoDB URL', 'mongodb+srv://app:{}@cluster.example.net/app', alnum(16)),
  shape('env password', 'DB_PASSWORD={}', (random) => `a9${random(`${ALNUM}!#%*+`, 10)}z`),
  shape('YAML password', '  password: {}', alnum(10)),
  shape(
    'JSON password',
    '{"user":"ci","password":"{}"}',
    (random) => `a9${random(`${ALNUM} !@#$%^&*;,`, 10)}z`,
  ),
  shape('properties password', 'spring.datasource.password={}', alnum(10)),
  shape('connection string', 'Server=db;Database=app;User Id=app;Password={};Encrypt=true', alnum(12)),
  shape('XML password', '<server><password>{}</password></server>', alnum(12)),
  shape('Docker auth', '{"auths":{"registry.example.com":{"auth":"{}"}}}', base64(24)),
  shape('kubeconfig key', '    client-key-data: {}', prefixed('LS0tLS1CRUdJTiBSU0Eg', BASE64, 60)),
  shape('netrc', 'machine git.example.com login ci password {}', alnum(12)),
];
