import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';
import { createFaultline, type Faultline } from '../../src/faultline.ts';
import {
  commandDelivery,
  messageDelivery,
  messageShortcutDelivery,
  pasteDelivery,
} from '../support/slack-deliveries.ts';
import { type SlackSocketServer, startSlackSocketServer } from '../support/slack-socket-server.ts';

const REFUSED = 'npm error code E403\nnpm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui';

let slack: SlackSocketServer;
let faultline: Faultline;
beforeAll(async () => {
  slack = await startSlackSocketServer();
  const config = loadConfig({ LOG_LEVEL: 'silent', DATABASE_URL: 'sqlite::memory:' });
  faultline = await createFaultline(config, {
    botToken: 'xoxb-1',
    slackApiUrl: slack.url,
    transport: { kind: 'socket', appToken: 'xapp-1' },
  });
  await faultline.start();
});
afterAll(async () => {
  await faultline.close();
  await slack.stop();
});

function posts(): string[] {
  return slack.calls
    .filter(({ method }) => method === 'chat.postMessage')
    .map(({ body }) => decodeURIComponent(body.replaceAll('+', ' ')));
}

async function postsUntil(wanted: number): Promise<string[]> {
  for (let waited = 0; waited < 6_000 && posts().length < wanted; waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return posts();
}

describe('Socket Mode', () => {
  it('acknowledges an event, answers it once, and knows a second delivery of it', async () => {
    const event = messageDelivery({ ts: '1790000001.0', text: REFUSED });
    expect(await slack.deliver('events_api', event)).toHaveProperty('envelope_id');
    expect(await slack.redeliver(event)).toHaveProperty('envelope_id');
    const [card, ...others] = await postsUntil(1);
    expect(card).toContain('403 from npm.example.com');
    expect(card).toContain('thread_ts=1790000001.0');
    expect(others).toEqual([]);
  });

  it('takes commands, forms and shortcuts', async () => {
    const before = posts().length;
    await slack.deliver('slash_commands', commandDelivery('help', `${slack.url}response-url`));
    await slack.deliver(
      'interactive',
      messageShortcutDelivery({ ts: '1790000002.0', text: 'frobnicate: error: out of phase' }),
    );
    expect(await slack.deliver('interactive', pasteDelivery(null))).toMatchObject({
      payload: { response_action: 'errors' },
    });
    const after = await postsUntil(before + 1);
    expect(after.at(-1)).toContain('No playbook fits this failure');
    expect(slack.calls.some(({ method }) => method === 'response-url')).toBe(true);
  });

  it('goes on when Slack renews the connection', async () => {
    const { connections } = slack;
    const before = posts().length;
    await slack.refresh();
    for (let waited = 0; waited < 5_000 && slack.connections === connections; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await slack.deliver(
      'events_api',
      messageDelivery({ ts: '1790000003.0', channel: 'C2', text: `again\n\`\`\`${REFUSED}\`\`\`` }),
    );
    expect((await postsUntil(before + 1)).at(-1)).toContain('thread_ts=1790000003.0');
  });
});
