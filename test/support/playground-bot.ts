import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fields = Readonly<Record<string, unknown>>;

/** The inner event, the payload of an interaction, or the fields of a slash command: what tests read of them. */
export interface Content {
  readonly type: string;
  readonly subtype?: string;
  readonly text: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly channel_type?: string;
  readonly tab?: string;
  readonly trigger_id: string;
  readonly response_url: string;
  readonly message: { readonly text: string };
  readonly previous_message: { readonly text: string };
  readonly blocks: readonly { readonly elements: readonly Fields[] }[];
  readonly actions: readonly Fields[];
  readonly view: { readonly state: { readonly values: Fields } };
}

/** One request that reached the bot. */
export interface Received {
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly content: Content;
  readonly isSigned: boolean;
}

export interface PlaygroundBot {
  readonly url: string;
  readonly received: Received[];
  /** What is answered next; by default an empty 200. */
  answer(reply: (received: Received) => { status?: number; body?: unknown; delayMs?: number }): void;
  waitFor(isWanted: (received: Received) => boolean): Promise<Received>;
  stop(): Promise<void>;
}

/** A bot that only listens: it keeps what arrives and answers what the test says. */
export async function startPlaygroundBot(signingSecret: string): Promise<PlaygroundBot> {
  const received: Received[] = [];
  let reply: Parameters<PlaygroundBot['answer']>[0] = () => ({});
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString('utf8');
    const one = read(body, request.headers, signingSecret);
    received.push(one);
    const { status = 200, body: answer, delayMs = 0 } = reply(one);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    received,
    answer(next) {
      reply = next;
    },
    async waitFor(isWanted) {
      for (let waited = 0; waited < 4_000; waited += 10) {
        const found = received.find(isWanted);
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`not received; got: ${received.map((one) => one.body.slice(0, 120)).join(' | ')}`);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function read(body: string, headers: Received['headers'], secret: string): Received {
  const base = `v0:${headers['x-slack-request-timestamp']}:${body}`;
  const expected = `v0=${createHmac('sha256', secret).update(base).digest('hex')}`;
  const isSigned = headers['x-slack-signature'] === expected;
  if (headers['content-type'] === 'application/json') {
    const { event } = JSON.parse(body) as { event: Content };
    return { body, headers, content: event, isSigned };
  }
  const fields = Object.fromEntries(new URLSearchParams(body));
  const content = (fields['payload'] === undefined ? fields : JSON.parse(fields['payload'])) as Content;
  return { body, headers, content, isSigned };
}
