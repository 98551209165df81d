import type { Exchange, Json, Samples } from '../workspace/model.ts';

export interface Answer extends Json {
  readonly ok: boolean;
  readonly error?: string;
  readonly ts?: string;
  readonly errors?: Readonly<Record<string, string>>;
}

/** Does what a hand does: one POST to the control API. */
export async function act(name: string, body: Json): Promise<Answer> {
  try {
    const response = await fetch(`/control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  } catch {
    return { ok: false, error: 'the playground does not answer' };
  }
}

/** Uploads files and posts them in one message, as a drop onto the composer does. */
export async function postFiles(
  files: readonly File[],
  place: { channelId: string; threadTs: string | undefined; text: string },
): Promise<Answer> {
  const ids: string[] = [];
  for (const file of files) {
    const response = await fetch(`/control/files?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    }).catch(() => null);
    if (!response?.ok) return { ok: false, error: `${file.name} could not be uploaded` };
    const { file: kept } = (await response.json()) as { file: { id: string } };
    ids.push(kept.id);
  }
  const { channelId: channel, threadTs, text } = place;
  return act('messages', {
    channel,
    text,
    files: ids,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });
}

async function read<T>(name: string): Promise<T> {
  const response = await fetch(`/control/${name}`);
  return (await response.json()) as T;
}

export const readSnapshot = <T>() => read<T>('snapshot');
export const readTraffic = () => read<{ traffic: Exchange[] }>('traffic');
export const readSamples = () => read<Samples>('samples');
