import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { OutsideError } from '../../../core/errors.ts';
import { slackErrorCode } from '../slack-error.ts';
import { adviceOn } from './advice.ts';
import { type Addressee, findAddressee } from './find-addressee.ts';
import type { ListenerContext } from './listener-context.ts';
import { tellPerson } from './tell-person.ts';

const BROKEN = 'This went wrong inside Faultline. Nothing you wrote was changed; try again in a minute.';

/**
 * The one catcher: it logs what broke (never what was said), tells the person what to do, or a case id, and lets the
 * app go on serving.
 */
export function onError(
  reporterOf: (body: unknown) => Promise<Reporter>,
): (args: { error: unknown; body: unknown }) => Promise<void> {
  return async ({ error, body }) =>
    reportFailure(await reporterOf(body), {
      error: originalOf(error),
      whom: findAddressee(body),
      what: 'a delivery from Slack failed',
    });
}

/** Null: there is nobody who could speak to the person. */
export interface Reporter {
  readonly client: ListenerContext['client'] | null;
  readonly logger: ListenerContext['logger'];
  readonly hints: Hints;
}

/** What people were told lately about a channel: one hint is enough. */
export type Hints = LRUCache<string, true>;

const MOST_HINTS = 5_000;
const HINTED_FOR_MS = 60 * 60_000;

export function createHints(): Hints {
  return new LRUCache({ max: MOST_HINTS, ttl: HINTED_FOR_MS });
}

/** Whoever typed a command or clicked gets an answer each time. */
function wasHinted(hints: Hints, { user, channel, responseUrl }: Addressee, advice: string): boolean {
  if (responseUrl !== null) return false;
  const key = JSON.stringify([user, channel, advice]);
  const wasTold = hints.has(key);
  hints.set(key, true);
  return wasTold;
}

/**
 * Logs an error under a case id and tells the person behind it: what they can do about it, once an hour and
 * channel; else that it is our fault, with that id. Never throws.
 */
export async function reportFailure(
  { client, logger, hints }: Reporter,
  { error, whom, what }: { error: unknown; whom: Addressee | null; what: string },
): Promise<void> {
  const caseId = randomBytes(4).toString('hex').toUpperCase();
  logger.error({ caseId, ...describeError(error) }, what);
  const advice = adviceOn(error);
  if (advice !== null && whom !== null && wasHinted(hints, whom, advice)) return;
  const words = advice ?? `${BROKEN} (case ${caseId})`;
  const isTold = client !== null && (await tellPerson(client, whom, words));
  if (!isTold) logger.warn({ caseId }, 'nobody could be told about a failed delivery');
}

/** Bolt wraps errors that are not its own. */
function originalOf(error: unknown): unknown {
  return error instanceof Error && 'original' in error && error.original instanceof Error
    ? error.original
    : error;
}

/** Kind and place of an error. Its message is left out: it may quote a log. */
function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const outside = error instanceof OutsideError ? { operation: error.operation, status: error.status } : {};
  const frames = (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 12);
  return { name: error.name, slack: slackErrorCode(error), ...outside, frames };
}
