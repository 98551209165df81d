import { setTimeout as sleep } from 'node:timers/promises';
import type { Deliver } from './delivery.ts';
import { newId } from './ids.ts';
import { textOf } from './json-values.ts';
import type { Json } from './model.ts';
import type { Settings } from './options.ts';

export interface Events {
  /** Delivers an inner event to the bot, and the mention that a message may hold. */
  send(event: Json): void;
  /** Resolves when every delivery has ended, its retries included. */
  settled(): Promise<void>;
}

/**
 * The Events API, outgoing.
 *
 * More forgiving than Slack: the bot is a member of every channel and subscribed to everything the store
 * makes, and a bot that keeps failing is never switched off.
 */
export function createEvents(settings: Settings, deliver: Deliver, stopped: AbortSignal): Events {
  const underWay = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };

  async function deliverWithRetries(envelope: Json): Promise<void> {
    let reply = await deliverOnce(deliver, envelope, null);
    for (const [index, pauseMs] of settings.retryDelaysMs.slice(0, 3).entries()) {
      if (reply.reason === 'ok' || !reply.mayRetry) return;
      // The waiting timer must not keep the process alive after stop().
      await sleep(pauseMs, undefined, { ref: false, signal: stopped }).catch(() => undefined);
      if (stopped.aborted) return;
      reply = await deliverOnce(deliver, envelope, { num: index + 1, reason: reply.reason });
    }
  }

  return {
    send(event) {
      track(deliverWithRetries(envelopeOf(settings, event)));
      const mention = mentionOf(event, settings);
      if (mention !== null) track(deliverWithRetries(envelopeOf(settings, mention)));
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

function deliverOnce(deliver: Deliver, envelope: Json, retry: { num: number; reason: string } | null) {
  const headers: Record<string, string> =
    retry === null ? {} : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason };
  const again = retry === null ? '' : ` (retry ${retry.num})`;
  return deliver({
    name: `event ${eventName(envelope['event'] as Json)}${again}`,
    contentType: 'application/json',
    body: JSON.stringify(envelope),
    shown: envelope,
    headers,
  });
}

function eventName(event: Json): string {
  const subtype = textOf(event['subtype']);
  return textOf(event['type']) + (subtype === '' ? '' : `.${subtype}`);
}

function envelopeOf(settings: Settings, event: Json): Json {
  const { teamId, appId, botUser } = settings;
  return {
    token: 'playground-verification-token',
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUser.id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: newId('4-'),
  };
}

/** Slack sends `app_mention` beside `message`, but not for direct messages, edits or the bot's own words. */
function mentionOf(event: Json, settings: Settings): Json | null {
  if (event['type'] !== 'message' || event['channel_type'] === 'im') return null;
  const subtype = event['subtype'];
  if (
    subtype !== undefined &&
    subtype !== 'bot_message' &&
    subtype !== 'thread_broadcast' &&
    subtype !== 'file_share'
  )
    return null;
  if (event['user'] === settings.botUser.id) return null;
  if (!textOf(event['text']).includes(`<@${settings.botUser.id}>`)) return null;
  const { channel_type: _type, subtype: _subtype, ...rest } = event;
  return { ...rest, type: 'app_mention' };
}
