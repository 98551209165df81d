import { randomBytes } from 'node:crypto';
import { OutsideError } from '../../../core/errors.ts';
import { slackErrorCode } from '../slack-error.ts';
import { type Addressee, findAddressee } from './find-addressee.ts';
import type { ListenerContext } from './listener-context.ts';
import { tellPerson } from './tell-person.ts';

/** What a person can do about an answer of Slack's. */
const ADVICE: Readonly<Record<string, string>> = {
  not_in_channel: 'Faultline is not in this channel. Invite it with `/invite @Faultline` and try again.',
  channel_not_found:
    'Faultline can not see this conversation. Invite it with `/invite @Faultline` and try again.',
  is_archived: 'This channel is archived, so the answer can not be posted here.',
  restricted_action:
    'This channel allows only some people to post. Ask its admin to let Faultline write here.',
  missing_scope: 'Faultline lacks a permission in this workspace. Ask an admin to install it again.',
  expired_trigger_id: 'Slack closed the window before it could open. Try again.',
};
const BROKEN = 'This went wrong inside Faultline. Nothing you wrote was changed; try again in a minute.';

/**
 * The one catcher: it logs what broke (never what was said), tells the person with a case id, and lets the
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
}

/** Logs an error under a case id and tells the person behind it what to do, with that id. Never throws. */
export async function reportFailure(
  { client, logger }: Reporter,
  { error, whom, what }: { error: unknown; whom: Addressee | null; what: string },
): Promise<void> {
  const caseId = randomBytes(4).toString('hex').toUpperCase();
  logger.error({ caseId, ...describeError(error) }, what);
  const advice = ADVICE[slackErrorCode(error) ?? ''] ?? BROKEN;
  const isTold = client !== null && (await tellPerson(client, whom, `${advice} (case ${caseId})`));
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
