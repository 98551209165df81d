import type { Card } from '../core/card/card.ts';
import type { CardAction } from '../core/card/card-action.ts';
import type { HiddenSecret } from '../core/log/hidden-secret.ts';
import type { ChatMessage } from '../core/submission/chat-message.ts';
import type { Delivery } from './once-chat.ts';
import type { PostedCard } from './ports.ts';

/** What to do after a slash command: show a card to the asker, or ask for a log in a form. */
export type CommandAnswer = { readonly kind: 'card'; readonly card: Card } | { readonly kind: 'ask-for-log' };

/** What to do after a click: open a card in a window of its own, or nothing (the flow updated the card). */
export type ActionAnswer = { readonly kind: 'open'; readonly card: Card } | { readonly kind: 'done' };

/** A slash command: its words, and where it was typed. */
export interface AskedCommand {
  readonly words: string;
  readonly workspace: string;
  readonly channel: string;
  readonly user: string;
  /** People of another organisation read along. */
  readonly external: boolean;
}

/** A log that a person pasted into the form of `/faultline analyze`. */
export interface Paste {
  readonly workspace: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  /** What was learnt about the secrets in `text`, when they are masked already. */
  readonly hidden?: readonly HiddenSecret[];
}

/** Everything a chat tool's listeners may ask for. They translate and acknowledge; the decisions are here. */
export interface ChatFlows {
  /** A message was posted or edited: answers it in its thread, or stays silent. With a delivery, done again it posts nothing twice. */
  answerMessage(message: ChatMessage, delivery?: Delivery): Promise<void>;
  /** False when nothing would come of the message, and it need not be written down. Cheap and pure. */
  mayAnswer(message: ChatMessage): boolean;
  /** The words behind `/faultline`. */
  answerCommand(command: AskedCommand): Promise<CommandAnswer>;
  /** Opens a thread in the channel and answers there. */
  answerPaste(paste: Paste, delivery?: Delivery): Promise<void>;
  /** `posted` is the card that was clicked, or null when it was shown to one person only. */
  applyAction(action: CardAction, click: { user: string; posted: PostedCard | null }): Promise<ActionAnswer>;
}
