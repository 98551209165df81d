import { loadConfig } from '../../src/config.ts';
import type { Manners } from '../../src/flows/manners.ts';
import { type Playground, startPlayground } from '../../src/playground/main.ts';

export interface Message {
  readonly ts: string;
  readonly text: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly thread_ts?: string;
  readonly blocks?: readonly Readonly<Record<string, unknown>>[];
  readonly files?: readonly Readonly<Record<string, unknown>>[];
}

/** The whole product on this machine, and the hands to work it. */
export interface RunningPlayground {
  readonly url: string;
  readonly services: Playground['services'];
  say(channel: string, text: string, thread?: string): Promise<string>;
  postAsApp(channel: string, message: unknown): Promise<string>;
  run(channel: string, text: string): Promise<void>;
  control(name: string, body: unknown): Promise<Record<string, unknown>>;
  look(name: string): Promise<Record<string, unknown>>;
  /** Answers in a thread, once there are as many as wanted, or when the time is over. */
  answers(channel: string, thread: string, wanted: number, waitMs?: number): Promise<readonly Message[]>;
  stop(): Promise<void>;
}

export const BOT = 'U0FAULTLNE';

export async function runPlayground(manners?: Manners): Promise<RunningPlayground> {
  const { url, services, stop } = await startPlayground(
    loadConfig({ PORT: '0', LOG_LEVEL: 'warn' }),
    manners,
  );
  const control = async (name: string, body: unknown) => {
    const response = await fetch(`${url}/control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const look = async (name: string) =>
    (await (await fetch(`${url}/control/${name}`)).json()) as Record<string, unknown>;
  const messages = async (channel: string) => {
    const { messages } = await look(`messages?channel=${channel}`);
    return messages as readonly Message[];
  };
  return {
    url,
    services,
    control,
    look,
    stop,
    async say(channel, text, thread) {
      return String(
        (await control('messages', { channel, text, ...(thread ? { thread_ts: thread } : {}) }))['ts'],
      );
    },
    async postAsApp(channel, message) {
      return String((await control('app-messages', { channel, message }))['ts']);
    },
    async run(channel, text) {
      await control('commands', { channel, text });
    },
    async answers(channel, thread, wanted, waitMs = 5000) {
      const until = Date.now() + waitMs;
      for (;;) {
        const replies = (await messages(channel)).filter(
          (one) => one.thread_ts === thread && one.ts !== thread && one.user === BOT,
        );
        if (replies.length >= wanted || Date.now() > until) return replies;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
  };
}

/** All words of a message's blocks. */
export function wordsOf(message: Message | undefined): string {
  const words: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'text' && typeof inner === 'string') words.push(inner);
        else visit(inner);
      }
    }
  };
  visit(message?.blocks);
  return words.join('');
}
