import type { ChatMessage, MessageFile } from '../core/submission/chat-message.ts';
import type { CardPlace } from './card-place.ts';

/** A file's bytes, or why there are none. Each has words for the person who handed it over. */
export type FileOutcome =
  | {
      readonly kind: 'file';
      readonly name: string;
      /** All of them, or head and tail when the file was larger than we read. */
      readonly bytes: Uint8Array;
      /** Size of the whole file. */
      readonly totalBytes: number;
      readonly truncated: boolean;
    }
  /** Deleted, or not shared with us. */
  | { readonly kind: 'gone'; readonly name: string }
  /** We may not read files here: a permission is missing. */
  | { readonly kind: 'forbidden'; readonly name: string }
  /** The address is none of the chat tool's, or it did not answer in time. */
  | { readonly kind: 'unreachable'; readonly name: string };

/** What was said before, and what hangs on it. Throws OutsideError when the chat tool can't be reached. */
export interface ChatReader {
  /** Never throws for an answer of the chat tool: it becomes an outcome. Reads at most 64 MB. */
  fetchFile(file: MessageFile, workspace: string | null): Promise<FileOutcome>;
  /** The message as it stands now, or null when it is gone. `thread` is its own id outside of threads. */
  fetchMessage(at: CardPlace & { readonly message: string }): Promise<ChatMessage | null>;
  /** The thread's first message and its latest, oldest first, at most 30. */
  fetchThread(place: CardPlace): Promise<readonly ChatMessage[]>;
  /** The message that a file was shared with in a channel, or null when there is none. */
  findSharing(at: { workspace: string; channel: string; file: string }): Promise<ChatMessage | null>;
}

/** The texts in a file: one, or the logs of an archive. */
export type UnpackedLog =
  | {
      readonly kind: 'logs';
      /** At least one, in name order. `name` is the name inside the archive, else null. */
      readonly logs: readonly {
        readonly name: string | null;
        readonly text: string;
        readonly truncated: boolean;
      }[];
      /** Names in the archive that were not read. */
      readonly left: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly reason: 'damaged' | 'encrypted' | 'too-large' | 'no-log' };

/** Takes a file apart: plain, gzip or zip, told by its first bytes. Never throws; memory is bounded. */
export type UnpackLog = (bytes: Uint8Array) => Promise<UnpackedLog>;
