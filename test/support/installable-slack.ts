import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface TokenCall {
  readonly method: string;
  readonly token: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** How the exchange of refresh tokens goes. */
export interface ExchangeMood {
  delayMs: number;
  /** How long a token that was exchanged can be exchanged once more. */
  graceMs: number;
  /** The exchange is made, and its answer never comes. */
  isAnswerLost: boolean;
}

/**
 * A Slack of many workspaces on loopback: exchanges `code-of-T1` for `xoxb-of-T1`, and remembers who called. People
 * whose id begins with UADMIN are admins. `refresh-of-T1` is exchanged once, for `xoxb-2-of-T1` and
 * `refresh-2-of-T1`, and so on; only the newest of them serves.
 */
export interface InstallableSlack {
  readonly apiUrl: string;
  readonly calls: readonly TokenCall[];
  readonly exchange: ExchangeMood;
  /** How long the answer to a post takes after the post was made. */
  postDelayMs: number;
  stop(): Promise<void>;
}

export async function startInstallableSlack(): Promise<InstallableSlack> {
  const calls: TokenCall[] = [];
  const exchange: ExchangeMood = { delayMs: 0, graceMs: 0, isAnswerLost: false };
  const exchangeToken = createExchange(exchange);
  const server = createServer((request, response) => {
    void readFields(request).then(async (fields) => {
      const method = (request.url ?? '').replace('/api/', '');
      const bearer = request.headers.authorization ?? '';
      const token = bearer.replace('Bearer ', '');
      calls.push({ method, token, fields });
      const isExchange = fields['grant_type'] === 'refresh_token';
      const body = isExchange ? exchangeToken(fields['refresh_token'] ?? '') : bodyOf(method, token, fields);
      if (isExchange) await sleep(exchange.delayMs);
      if (method === 'chat.postMessage') await sleep(slack.postDelayMs);
      if (isExchange && exchange.isAnswerLost) request.socket.destroy();
      else
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify(body ?? answer(token, calls.length, fields['user'])));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const slack: InstallableSlack = {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    calls,
    exchange,
    postDelayMs: 0,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return slack;
}

/** Null: the ordinary answer of a method. */
function bodyOf(method: string, token: string, fields: Readonly<Record<string, string>>): object | null {
  if (method === 'oauth.v2.access') return granted((fields['code'] ?? '').replace('code-of-', ''), '');
  return DEAD.test(token) ? { ok: false, error: 'token_expired' } : null;
}

// matches: xoxb-dead-of-T1
const DEAD = /^xoxb-dead-of-/;

/** A refresh token serves once, and a little longer where Slack is graceful. */
function createExchange(mood: ExchangeMood): (refreshToken: string) => object {
  const newest = new Map<string, number>();
  const usedAt = new Map<string, number>();
  return (refreshToken) => {
    // matches: refresh-2-of-T1
    const [, number = '1', team = ''] = /^refresh(?:-(\d+))?-of-(.*)$/.exec(refreshToken) ?? [];
    const used = usedAt.get(refreshToken);
    const isKnown = team !== '' && Number(number) <= (newest.get(team) ?? 1);
    if (!isKnown || (used !== undefined && Date.now() - used >= mood.graceMs))
      return { ok: false, error: 'invalid_refresh_token' };
    usedAt.set(refreshToken, used ?? Date.now());
    const next = (newest.get(team) ?? 1) + 1;
    newest.set(team, next);
    return granted(team, `-${next}`);
  };
}

function granted(team: string, number: string): object {
  return {
    ok: true,
    app_id: 'A1',
    token_type: 'bot',
    scope: 'chat:write',
    access_token: `xoxb${number}-of-${team}`,
    ...(number === '' ? {} : { refresh_token: `refresh${number}-of-${team}`, expires_in: 43_200 }),
    bot_user_id: `UBOT${team}`,
    team: { id: team, name: team },
    enterprise: null,
    authed_user: { id: 'U1' },
    is_enterprise_install: false,
  };
}

function answer(token: string, count: number, user = ''): object {
  const team = token.split('-of-')[1] ?? 'T0';
  return {
    ok: true,
    channel: 'C1',
    ts: `1700000000.${String(count).padStart(6, '0')}`,
    user_id: `UBOT${team}`,
    bot_id: `B${team}`,
    team_id: team,
    user: { id: user, is_admin: user.startsWith('UADMIN') },
    channels: [],
    members: ['U1'],
  };
}

async function readFields(request: IncomingMessage): Promise<Readonly<Record<string, string>>> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  if (request.headers['content-type']?.startsWith('application/json')) return { json: body };
  return Object.fromEntries(new URLSearchParams(body));
}
