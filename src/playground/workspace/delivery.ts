import { createHmac } from 'node:crypto';
import type { Traffic } from './traffic.ts';

export interface Letter {
  /** What the inspector shows: `event message`, `/faultline`, `block_actions`. */
  readonly name: string;
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
  readonly body: string;
  /** The same content, readable. */
  readonly shown: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  /** 0 when nothing came back. */
  readonly status: number;
  readonly text: string;
  readonly reason: 'ok' | 'http_error' | 'http_timeout' | 'connection_failed' | 'not_connected';
  readonly mayRetry: boolean;
}

export type Deliver = (letter: Letter) => Promise<Reply>;

export interface DeliveryOptions {
  readonly signingSecret: string;
  readonly ackTimeoutMs: number;
  readonly traffic: Traffic;
  /** Null while no bot is connected. */
  targetUrl(): string | null;
  /** Aborts what is under way when the workspace stops. */
  readonly stopped: AbortSignal;
}

/** Slack's v0 signature: an HMAC over version, time and raw body. */
export function signRequest(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** One signed POST to the bot. Never throws: a bot that is away is an ordinary answer. */
export function createDelivery(options: DeliveryOptions): Deliver {
  return async function deliver(letter) {
    const url = options.targetUrl();
    if (url === null) return { status: 0, text: '', reason: 'not_connected', mayRetry: false };
    const startedAt = performance.now();
    const reply = await send(url, letter, options);
    const ms = Math.round(performance.now() - startedAt);
    const response = parsed(reply.text) ?? (reply.reason === 'ok' ? reply.text : reply.reason);
    options.traffic.add({
      direction: 'to-bot',
      name: letter.name,
      url,
      status: reply.status,
      ms,
      request: letter.shown,
      response,
    });
    return reply;
  };
}

async function send(url: string, letter: Letter, options: DeliveryOptions): Promise<Reply> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const timeout = AbortSignal.timeout(options.ackTimeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([timeout, options.stopped]),
      headers: {
        'content-type': letter.contentType,
        'user-agent': 'Slackbot 1.0 (playground)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signRequest(options.signingSecret, timestamp, letter.body),
        ...letter.headers,
      },
      body: letter.body,
    });
    const text = await response.text();
    const mayRetry = response.headers.get('x-slack-no-retry') !== '1';
    return { status: response.status, text, reason: response.ok ? 'ok' : 'http_error', mayRetry };
  } catch {
    const reason = timeout.aborted ? 'http_timeout' : 'connection_failed';
    return { status: 0, text: '', reason, mayRetry: !options.stopped.aborted };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
