import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerApiCall } from './api/web-api.ts';
import { CONTROLS, snapshot } from './control.ts';
import type { Emulator } from './emulator.ts';
import { answerFile, isFilePath, takeDroppedFile } from './file-routes.ts';
import { readFields, sendJson, sendText } from './http-body.ts';
import { jsonOf, textOf } from './json-values.ts';
import type { Json } from './model.ts';
import { isPagePath, servePage } from './page.ts';
import { SlackError } from './slack-error.ts';
import type { Stream } from './stream.ts';

export interface Visit {
  readonly emulator: Emulator;
  readonly stream: Stream;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

// matches: 127.0.0.1:3000   localhost   [::1]:3000
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;
const API = '/api/';
const CONTROL = '/control/';
const RESPONSE = '/response/';

export async function route(visit: Visit): Promise<void> {
  const { request, response, emulator } = visit;
  const url = new URL(request.url ?? '/', 'http://workspace');
  const path = url.pathname;
  if (!isFromHere(request)) return sendText(response, 403, 'this workspace answers only its own machine');
  if (path.startsWith(API)) return answerApi(visit, url);
  if (path.startsWith(CONTROL)) return answerControl(visit, url);
  if (path.startsWith(RESPONSE)) return answerResponseUrl(visit, url);
  if (isFilePath(path)) return answerFile(emulator, path, visit);
  if (request.method === 'GET' && isPagePath(path)) {
    return servePage(emulator.settings.webRoot, path, response);
  }
  sendText(response, 404, 'not found');
}

/** Keeps out pages of other sites: a foreign name that resolves to loopback, or a foreign page's POST. */
function isFromHere(request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  const { origin } = request.headers;
  return LOOPBACK_HOST.test(host) && (origin === undefined || origin === `http://${host}`);
}

async function answerApi({ emulator, request, response }: Visit, url: URL): Promise<void> {
  const startedAt = performance.now();
  const method = url.pathname.slice(API.length);
  const fields = await readFields(request, url);
  const [, token = ''] = (request.headers.authorization ?? '').split(' ');
  const answer = answerApiCall(emulator, { method, token, fields });
  const delayMs = emulator.settings.answerDelayMs(method);
  if (delayMs > 0) await sleep(delayMs);
  const { token: _hidden, ...shown } = fields;
  emulator.traffic.add({
    direction: 'from-bot',
    name: method,
    url: url.pathname,
    status: 200,
    ms: Math.round(performance.now() - startedAt),
    request: readable(shown),
    response: answer,
  });
  sendJson(response, 200, answer);
}

/** Structured form fields as JSON, for the inspector. */
function readable(fields: Json): Json {
  const entries = Object.entries(fields).map(([name, value]) => {
    if (typeof value !== 'string' || !(value.startsWith('[') || value.startsWith('{'))) return [name, value];
    try {
      return [name, JSON.parse(value) as unknown];
    } catch {
      return [name, value];
    }
  });
  return Object.fromEntries(entries) as Json;
}

async function answerControl(visit: Visit, url: URL): Promise<void> {
  const { emulator, stream, request, response } = visit;
  const name = url.pathname.slice(CONTROL.length);
  if (request.method === 'GET') {
    if (name === 'stream') return stream.join(response);
    const answer = readControl(emulator, name, url);
    return answer === null ? sendText(response, 404, 'not found') : sendJson(response, 200, answer);
  }
  if (name === 'files') return takeDroppedFile(emulator, url, visit);
  const control = Object.hasOwn(CONTROLS, name) ? CONTROLS[name] : undefined;
  if (request.method !== 'POST' || control === undefined) return sendText(response, 404, 'not found');
  const fields = await readFields(request, url);
  try {
    sendJson(response, 200, await control(emulator, fields));
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    sendJson(response, 200, { ok: false, error: error.code, ...error.extra });
  }
}

function readControl(emulator: Emulator, name: string, url: URL): unknown {
  const { store, views, traffic, settings } = emulator;
  if (name === 'snapshot') return snapshot(emulator);
  if (name === 'traffic') return { ok: true, traffic: traffic.list() };
  if (name === 'samples') return { ok: true, ...settings.samples };
  if (name === 'view') return { ok: true, view: views.top, home: views.home };
  if (name !== 'messages') return null;
  const wanted = url.searchParams.get('channel') ?? '';
  const channel = store.channels.find((one) => one.id === wanted || one.name === wanted);
  if (channel === undefined) return { ok: false, error: 'channel_not_found' };
  return { ok: true, messages: store.messages(channel.id), ephemerals: store.ephemerals(channel.id) };
}

async function answerResponseUrl({ emulator, request, response }: Visit, url: URL): Promise<void> {
  const startedAt = performance.now();
  const fields = await readFields(request, url);
  // A form-encoded answer carries its JSON in `payload`.
  const body = fields['payload'] === undefined ? fields : jsonOf(JSON.parse(textOf(fields['payload'])));
  const add = (status: number, answer: unknown) =>
    emulator.traffic.add({
      direction: 'from-bot',
      name: 'response_url',
      url: url.pathname,
      status,
      ms: Math.round(performance.now() - startedAt),
      request: body,
      response: answer,
    });
  try {
    emulator.responseUrls.answer(url.pathname.slice(RESPONSE.length), body);
    add(200, 'ok');
    sendText(response, 200, 'ok');
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const answer = { ok: false, error: error.code, ...error.extra };
    add(404, answer);
    sendJson(response, 404, answer);
  }
}
