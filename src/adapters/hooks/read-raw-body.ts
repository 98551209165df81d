import type { IncomingMessage } from 'node:http';

/** The bytes of a request as they came: signatures are over these. */
export type RawBody =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  /** The sender stopped, or took too long. */
  | { readonly kind: 'broken' };

export interface BodyLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** Reads no more than the limits allow, whatever the request claims. Never throws. */
export async function readRawBody(request: IncomingMessage, limits: BodyLimits): Promise<RawBody> {
  if (Number(request.headers['content-length'] ?? 0) > limits.maxBytes) return { kind: 'too-large' };
  const timer = setTimeout(() => request.destroy(), limits.timeoutMs);
  const chunks: Buffer[] = [];
  let seen = 0;
  try {
    for await (const chunk of request) {
      const bytes = Buffer.from(chunk);
      seen += bytes.length;
      if (seen > limits.maxBytes) return { kind: 'too-large' };
      chunks.push(bytes);
    }
    return { kind: 'bytes', bytes: Buffer.concat(chunks) };
  } catch {
    return { kind: 'broken' };
  } finally {
    clearTimeout(timer);
  }
}
