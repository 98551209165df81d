import { readSlackMessage } from '../adapters/slack/read-message.ts';
import type { SlackIdentity } from '../adapters/slack/slack-identity.ts';
import { alertKey } from '../core/alert/alert-key.ts';
import type { Alert } from '../core/alert/run.ts';
import type { CompiledCatalog } from '../core/match/compile-catalog.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import { type Decision, decideMessage, type KnownHosts } from '../flows/decide-message.ts';

/** What the bot would have done about one message: a line of `backtest --format json`. */
export interface ReplayedMessage {
  readonly channel: string | null;
  readonly ts: string | null;
  readonly decision: 'ignore' | 'diagnose' | 'alert';
  readonly reason: string;
  readonly diagnosis: { readonly id: string; readonly title: string; readonly confidence: number } | null;
  readonly alert: Omit<Alert, 'link'> | null;
}

export interface ReplaySettings {
  readonly catalog: CompiledCatalog;
  readonly us: SlackIdentity;
  readonly hosts: KnownHosts;
}

/** Replays messages through the live bot's own code, one after the other; remembers them to see repeats. */
export function createReplay(settings: ReplaySettings): (event: unknown) => ReplayedMessage {
  const seen = new Map<string, ReplayedMessage>();
  return (input) => {
    const event = unwrap(input);
    const place = { channel: textOf(event, 'channel'), ts: textOf(event, 'ts') };
    const message = readSlackMessage(event, settings.us);
    if (!message) return ignored(place, 'not a message');
    const delivery = `message ${JSON.stringify([message.channel, place.ts, message.change, message.text])}`;
    const before = seen.get(delivery);
    if (before) return { ...before, ...place, reason: `repeat of ${before.ts}` };
    const decision = decideMessage(settings.catalog, message, settings.hosts);
    const replayed = replay(place, decision);
    seen.set(delivery, replayed);
    return claimed(seen, claimKey(decision, message), replayed);
  };
}

type Place = Pick<ReplayedMessage, 'channel' | 'ts'>;

function replay(place: Place, decision: Decision): ReplayedMessage {
  switch (decision.decision) {
    case 'ignore':
    case 'green':
      return ignored(place, decision.reason);
    case 'words':
      return ignored(place, `${decision.reason}, but for no log`);
    case 'fetch':
    case 'run':
    case 'above':
      // What lies behind a file, a link or a thread is not in an export.
      return ignored(place, `${decision.reason}: not in the export`);
    case 'diagnose': {
      const { diagnosis } = decision.diagnosis.analysis;
      const named = diagnosis && {
        id: diagnosis.id,
        title: diagnosis.title,
        confidence: diagnosis.confidence,
      };
      return { ...place, decision: 'diagnose', reason: decision.reason, diagnosis: named, alert: null };
    }
    case 'alert': {
      const { link: _, ...alert } = decision.alert;
      return { ...place, decision: 'alert', reason: decision.reason, diagnosis: null, alert };
    }
  }
}

function ignored(place: Place, reason: string): ReplayedMessage {
  return { ...place, decision: 'ignore', reason, diagnosis: null, alert: null };
}

/** The live bot answers once for each of these: an edit, or a run that is reported again, gets no second card. */
function claimKey(decision: Decision, message: ChatMessage): string | null {
  if (decision.decision === 'alert') return alertKey(decision.alert, message);
  if (decision.decision === 'diagnose') return `answered ${JSON.stringify([message.channel, message.id])}`;
  return null;
}

function claimed(
  seen: Map<string, ReplayedMessage>,
  key: string | null,
  replayed: ReplayedMessage,
): ReplayedMessage {
  if (key === null) return replayed;
  const before = seen.get(key);
  if (before) return { ...replayed, reason: `repeat of ${before.ts}` };
  seen.set(key, replayed);
  return replayed;
}

/** The event inside the envelope that Slack's Events API sends. */
function unwrap(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  return 'type' in input && input.type === 'event_callback' && 'event' in input ? input.event : input;
}

function textOf(event: unknown, key: 'channel' | 'ts'): string | null {
  if (typeof event !== 'object' || event === null) return null;
  const value: unknown = Reflect.get(event, key);
  return typeof value === 'string' ? value : null;
}
