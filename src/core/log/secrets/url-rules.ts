import type { SecretRule } from './secret-rule.ts';
import { isReference, looksRandom } from './secret-value.ts';

const DATABASES =
  'postgres(?:ql)?|mysql2?|mariadb|mongodb(?:\\+srv)?|rediss?|valkeys?|amqps?|mssql|sqlserver|clickhouse|cockroachdb|ldaps?|smtps?|ftps?|sftp|nats|kafka|jdbc:[a-z]{2,20}|neo4j(?:\\+s)?|bolt';

const SURE_PARAMETERS =
  'access_token|refresh_token|id_token|auth_token|private_token|job_token|api_token|token|client_secret|client_assertion|sig|x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|x-goog-credential|x-oss-signature|x-oss-credential|api[_-]?key|apikey|subscription-key|password|passwd|passphrase|pwd|secret|jwt|hmac';

const POSSIBLE_PARAMETERS =
  'key|code|signature|auth|authorization|session|sessionid|ticket|hash_key|awsaccesskeyid|code_verifier|jwttoken|st|state';

/** Credentials inside addresses. */
export const URL_RULES: readonly SecretRule[] = [
  {
    kind: 'connection-string',
    needles: ['@'],
    // postgres://app:hunter2@db.example.com/app
    pattern: new RegExp(
      `(?<![\\w])(?:${DATABASES})://[^\\s:@/?#"'<>]{0,200}:(?<secret>[^\\s"'<>@]{1,400}(?:@[^\\s"'<>@/:,]{1,60})??)@(?=[\\w[.%-])`,
      'dgi',
    ),
  },
  {
    kind: 'url-credentials',
    needles: ['@'],
    // https://deploy:hunter2@git.example.com/acme/api.git
    pattern: /:\/\/[^\s:@/?#"'<>]{0,200}:(?<secret>[^\s/"'<>?#]{1,400})@(?=[\w[.%-])/dg,
  },
  {
    kind: 'url-credentials',
    needles: ['@'],
    // https://9f8e7d6c5b4a39281706@git.example.com/acme/api.git
    pattern: /:\/\/(?<secret>[^\s:@/?#"'<>]{16,400})(?::|:x-oauth-basic)?@(?=[\w[.%-])/dg,
    accepts: ({ value }) => looksRandom(value, 16),
  },
  {
    kind: 'webhook-url',
    needles: ['hooks.slack.com/', '/api/webhooks/', 'webhook.office.com/', 'hooks.zapier.com/'],
    // https://hooks.slack.com/services/T0001/B0001/XXXXXXXXXXXX
    pattern:
      /(?:hooks\.slack\.com\/(?:services|workflows|triggers)\/|discord(?:app)?\.com\/api\/webhooks\/|webhook\.office\.com\/webhookb2\/|hooks\.zapier\.com\/hooks\/catch\/)(?<secret>[\w@/-]{16,300})/dg,
  },
  {
    kind: 'telegram-token',
    needles: ['api.telegram.org/'],
    // https://api.telegram.org/bot123456789:AAabc/sendMessage
    pattern: /api\.telegram\.org\/(?:file\/)?bot(?<secret>[\w:-]{10,80})/dg,
  },
  {
    kind: 'url-parameter',
    needles: [
      'token',
      'assertion',
      'sig=',
      'sig%3d',
      'signature',
      'credential',
      'key',
      'passw',
      'pwd',
      'secret',
      'jwt=',
      'hmac=',
    ],
    // https://api.example.com/v1/items?access_token=9f8e7d6c
    pattern: new RegExp(
      `(?:[?&#]|%3F|%26|\\\\u0026)(?<variable>${SURE_PARAMETERS})(?:=|%3D)(?<secret>[^\\s&;"'<>#\\\\\`]{2,8000})`,
      'dgi',
    ),
    accepts: ({ value, variable }) =>
      !isReference(value) &&
      (looksRandom(value, 4) || /^(?:pass|pwd|secret|client_secret)/i.test(variable ?? '')),
  },
  {
    kind: 'url-parameter',
    needles: [
      'key=',
      'code=',
      'signature=',
      'auth=',
      'authorization=',
      'session=',
      'sessionid=',
      'ticket=',
      'jwttoken=',
      'awsaccesskeyid',
      'code_verifier=',
    ],
    // https://app.example.com/callback?code=9f8e7d6c5b4a39281706
    pattern: new RegExp(
      `[?&#](?<variable>${POSSIBLE_PARAMETERS})=(?<secret>[^\\s&"'<>#\\\\\`]{12,8000})`,
      'dgi',
    ),
    accepts: ({ value }) => looksRandom(value, 12),
  },
];
