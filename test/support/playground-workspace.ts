import type { WorkspaceOptions } from '../../src/playground/workspace/options.ts';
import { createWorkspace, type Workspace } from '../../src/playground/workspace/workspace.ts';
import { type PlaygroundBot, startPlaygroundBot } from './playground-bot.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What tests read of the answers of the Web API and the control API. */
export interface Answer {
  readonly ok: boolean;
  readonly error: string;
  readonly ts: string;
  readonly message: {
    readonly text: string;
    readonly blocks: readonly [Fields, ...Fields[]];
    readonly attachments: readonly Fields[];
  };
  readonly messages: readonly [{ readonly text: string }, ...{ readonly text: string }[]];
  readonly ephemerals: readonly [{ readonly text: string }, ...{ readonly text: string }[]];
  readonly view: { readonly callback_id: string } | null;
  readonly traffic: readonly Fields[];
  readonly response_metadata: { readonly messages: readonly [string, ...string[]] };
}

export interface TestWorkspace {
  readonly url: string;
  readonly workspace: Workspace;
  readonly bot: PlaygroundBot;
  /** A Web API call, form-encoded as the client sends it. */
  api(method: string, args?: Record<string, unknown>, token?: string): Promise<Answer>;
  /** What a hand does. */
  control(name: string, body: Record<string, unknown>): Promise<Answer>;
  look(name: string): Promise<Answer>;
  stop(): Promise<void>;
}

const SECRET = 'a-signing-secret';

export async function startTestWorkspace(extra: Partial<WorkspaceOptions> = {}): Promise<TestWorkspace> {
  const bot = await startPlaygroundBot(SECRET);
  const workspace = createWorkspace({
    port: 0,
    botToken: 'xoxb-playground',
    signingSecret: SECRET,
    eventsUrl: bot.url,
    botUser: { id: 'U0BOT00001', name: 'helper' },
    botId: 'B0BOT00001',
    appId: 'A0APP00001',
    teamId: 'T0TEAM0001',
    slashCommands: [{ command: '/helper', description: 'Helps', usageHint: '[topic]' }],
    retryDelaysMs: [5, 5, 5],
    ...extra,
  });
  const { url } = await workspace.start();
  return {
    url,
    workspace,
    bot,
    api: (method, args = {}, token = 'xoxb-playground') => callApi(url, method, { args, token }),
    control: (name, body) => postJson(`${url}/control/${name}`, body),
    look: async (name) => (await fetch(`${url}/control/${name}`)).json() as Promise<Answer>,
    async stop() {
      await workspace.stop();
      await bot.stop();
    },
  };
}

async function callApi(url: string, method: string, call: { args: Record<string, unknown>; token: string }) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(call.args)) {
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const response = await fetch(`${url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${call.token}` },
    body: form,
  });
  return (await response.json()) as Answer;
}

async function postJson(url: string, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}
