import { hidingOverrides } from './hiding-overrides.ts';
import type { StageOverride } from './stage-override.ts';

/** Order is meaning: the first that holds decides. The particular stands before the general. */
export const overrides: readonly StageOverride[] = [
  {
    statuses: [403, 429],
    words: [
      'rate limit',
      'ratelimit-remaining: 0',
      "ratelimit-remaining': '0'",
      'ratelimit-remaining": "0"',
      'too many requests',
      'toomanyrequests',
      'quota exceeded',
      'ratelimitexceeded',
      'slow down',
    ],
    stage: 'rate-limit',
    reason:
      'The answer speaks of a rate limit: too many requests were sent in a short time, and waiting helps.',
  },
  {
    statuses: [403, 409, 400],
    words: [
      'cannot publish over',
      'previously published version',
      'file already exists',
      'version already exists',
      'already exists and cannot be',
    ],
    stage: null,
    reason:
      'This version is already published, and the registry refuses to replace it; neither login nor right is at fault.',
  },
  {
    words: [
      'two-factor authentication or granular access token',
      'two-factor authentication is required',
      'requires two-factor',
    ],
    stage: 'authorization',
    reason: 'The registry knows the account and wants a second factor, or a token that may do without one.',
  },
  {
    words: ['one-time pass', 'code eotp'],
    stage: 'authentication',
    reason: 'The registry wants a one-time password, which a CI job cannot type.',
  },
  {
    words: [
      'saml enforcement',
      'saml sso',
      'x-github-sso: required',
      "x-github-sso': 'required",
      'single sign-on',
    ],
    stage: 'authorization',
    reason:
      'The organisation wants single sign-on: the token is known but not authorised for that organisation.',
  },
  {
    words: ['resource not accessible by integration', 'resource not accessible by personal access token'],
    stage: 'authorization',
    reason: 'GitHub knows the token and refuses: the token lacks the permission for this operation.',
  },
  {
    words: [
      'insufficient_scope',
      'insufficient scope',
      'insufficient authentication scopes',
      'insufficient_granular_scope',
      'access_token_scope_insufficient',
      'missing scope',
      'required scopes',
      'has not been granted the required scopes',
    ],
    stage: 'authorization',
    reason: 'The token is known, but it was issued without the scope that this operation needs.',
  },
  {
    words: ['bad credentials'],
    stage: 'authentication',
    reason: 'The service does not know this credential: it is wrong, expired or revoked.',
  },
  {
    statuses: [403],
    words: ['"not authenticated"', "'not authenticated'", 'not authenticated'],
    stage: 'authentication',
    reason:
      'The answer says "Not authenticated": this framework sends 403 when the Authorization header is missing altogether.',
  },
  {
    words: ['invalid or non-existent authentication', 'invalid authentication information'],
    stage: 'authentication',
    reason: 'The registry does not know the token, and says so with 403.',
  },
  {
    statuses: [403, null],
    words: [
      'server failed to authenticate the request',
      'code:authenticationfailed',
      '<code>authenticationfailed',
    ],
    stage: 'authentication',
    reason:
      'This object store answers 403 when it can’t verify who is calling: the key, the signature or the clock is wrong.',
  },
  {
    words: ['signaturedoesnotmatch'],
    stage: 'authentication',
    reason: 'The signature does not match: the secret key is wrong, or a proxy changed the request.',
  },
  {
    words: [
      'requesttimetooskewed',
      'signature not yet current',
      'difference between the request time and the current time',
    ],
    stage: 'authentication',
    reason:
      'The clock of this machine is too far from the time of the service, so its signature is not accepted.',
  },
  {
    words: [
      'expiredtoken',
      'token has expired',
      'token is expired',
      'token expired',
      'jwt expired',
      'signature has expired',
      'the provided token has expired',
      'security token included in the request is expired',
      'credentials have expired',
      'authorization token has expired',
      'tokenexpirederror',
      'requestexpired',
    ],
    stage: 'authentication',
    reason: 'The credential has expired.',
  },
  {
    words: [
      'invalidaccesskeyid',
      'invalidclienttokenid',
      'unrecognizedclientexception',
      'security token included in the request is invalid',
    ],
    stage: 'authentication',
    reason: 'The service does not know this access key.',
  },
  {
    words: [
      'no authorization header was set',
      'authorization header is missing',
      'missing authorization header',
      'no authorization header',
      'authorization header not found',
      'no basic auth credentials',
      'no credentials were supplied',
      'unable to locate credentials',
    ],
    stage: 'authentication',
    reason: 'The request was sent without any credential.',
  },
  {
    words: [
      'is not authorized to perform',
      'does not have authorization to perform',
      'you do not have permission',
      "you don't have permission to",
      'does not have permission',
      'insufficient permission',
      'insufficient privilege',
      'missing the following permissions',
      'permission_denied: write_package',
      'must have admin rights',
      'write access to repository not granted',
      "isn't allowed to upload",
      'is not allowed to upload',
      'must be an owner',
    ],
    statuses: [401, 403, null],
    stage: 'authorization',
    reason: 'The service knows the caller and says that the right is missing.',
  },
  {
    words: [
      'invalid_token',
      'invalid token',
      'incorrect username or password',
      'invalid username or',
      'could not validate credentials',
      'invalid credentials',
      'invalid api key',
      'incorrect api key',
      'password authentication is not supported',
      'http basic: access denied',
    ],
    statuses: [401, 403, null],
    stage: 'authentication',
    reason: 'The service rejects the credential itself: it is wrong, expired or revoked.',
  },
  ...hidingOverrides,
];
