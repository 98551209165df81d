import type { HiddenSecret } from '../log/hidden-secret.ts';

/** Where a piece of a message stood; alerts put their verdict into a few of these. */
export type PieceSlot =
  | 'text'
  | 'pretext'
  | 'header'
  | 'title'
  | 'section'
  | 'field'
  | 'author'
  | 'context'
  | 'footer'
  | 'button'
  | 'fallback';

/** One readable piece of a message, in reading order, the chat tool's own markup undone. */
export interface MessagePiece {
  readonly slot: PieceSlot;
  /** Title of a field, label of a button; else null. */
  readonly label: string | null;
  /** Plain text: entities decoded, links replaced by their labels. */
  readonly text: string;
  readonly links: readonly { readonly url: string; readonly text: string }[];
  /** Text set in bold or code, in order: alerts put verdicts and shas there. */
  readonly marked: readonly string[];
  /** Colour bar it stands beside, six lower-case hex digits, else null. */
  readonly color: string | null;
}

export interface MessageFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly type: string;
  /** Where its bytes are; empty when the chat tool tells it only when asked. */
  readonly url: string;
  /** Its page for people, where the chat tool has one. */
  readonly page?: string;
  /** Typed or pasted into the chat tool's own editor for code. */
  readonly snippet: boolean;
}

/** A chat message with nothing of the chat tool's wire format left in it. */
export interface ChatMessage {
  readonly workspace: string | null;
  readonly channel: string | null;
  readonly channelKind: 'channel' | 'private' | 'direct' | 'group' | null;
  /** The message's own id and the thread it stands in (null outside of threads); an answer goes to thread ?? id. */
  readonly id: string;
  readonly thread: string | null;
  /** A thread reply that was also sent to the channel. */
  readonly broadcast: boolean;
  readonly author: {
    readonly kind: 'person' | 'bot' | 'self' | 'system';
    readonly id: string | null;
    readonly name: string | null;
  };
  /**
   * `edit`: the new state of an earlier message. `deleted`: the message, or (where `files` names some) the files
   * are gone. `file`: a file was shared; the message it stands in must be looked up. `other`: joins and the like.
   */
  readonly change: 'new' | 'edit' | 'deleted' | 'file' | 'other';
  /** What the author wrote: markup and the chat tool's own changes undone, code fences removed but for their content. */
  readonly text: string;
  /** Contents of code blocks and inline code, in order. */
  readonly code: readonly string[];
  /** The words outside of code blocks. */
  readonly prose: string;
  /** True when the message asks us by name. */
  readonly mentionsUs: boolean;
  /** The person who asked about this message from outside of it (a shortcut, a reply); null for none. */
  readonly askedBy: string | null;
  /** True where people of another organisation read along. */
  readonly external: boolean;
  /** True when it came in by email: the chat tool brought it, somebody else wrote it. */
  readonly email: boolean;
  /** True when it is an unfurl or a share of something else. */
  readonly unfurl: boolean;
  readonly pieces: readonly MessagePiece[];
  readonly files: readonly MessageFile[];
  /** What was learnt about the secrets in `text`, when they are masked already. */
  readonly hidden?: readonly HiddenSecret[];
}
