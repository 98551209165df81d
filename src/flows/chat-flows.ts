import type { Card } from '../core/card/card.ts';
import type { CardAction } from '../core/card/card-action.ts';
import type { Form, FormEntries, FormKey } from '../core/card/form.ts';
import type { HiddenSecret } from '../core/log/hidden-secret.ts';
import type { ChatMessage, MessageFile } from '../core/submission/chat-message.ts';
import type { CardClick, Submitter } from './card-click.ts';
import type { LaterRun } from './later-run.ts';
import type { Delivery } from './once-chat.ts';
import type { RunNews } from './run-news.ts';
import type { ChannelPlace } from './settings.ts';

/** What to do after a slash command: show a card to the asker, or ask for a log in a form. */
export type CommandAnswer = { readonly kind: 'card'; readonly card: Card } | { readonly kind: 'ask-for-log' };

/** What to do after a click. */
export type ActionAnswer =
  /** Open a card in a window of its own. */
  | { readonly kind: 'open'; readonly card: Card }
  | { readonly kind: 'form'; readonly form: Form }
  /** Show a card to the clicker only, beside the clicked one. */
  | { readonly kind: 'tell'; readonly card: Card }
  /** Put this in place of what was clicked: it was shown to the clicker only. */
  | { readonly kind: 'replace'; readonly card: Card }
  /** Nothing: the flow updated the card. */
  | { readonly kind: 'done' };

/** What becomes of a form that was sent. */
export type FormAnswer =
  /** By field: what is missing or wrong. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'show'; readonly card: Card }
  /** Ask on, in the same window. */
  | { readonly kind: 'form'; readonly form: Form }
  /** Show the card until the work is done, and then the card that it gives. */
  | { readonly kind: 'working'; readonly card: Card; readonly finish: () => Promise<Card> }
  /** Taken; the work is done after the acknowledgement. */
  | { readonly kind: 'accepted'; readonly work: () => Promise<void> };

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
  /** Files that were chosen in the form: ids, their content is fetched later. */
  readonly files: readonly MessageFile[];
  /** People of another organisation read along. Missing in what was written down before this was asked. */
  readonly external?: boolean;
  /** What was learnt about the secrets in `text`, when they are masked already. */
  readonly hidden?: readonly HiddenSecret[];
}

/** Everything a chat tool's listeners may ask for. They translate and acknowledge; the decisions are here. */
export interface ChatFlows {
  /** A message was posted or edited: answers it in its thread, or stays silent. With a delivery, done again it posts nothing twice. */
  answerMessage(message: ChatMessage, delivery?: Delivery): Promise<void>;
  /**
   * False when nothing would come of the message, and it need not be written down. Cheap: at most one query, which
   * is kept for some seconds. Throws OutsideError as the store does.
   */
  mayAnswer(message: ChatMessage): Promise<boolean>;
  /** The words behind `/faultline`. */
  answerCommand(command: AskedCommand): Promise<CommandAnswer>;
  /** Opens a thread in the channel and answers there. */
  answerPaste(paste: Paste, delivery?: Delivery): Promise<void>;
  /** A CI service told us itself how a run ended: posts a failure with its card, or turns cards green. */
  answerRunNews(news: RunNews, delivery?: Delivery): Promise<void>;
  /** A run that was put off is due: as `answerRunNews` for a failure whose thread stands. */
  answerLaterRun(later: LaterRun, delivery?: Delivery): Promise<void>;
  /** `posted` is the card that was clicked, or null when it was shown to one person only. */
  applyAction(action: CardAction, click: CardClick): Promise<ActionAnswer>;
  /** A form was sent: checked at once, worked on afterwards. */
  submitForm(key: FormKey, given: Submitter & FormEntries): Promise<FormAnswer>;
  /** We were invited to a channel. */
  introduce(place: ChannelPlace): Promise<void>;
  /** Publishes the person's Home tab, which they opened. */
  showHome(who: { workspace: string; user: string }): Promise<void>;
}
