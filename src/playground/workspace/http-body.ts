import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonOf } from './json-values.ts';
import type { Json } from './model.ts';

const MOST_BYTES = 8 * 1024 * 1024;

export class BodyTooLarge extends Error {}

/** The fields of a request: query, and a form or JSON body. Unreadable JSON gives no fields. */
export async function readFields(request: IncomingMessage, url: URL): Promise<Json> {
  const fields: Json = Object.fromEntries(url.searchParams);
  const body = await readText(request);
  if (body === '') return fields;
  if (request.headers['content-type']?.startsWith('application/json'))
    return { ...fields, ...parseJson(body) };
  return { ...fields, ...Object.fromEntries(new URLSearchParams(body)) };
}

async function readText(request: IncomingMessage): Promise<string> {
  return (await readBytes(request, MOST_BYTES)).toString('utf8');
}

/** A body as it came; BodyTooLarge beyond `most` bytes. */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > most) throw new BodyTooLarge();
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

function parseJson(body: string): Json {
  try {
    return jsonOf(JSON.parse(body));
  } catch {
    return {};
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}
