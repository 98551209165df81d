import type { SecretCandidate, SecretRule } from './secret-rule.ts';
import { looksRandom } from './secret-value.ts';

const SCHEMES =
  'Bearer|Basic|Token|Digest|Negotiate|NTLM|ApiKey|Api-Key|Bot|GenieKey|SSWS|Splunk|JWT|OAuth|Key|FlyV1|SharedKey|GoogleLogin|Hawk|Signature|AWS4-HMAC-SHA256';

const TOKEN_HEADERS = [
  'x-api-key|api-key|x-apikey|x-auth-token|x-access-token|x-auth-key|x-auth-email-key|x-token|x-secret',
  'private-token|job-token|deploy-token|x-gitlab-token|circle-token|travis-token|x-vault-token|x-consul-token',
  'x-amz-security-token|x-goog-api-key|x-goog-iam-authorization-token|x-github-token|x-jfrog-art-api',
  'x-functions-key|x-ms-token-aad-access-token|ocp-apim-subscription-key|x-shopify-access-token|x-figma-token',
  'x-nuget-apikey|dd-api-key|dd-application-key|x-honeycomb-team|x-registry-auth|x-rundeck-auth-token',
  'fastly-key|x-plex-token|x-subscription-token|x-xsrf-token|x-csrf-token|x-tfe-token|x-sentry-token|x-auth',
].join('|');

/** Credentials in HTTP headers: as curl, a JSON or Python dump, a map of Go or Ruby, and a raw request show them. */
export const HEADER_RULES: readonly SecretRule[] = [
  authorizationRule('proxy-authorization-header', 'proxy-authorization'),
  authorizationRule('authorization-header', '(?<!proxy-)authorization'),
  signedHeaderRule(),
  {
    kind: 'cookie',
    needles: ['cookie'],
    // Cookie: session=9f8e7d6c; theme=dark
    pattern:
      /(?:(?<![\w-])|(?<=\\[rnt]))cookie\\{0,3}["']?\s{0,3}(?:=>|[:,])\s{0,3}\[?(?:[bfru](?=["']))?\\{0,3}["']?(?<secret>[\w!#$%&*+.^|~-]{1,200}=[^"'\\\]]{1,8000})/dgi,
  },
  {
    kind: 'cookie',
    needles: ['set-cookie'],
    // Set-Cookie: session=9f8e7d6c; Path=/; HttpOnly
    pattern:
      /set-cookie\\{0,3}["']?\s{0,3}(?:=>|[:,])\s{0,3}\[?(?:[bfru](?=["']))?\\{0,3}["']?(?<variable>[\w!#$%&*+.^|~-]{1,200})=(?<secret>[^\s;"'\\]{1,8000})/dgi,
  },
  {
    kind: 'token-header',
    needles: TOKEN_HEADERS.split('|'),
    // PRIVATE-TOKEN: 9f8e7d6c5b4a
    pattern: new RegExp(
      `(?:(?<![\\w/-])|(?<=\\\\[rnt]))(?<variable>${TOKEN_HEADERS})\\\\{0,3}["']?\\s{0,3}(?:=>|[:,])\\s{0,3}\\[?(?:[bfru](?=["']))?\\\\{0,3}["']?(?<secret>[^\\s"'\\\\,;\\]}]{4,8000})`,
      'dgi',
    ),
    accepts: ({ value }) => looksRandom(value, 6) || value.length >= 16,
  },
];

function authorizationRule(kind: string, name: string): SecretRule {
  return {
    kind,
    needles: [kind.replace('-header', '')],
    // "Authorization": "Bearer 9f8e7d6c5b4a"
    pattern: new RegExp(
      `(?:(?<!\\w)|(?<=\\\\[rnt]))${name}\\\\{0,3}["']?\\]?\\s{0,3}(?<separator>=>|[:=,])\\s{0,3}\\[?(?:[bfru](?=["']))?\\\\{0,3}["']?` +
        `(?:(?<scheme>${SCHEMES})[ :]{1,3})?(?<secret>[^\\s"'\\\\,;\\]})]{2,8000})`,
      'dgi',
    ),
    accepts: isCredential,
  };
}

/** Behind a scheme stands a credential, unless it reads as prose; without a scheme it must look like one. */
function isCredential({ value, variable }: SecretCandidate): boolean {
  if (/^(?:realm|scope|service|charset|error|username|keyId|Credential|id)=/i.test(value)) return false;
  if (variable === null) return looksRandom(value, 8);
  return !/^[a-z]{1,12}[.:]?$/.test(value) || /^(?:basic|negotiate|ntlm)$/i.test(variable);
}

/** The parts of a signed or digest header that prove the sender. */
function signedHeaderRule(): SecretRule {
  return {
    kind: 'authorization-header',
    needles: ['authorization', 'hmac', 'signature=', 'credential='],
    // AWS4-HMAC-SHA256 Credential=AKIA.../20240501/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=9f8e7d6c
    pattern:
      /(?<=[\s,"'])(?<variable>Credential|Signature|response|nonce|mac)\s?=\s?\\?"?(?<secret>[\w+/=.-]{16,1000})/dgi,
    accepts: ({ value }) => looksRandom(value, 16),
  };
}
