import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Emulator } from './emulator.ts';
import { readBytes, sendJson, sendText } from './http-body.ts';
import { SlackError } from './slack-error.ts';

/** Slack takes files of 1 GB; this workspace lives in memory. */
const MOST_BYTES = 128 * 1024 * 1024;
const PRIVATE = '/files-pri/';
const UPLOAD = '/upload/';
const SIGN_IN = '/sign-in';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export function isFilePath(path: string): boolean {
  return path.startsWith(PRIVATE) || path.startsWith(UPLOAD) || path === SIGN_IN;
}

/** The addresses of files: `url_private` with the bot's token, the upload that the API promised, the sign-in page. */
export async function answerFile(emulator: Emulator, path: string, visit: Exchange): Promise<void> {
  const { response } = visit;
  try {
    if (path === SIGN_IN) return signIn(response);
    if (path.startsWith(UPLOAD)) return await receive(emulator, path.slice(UPLOAD.length), visit);
    return serve(emulator, path.slice(PRIVATE.length).split('/')[0] ?? '', visit);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    sendText(response, 404, error.code);
  }
}

/** The page asks without a token: it is the person's own, on this machine. */
function serve(emulator: Emulator, id: string, { request, response }: Exchange): void {
  const [, token = ''] = (request.headers.authorization ?? '').split(' ');
  const isPage = request.headers['sec-fetch-site'] === 'same-origin';
  if (token !== emulator.settings.botToken && !isPage) {
    response.writeHead(302, { location: `${emulator.baseUrl()}${SIGN_IN}?redir=${id}` }).end();
    return;
  }
  const { name, mimetype } = emulator.files.find(id);
  response.writeHead(200, {
    'content-type': mimetype,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff',
  });
  response.end(emulator.files.bytesOf(id));
}

function signIn(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><title>Sign in</title><p>Sign in to see this file.</p>');
}

async function receive(emulator: Emulator, id: string, { request, response }: Exchange): Promise<void> {
  const type = request.headers['content-type'] ?? '';
  const bytes = await fileIn(await readBytes(request, MOST_BYTES), type);
  emulator.files.fill(id, bytes);
  sendText(response, 200, `OK - ${bytes.length}`);
}

/** Slack takes the bytes as they are, or as the file of a form. */
async function fileIn(body: Buffer, type: string): Promise<Uint8Array> {
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const file = [...form.values()].find((value) => typeof value !== 'string');
  return file === undefined ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
}

/** A person drops a file: `?name=build.log`, the bytes as the body. It is shared by the message that names it. */
export async function takeDroppedFile(emulator: Emulator, url: URL, { request, response }: Exchange) {
  const bytes = await readBytes(request, MOST_BYTES);
  const file = emulator.files.add({
    name: url.searchParams.get('name') || 'untitled',
    user: emulator.store.user(url.searchParams.get('user') || emulator.store.me).id,
    bytes,
    isSnippet: url.searchParams.get('mode') === 'snippet',
  });
  sendJson(response, 200, { ok: true, file });
}
