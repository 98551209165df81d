import { createServer, type IncomingMessage } from 'node:http';
import { decodeSlackForm, type SlackCallArguments } from './slack-form.ts';

export interface SlackCall {
  readonly method: string;
  readonly arguments: SlackCallArguments;
}

/** A Slack Web API on loopback: remembers what it is asked, and answers as it is told. */
export interface SlackApi {
  /** For `slackApiUrl`. */
  readonly url: string;
  /** Where `response_url` of a command or click points. */
  readonly responseUrl: string;
  readonly calls: readonly SlackCall[];
  callsOf(method: string): readonly SlackCallArguments[];
  /** The next call of the method is refused with this code; later ones are taken again. */
  refuseOnce(method: string, code: string): void;
  refuse(method: string, code: string): void;
  /** What the method answers from now on. */
  answer(method: string, answer: object): void;
  /** The next call of the method is taken, and its answer lost: the connection breaks. */
  loseAnswerOnce(method: string): void;
  /** The next call of the method is turned away by the rate limit, for so many seconds. */
  limitOnce(method: string, seconds: number): void;
  stop(): Promise<void>;
}

export async function startSlackApi(): Promise<SlackApi> {
  const calls: SlackCall[] = [];
  const refusals = new Map<string, { code: string; once: boolean }>();
  const answers = new Map<string, object>();
  const lost = new Set<string>();
  const limited = new Map<string, number>();
  const answer = (method: string) => {
    const refusal = refusals.get(method);
    if (refusal?.once === true) refusals.delete(method);
    if (refusal !== undefined) return { ok: false, error: refusal.code };
    const told = answers.get(method);
    if (told !== undefined) return told;
    if (method === 'auth.test') return { ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1' };
    return { ok: true, channel: 'C1', ts: `1700000000.${String(calls.length).padStart(6, '0')}` };
  };
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const method = (request.url ?? '').replace('/api/', '');
      calls.push({ method, arguments: decodeSlackForm(body, request.headers['content-type'] ?? '') });
      if (lost.delete(method)) {
        request.socket.destroy();
        return;
      }
      const seconds = limited.get(method);
      if (seconds !== undefined) {
        limited.delete(method);
        response.writeHead(429, { 'retry-after': String(seconds) }).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(method)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    responseUrl: `http://127.0.0.1:${port}/api/response-url`,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method).map((call) => call.arguments),
    refuseOnce: (method, code) => void refusals.set(method, { code, once: true }),
    refuse: (method, code) => void refusals.set(method, { code, once: false }),
    answer: (method, answer) => void answers.set(method, answer),
    loseAnswerOnce: (method) => void lost.add(method),
    limitOnce: (method, seconds) => void limited.set(method, seconds),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
