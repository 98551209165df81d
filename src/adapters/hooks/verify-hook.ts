import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** GitHub signs the raw body: `X-Hub-Signature-256: sha256=<hex>`. The time it takes tells nothing of the secret. */
export function isSignedByGithub(secret: string, body: Uint8Array, signature: string): boolean {
  return isSame(signature, `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
}

/** GitLab sends the secret itself as `X-Gitlab-Token`. */
export function isTokenOfGitlab(secret: string, token: string): boolean {
  return isSame(token, secret);
}

/** Digests have one length whatever was sent. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
