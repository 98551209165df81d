import type { WebClient } from '@slack/web-api';
import type { Addressee } from './find-addressee.ts';

const TIMEOUT_MS = 5_000;

/**
 * Says something to one person, in the most discreet way that works: behind their command or click, as a
 * note that only they see, in the thread of a direct message, at last in a direct message of its own. False
 * when none worked.
 */
export async function tellPerson(
  client: Pick<WebClient, 'chat'>,
  whom: Addressee | null,
  text: string,
): Promise<boolean> {
  if (whom === null) return false;
  const { user, channel, thread, responseUrl } = whom;
  const inThread = thread === null ? {} : { thread_ts: thread };
  const ways: (() => Promise<unknown>)[] = [];
  if (responseUrl !== null) ways.push(() => respond(responseUrl, text));
  if (channel?.startsWith('D')) ways.push(() => client.chat.postMessage({ channel, text, ...inThread }));
  else if (channel !== null && user !== null)
    ways.push(() => client.chat.postEphemeral({ channel, user, text, ...inThread }));
  if (user !== null) ways.push(() => client.chat.postMessage({ channel: user, text }));
  for (const way of ways) {
    const isTold = await way().then(
      () => true,
      () => false,
    );
    if (isTold) return true;
  }
  return false;
}

async function respond(url: string, text: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`response_url answered ${response.status}`);
}
