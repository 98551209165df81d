import type { JwtClaims } from '../redacted-log.ts';

// eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3MDAwMDAwMDB9.c2ln
const JWT = /(?<![\w-])eyJ[\w-]{6,}\.(?<payload>eyJ[\w-]{4,})/;

/** Three claims of the first JWT in a text, read locally; null when there is none or it can't be read. */
export function readJwt(text: string): JwtClaims | null {
  const payload = JWT.exec(text)?.groups?.['payload'];
  if (payload === undefined) return null;
  const json = parseObject(payload);
  if (json === null) return null;
  return { exp: numberIn(json, 'exp'), aud: textIn(json, 'aud'), iss: textIn(json, 'iss') };
}

function parseObject(base64url: string): Record<string, unknown> | null {
  try {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof json === 'object' && json !== null ? { ...json } : null;
  } catch {
    return null;
  }
}

function numberIn(json: Record<string, unknown>, key: string): number | null {
  const value = json[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** `aud` may be a list: its first entry speaks for it. Bounded, for it comes from a stranger. */
function textIn(json: Record<string, unknown>, key: string): string | null {
  const value = json[key];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.length > 0 && first.length <= 300 ? first : null;
}
