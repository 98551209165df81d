import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { AuthorError } from '../../core/errors.ts';

const CIPHER = 'aes-256-gcm';
const VERSION = 'v1';
const IV_BYTES = 12;

/** Encrypts what must not stand in the database as it is. */
export interface Seal {
  /** False without a key. */
  readonly canClose: boolean;
  /** `owner` is bound to the text: it opens for nobody else. */
  close(text: string, owner: string): string;
  /** `isOld`: closed with an earlier key, and better closed again. Throws AuthorError without the right key. */
  open(sealed: string, owner: string): { readonly text: string; readonly isOld: boolean };
}

/** AES-256-GCM under the first of the keys (32 bytes each); the others open what was closed before them. */
export function createSeal(keys: readonly Buffer[]): Seal {
  const named = keys.map((key) => ({ key, name: nameOf(key) }));
  return {
    canClose: named.length > 0,
    close(text, owner) {
      const [first] = named;
      if (first === undefined) throw noKey('is missing', 'a key: openssl rand -base64 32');
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, first.key, iv).setAAD(Buffer.from(owner));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, first.name, ...[iv, cipher.getAuthTag(), data].map(encode)].join('.');
    },
    open(sealed, owner) {
      const [version, name, iv = '', tag = '', data = ''] = sealed.split('.');
      const index = named.findIndex((one) => one.name === name);
      const found = named[index];
      if (version !== VERSION || found === undefined)
        throw noKey(
          'lacks the key of what is stored',
          'keep earlier keys behind the new one, split by commas',
        );
      const decipher = createDecipheriv(CIPHER, found.key, decode(iv)).setAAD(Buffer.from(owner));
      decipher.setAuthTag(decode(tag));
      const text = Buffer.concat([decipher.update(decode(data)), decipher.final()]).toString('utf8');
      return { text, isOld: index > 0 };
    },
  };
}

/** Names a key without telling it. */
function nameOf(key: Buffer): string {
  return createHash('sha256').update('faultline-key-name').update(key).digest('hex').slice(0, 8);
}

function noKey(message: string, hint: string): AuthorError {
  return new AuthorError([{ code: 'encryption-key', where: 'FAULTLINE_ENCRYPTION_KEY', message, hint }]);
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64url');
}

function decode(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
