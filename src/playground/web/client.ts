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

async function read<T>(name: string): Promise<T> {
  const response = await fetch(`/control/${name}`);
  return (await response.json()) as T;
}

export const readSnapshot = <T>() => read<T>('snapshot');
export const readTraffic = () => read<{ traffic: Exchange[] }>('traffic');
export const readSamples = () => read<Samples>('samples');
