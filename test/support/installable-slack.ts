import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenCall {
  readonly method: string;
  readonly token: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * A Slack of many workspaces on loopback: exchanges `code-of-T1` for `xoxb-of-T1`, and remembers who called. People
 * whose id begins with UADMIN are admins.
 */
export interface InstallableSlack {
  readonly apiUrl: string;
  readonly calls: readonly TokenCall[];
  stop(): Promise<void>;
}

export async function startInstallableSlack(): Promise<InstallableSlack> {
  const calls: TokenCall[] = [];
  const server = createServer((request, response) => {
    void readFields(request).then((fields) => {
      const method = (request.url ?? '').replace('/api/', '');
      const bearer = request.headers.authorization ?? '';
      const token = bearer.replace('Bearer ', '');
      calls.push({ method, token, fields });
      const body =
        method === 'oauth.v2.access' ? granted(fields) : answer(token, calls.length, fields['user']);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function granted({ code = '', refresh_token: refreshToken = '' }: Readonly<Record<string, string>>): object {
  const team = (code || refreshToken).replace(/^(?:code|refresh)-of-/, '');
  return {
    ok: true,
    app_id: 'A1',
    token_type: 'bot',
    scope: 'chat:write',
    access_token: refreshToken === '' ? `xoxb-of-${team}` : `xoxb-again-of-${team}`,
    ...(refreshToken === '' ? {} : { refresh_token: `refresh-of-${team}`, expires_in: 43_200 }),
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
