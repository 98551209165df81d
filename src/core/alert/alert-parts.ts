import type { ChatMessage } from '../submission/chat-message.ts';
import type { AlertFacts } from './alert-facts.ts';
import type { Alert, Provider, RunLink } from './run.ts';

/** Everything a sender may look at. */
export interface AlertContext {
  readonly message: ChatMessage;
  readonly facts: AlertFacts;
  /** Links to runs, in reading order. */
  readonly runLinks: readonly RunLink[];
  readonly hosts: ReadonlyMap<string, Provider>;
}

/** What a sender adds to, or corrects in, what the general rules read. Left out: no opinion. */
export type SenderReading = Partial<Alert>;

/** A kind of message whose form says more than the general rules can know. */
export interface Sender {
  readonly name: string;
  /** Null when the message is not of this kind. Decides by links and form, never by the poster's name. */
  read(context: AlertContext): SenderReading | null;
}
