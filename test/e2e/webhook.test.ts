import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';
import { type Playground, startPlayground } from '../../src/playground/main.ts';
import { BOT, type Message, wordsOf } from '../support/running-playground.ts';

const CHANNEL = 'C0RELEASE1';
const SECRET = 'a-secret-of-some-length';

let playground: Playground;
let githubUrl: string;
beforeAll(async () => {
  playground = await startPlayground(
    loadConfig({
      PORT: '0',
      LOG_LEVEL: 'warn',
      GITHUB_WEBHOOK_SECRET: SECRET,
      FAULTLINE_ALERT_CHANNEL: CHANNEL,
    }),
  );
  const samples = await (await fetch(`${playground.url}/control/samples`)).text();
  // "url":"http://127.0.0.1:4711/acme/shop/actions/runs/90210"
  githubUrl = /"(http:[^"]+)\/acme\/shop\/actions\/runs/.exec(samples)?.[1] ?? '';
});
afterAll(() => playground.stop());

function tell(run: object): Promise<Response> {
  const body = JSON.stringify({
    action: 'completed',
    repository: { full_name: 'acme/shop' },
    workflow_run: { name: 'release', head_branch: 'main', conclusion: 'failure', run_attempt: 1, ...run },
  });
  return fetch(`${playground.botUrl}/hooks/github`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'workflow_run',
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
    body,
  });
}

async function ours(): Promise<readonly Message[]> {
  const response = await fetch(`${playground.url}/control/messages?channel=${CHANNEL}`);
  const { messages } = (await response.json()) as { messages: readonly Message[] };
  return messages.filter((one) => one.user === BOT);
}

async function waitFor(isThere: (messages: readonly Message[]) => boolean): Promise<readonly Message[]> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const messages = await ours();
    if (isThere(messages)) return messages;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return ours();
}

describe('a webhook on the port that Slack delivers to', () => {
  it('posts one message for the run, its card in the thread, however often it is delivered', async () => {
    const run = {
      html_url: `${githubUrl}/acme/shop/actions/runs/90210`,
      head_sha: '5d1c9be'.padEnd(40, '0'),
    };
    const statuses = await Promise.all(
      [tell(run), tell(run), tell(run)].map(async (one) => (await one).status),
    );
    expect(statuses).toEqual([202, 202, 202]);
    const [opener, card, ...more] = await waitFor((messages) => messages.length >= 2);
    expect(wordsOf(opener)).toContain('release failed on main');
    expect(card?.thread_ts).toBe(opener?.ts);
    expect(wordsOf(card)).toContain('403 from npm.example.com: known, but not allowed');
    expect(more).toEqual([]);
    await tell(run);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await ours()).toHaveLength(2);
  });

  it('turns the card green when the branch passes', async () => {
    await tell({
      conclusion: 'success',
      html_url: `${githubUrl}/acme/shop/actions/runs/90211`,
      head_sha: '9ab1c22'.padEnd(40, '0'),
    });
    const [, card] = await waitFor((messages) => wordsOf(messages[1]).includes('Green again'));
    expect(wordsOf(card)).toMatch(/Green again\* on `main`.*9ab1c22/s);
  });
});
