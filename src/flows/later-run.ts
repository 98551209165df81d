import type { ChatFlowsContext } from './chat-flows-context.ts';
import type { CardPlace } from './ports.ts';
import type { LinkedAlert } from './run-stream.ts';

/** A run that still goes on, or whose log is still on its way, to be asked about again. */
export interface LaterRun {
  readonly alert: LinkedAlert;
  readonly place: CardPlace;
  /** How often it was put off, this time included. */
  readonly times: number;
  /** Names the work that the run came with: the same when that is done again. */
  readonly root: string;
}

/** How long a run is waited for at once: its channel waits too. */
export const WAIT_AT_ONCE_MS = 5_000;
/** The pauses after that; in all some three minutes. */
const PAUSES_MS = [10_000, 20_000, 40_000, 50_000, 60_000];

/** True when there is a further try. */
export function mayComeLater(times: number): boolean {
  return times < PAUSES_MS.length;
}

/**
 * Puts a run off: written down as work of its own that is due after a pause, behind what its channel has by then.
 * Put off again by work that is done again, it is still one.
 */
export async function putOff(
  { store, clock }: Pick<ChatFlowsContext, 'store' | 'clock'>,
  later: Omit<LaterRun, 'times'>,
  before: number,
): Promise<void> {
  const { workspace, channel } = later.place;
  const at = clock() + (PAUSES_MS[before] ?? 0);
  const body = { kind: 'run-later', later: { ...later, times: before + 1 } };
  await store.work.accept({
    key: `${workspace}:${channel}:later:${before + 1}:${later.root}`,
    workspace,
    channel,
    position: (at / 1000).toFixed(6),
    body: JSON.stringify(body),
    at,
  });
}
