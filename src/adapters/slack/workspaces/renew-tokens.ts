import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { OutsideError } from '../../../core/errors.ts';
import type { Installation, Installations, RenewedTokens } from '../../../flows/installations.ts';
import type { Clock, Logger } from '../../../flows/ports.ts';
import { createPostingClient } from '../create-slack-client.ts';
import { slackErrorCode, wrapSlackError } from '../slack-error.ts';
import type { SlackInstall, SlackSettings } from '../slack-settings.ts';

/** With token rotation a token lives for half a day. One that ends sooner than this is exchanged. */
const RENEWED_BEFORE_MS = 2 * 60 * 60_000;
/** A token that ends sooner is not spoken with: speakers are kept for a while. */
const SPOKEN_WITH_MS = 2 * 60_000;
/** Longer than Slack is waited for. After a crash or a failure the next exchange begins no sooner. */
const LEASE_MS = 20_000;
/** How long another's exchange is waited for when there is no token to speak with meanwhile: Slack waits three seconds. */
const WAIT_MS = 2_000;
const LOOK_MS = 100;
/** Tokens that Slack gave are lost with us if they can't be written down. */
const SAVE_PAUSES_MS = [100, 300, 1_000, 3_000];
const REFUSED = 'invalid_refresh_token';

export interface RenewalOptions {
  readonly settings: SlackSettings;
  readonly install: SlackInstall;
  readonly installations: Installations;
  readonly clock: Clock;
  readonly logger: Logger;
  /** There are newer tokens than those that were handed out. */
  readonly onRenewed: (workspace: string) => void;
}

/** Exchanges tokens before they end. */
export interface Renewal {
  /**
   * The installation with a token to speak with. While the token lives it is exchanged beside; a dead one is waited
   * for. Null when the workspace left, or must install the app again; throws OutsideError when there is no living
   * token yet.
   */
  withLivingToken(found: Installation): Promise<Installation | null>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/**
 * A refresh token serves once, so of all processes one exchanges it: whoever got the lease on its row. The others
 * go on with the present token, which Slack does not take back, or wait for the new one. Whoever dies in the middle
 * leaves the old refresh token behind; Slack takes it once more for a short while.
 */
export function createRenewal(options: RenewalOptions): Renewal {
  const { clock, logger, onRenewed } = options;
  const underWay = new Set<Promise<unknown>>();

  function beside(found: Installation): void {
    const one = renew(options, found)
      .then((renewed) => renewed && onRenewed(found.workspace))
      .catch((error: unknown) => {
        const operation = error instanceof OutsideError ? error.operation : 'unknown';
        logger.error({ operation }, 'a token that ends soon was not exchanged');
      })
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }

  return {
    async withLivingToken(found) {
      if (isLost(found, clock)) return null;
      if (!endsWithin(found, RENEWED_BEFORE_MS, clock)) return found;
      if (!endsWithin(found, SPOKEN_WITH_MS, clock)) {
        beside(found);
        return found;
      }
      const waiting = waitForToken(options, found);
      const one = waiting.catch(() => undefined).finally(() => underWay.delete(one));
      underWay.add(one);
      return waiting;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function endsWithin({ refreshToken, expiresAt }: Installation, ms: number, clock: Clock): boolean {
  return refreshToken !== null && expiresAt !== null && expiresAt - clock() <= ms;
}

/** The token ended, and nothing is left to exchange for another. */
function isLost({ refreshToken, expiresAt }: Installation, clock: Clock): boolean {
  return refreshToken === null && expiresAt !== null && expiresAt <= clock() + SPOKEN_WITH_MS;
}

/** Our own exchange, or the outcome of another's. */
async function waitForToken(options: RenewalOptions, found: Installation): Promise<Installation | null> {
  const { installations, clock } = options;
  const until = Date.now() + WAIT_MS;
  let failure: unknown = underWayElsewhere();
  for (let present: Installation | null = found; present !== null; ) {
    const seen: Installation = present;
    const renewed = await renew(options, seen).catch(async (error: unknown) => {
      failure = error;
      if (slackErrorCode(error) === REFUSED) await giveUp(options, seen);
      return null;
    });
    if (renewed !== null) return renewed;
    present = await installations.find(found.workspace);
    if (present === null || isLost(present, clock)) return null;
    if (!endsWithin(present, SPOKEN_WITH_MS, clock)) return present;
    if (Date.now() > until) throw failure;
    await sleep(LOOK_MS);
  }
  return null;
}

/** No other call of ours made the refresh token worthless, or its outcome would stand in the row: it was revoked. */
async function giveUp({ installations, logger }: RenewalOptions, seen: Installation): Promise<void> {
  const isOver = await installations.saveRenewed(seen, { ...seen, refreshToken: null });
  if (isOver) logger.error({}, 'Slack refuses a refresh token: that workspace must install the app again');
}

function underWayElsewhere(): OutsideError {
  const operation = 'oauth.v2.access: under way elsewhere';
  return new OutsideError({ provider: 'slack', operation, retryable: true }, null);
}

/** Null: somebody else is at it, or was. */
async function renew(options: RenewalOptions, seen: Installation): Promise<Installation | null> {
  const { installations, clock } = options;
  const at = clock();
  if (!(await installations.beginRenewal(seen, { at, until: at + LEASE_MS }))) return null;
  const renewed = await exchange(options, seen.refreshToken ?? '');
  return (await saveSurely(installations, seen, renewed)) ? { ...seen, ...renewed } : null;
}

const Granted = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

/** One call, never repeated by itself: what was lost is exchanged again when the lease ended. */
async function exchange(
  { settings, install, clock, logger }: RenewalOptions,
  refreshToken: string,
): Promise<RenewedTokens> {
  try {
    const client = createPostingClient({ ...settings, botToken: '' }, logger);
    const answer = await client.apiCall('oauth.v2.access', {
      client_id: install.clientId,
      client_secret: install.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    const { access_token, refresh_token, expires_in } = Granted.parse(answer);
    return { botToken: access_token, refreshToken: refresh_token, expiresAt: clock() + expires_in * 1000 };
  } catch (error) {
    throw wrapSlackError('oauth.v2.access', error);
  }
}

async function saveSurely(
  installations: Installations,
  seen: Installation,
  renewed: RenewedTokens,
): Promise<boolean> {
  for (const pauseMs of SAVE_PAUSES_MS) {
    try {
      return await installations.saveRenewed(seen, renewed);
    } catch {
      await sleep(pauseMs);
    }
  }
  return installations.saveRenewed(seen, renewed);
}
