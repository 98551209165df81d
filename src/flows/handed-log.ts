import type { ChatMessage } from '../core/submission/chat-message.ts';
import type { PickedLog } from './gather-logs.ts';
import type { CardPlace } from './ports.ts';

/** A log that somebody handed over with a message. */
export interface HandedLog extends PickedLog {
  readonly message: ChatMessage;
  readonly place: CardPlace;
  /** For people: what was not read. */
  readonly notes: readonly string[];
}
