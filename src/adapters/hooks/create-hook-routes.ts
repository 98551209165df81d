import type { IncomingMessage, ServerResponse } from 'node:http';
import { readRunLink } from '../../core/alert/read-run-link.ts';
import type { Provider } from '../../core/alert/run.ts';
import { OutsideError } from '../../core/errors.ts';
import type { Logger } from '../../flows/ports.ts';
import type { RunNews } from '../../flows/run-news.ts';
import type { HookReading } from './hook-reading.ts';
import { readGithubHook } from './read-github-hook.ts';
import { readGitlabHook } from './read-gitlab-hook.ts';
import { type BodyLimits, readRawBody } from './read-raw-body.ts';
import { isSignedByGithub, isTokenOfGitlab } from './verify-hook.ts';

export const GITHUB_HOOK_PATH = '/hooks/github';
export const GITLAB_HOOK_PATH = '/hooks/gitlab';

export interface HookSettings {
  /** Null: the door is closed, and says so. */
  readonly githubSecret: string | null;
  readonly gitlabSecret: string | null;
  readonly hosts: ReadonlyMap<string, Provider>;
  readonly logger: Logger;
  readonly limits?: Partial<BodyLimits>;
  /** Resolves when the news is in safe hands; what it throws makes the service deliver again. */
  accept(news: Omit<RunNews, 'workspace' | 'channel'>): Promise<void>;
}

/** One path of an HTTP server. */
export interface HookRoute {
  readonly path: string;
  readonly method: 'POST';
  handler(request: IncomingMessage, response: ServerResponse): void;
}

/** A pipeline with a thousand jobs is about 2 MB. */
const LIMITS: BodyLimits = { maxBytes: 5 * 1024 * 1024, timeoutMs: 10_000 };

/** What differs from service to service. */
interface HookDoor {
  readonly path: string;
  readonly secret: string | null;
  readonly secretName: string;
  readonly proofHeader: string;
  readonly eventHeader: string;
  isProven(secret: string, body: Uint8Array, proof: string): boolean;
  read(event: string | null, body: unknown): HookReading;
}

/** The doors for CI services that tell us of their runs themselves. Every answer is JSON and says what to do. */
export function createHookRoutes(settings: HookSettings): readonly HookRoute[] {
  return doorsOf(settings).map((door) => ({
    path: door.path,
    method: 'POST',
    handler(request, response) {
      answer(settings, door, request)
        .catch((error: unknown): HookAnswer => {
          const name = error instanceof Error ? error.name : typeof error;
          settings.logger.error({ name, path: door.path }, 'a webhook failed');
          return refuse(500, 'this went wrong inside Faultline');
        })
        .then((given) => reply(response, given));
    },
  }));
}

function reply(response: ServerResponse, { status, ...body }: HookAnswer): void {
  // What is left of a body that we did not read must not keep the connection.
  if (status !== 200 && status !== 202) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

function doorsOf({ githubSecret, gitlabSecret }: HookSettings): readonly HookDoor[] {
  return [
    {
      path: GITHUB_HOOK_PATH,
      secret: githubSecret,
      secretName: 'GITHUB_WEBHOOK_SECRET',
      proofHeader: 'x-hub-signature-256',
      eventHeader: 'x-github-event',
      isProven: isSignedByGithub,
      read: readGithubHook,
    },
    {
      path: GITLAB_HOOK_PATH,
      secret: gitlabSecret,
      secretName: 'GITLAB_WEBHOOK_SECRET',
      proofHeader: 'x-gitlab-token',
      eventHeader: 'x-gitlab-event',
      isProven: (secret, _body, token) => isTokenOfGitlab(secret, token),
      read: readGitlabHook,
    },
  ];
}

interface HookAnswer {
  readonly status: number;
  readonly result: 'accepted' | 'ignored' | 'refused';
  readonly message: string;
}

async function answer(settings: HookSettings, door: HookDoor, request: IncomingMessage): Promise<HookAnswer> {
  const { secret } = door;
  if (secret === null) return refuse(404, `this door is closed: set ${door.secretName} where Faultline runs`);
  const proof = headerOf(request, door.proofHeader);
  if (proof === null)
    return refuse(401, `the header ${door.proofHeader} is missing: set a secret in the webhook`);
  const type = headerOf(request, 'content-type') ?? '';
  if (!type.startsWith('application/json'))
    return refuse(415, 'choose the content type application/json in the webhook');
  const raw = await readRawBody(request, { ...LIMITS, ...settings.limits });
  if (raw.kind === 'too-large') return refuse(413, 'the body is larger than 5 MB');
  if (raw.kind === 'broken') return refuse(400, 'the body ended before it was whole');
  if (!door.isProven(secret, raw.bytes, proof))
    return refuse(401, `${door.proofHeader} does not fit: the webhook's secret is not ${door.secretName}`);
  const body = parseJson(raw.bytes);
  if (body === undefined) return refuse(400, 'the body is no JSON');
  return act(settings, door.read(headerOf(request, door.eventHeader), body));
}

async function act(settings: HookSettings, reading: HookReading): Promise<HookAnswer> {
  if (reading.kind === 'unreadable') return refuse(400, 'the body is not what this event holds');
  if (reading.kind === 'ignored') return { status: 200, result: 'ignored', message: reading.reason };
  const { verdict, facts, url } = reading;
  const link = readRunLink(url, settings.hosts);
  if (link === null) return refuse(400, 'the address of the run is not one that we know to read');
  // A first attempt's page is the run's own.
  const attempt = (facts.attempt ?? 1) > 1 ? facts.attempt : link.attempt;
  const { provider, runUrl, runId } = link;
  const run = { ...facts, provider, runUrl, runId, link: { ...link, attempt } };
  try {
    await settings.accept({ verdict, run });
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    settings.logger.error({ operation: error.operation }, 'a webhook could not be taken in');
    return refuse(503, 'it could not be taken in: deliver it again');
  }
  return { status: 202, result: 'accepted', message: `a run that ${verdict}` };
}

function refuse(status: number, message: string): HookAnswer {
  return { status, result: 'refused', message };
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
