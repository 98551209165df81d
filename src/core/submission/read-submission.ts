import { readRunLink } from '../alert/read-run-link.ts';
import type { Provider, RunLink } from '../alert/run.ts';
import type { ChatMessage, MessageFile } from './chat-message.ts';
import { findLogFiles } from './log-files.ts';
import { isPrinted, looksLikeLog, readForm } from './looks-like-log.ts';
import { parseRequestWords, type RequestWords } from './request-words.ts';

/** What a message hands us. */
export type Submission =
  /** `sure`: by its form alone this is a log. */
  | { readonly kind: 'log'; readonly text: string; readonly sure: boolean }
  /** Files that may be logs; they must be fetched to know. `text` is a log beside them, or empty. */
  | { readonly kind: 'files'; readonly files: readonly MessageFile[]; readonly text: string }
  /** A link to a run of a CI service. */
  | { readonly kind: 'run'; readonly link: RunLink }
  /** Asked, in a thread, about what stands above. */
  | { readonly kind: 'above' }
  /** Words for us, such as `explain http-auth-failure`. Only where we were asked by name. */
  | { readonly kind: 'words'; readonly words: RequestWords }
  | { readonly kind: 'nothing'; readonly reason: string };

/** True when somebody wants an answer, whatever it is: a direct message, our name in it, a shortcut. */
export function isAsked(message: ChatMessage): boolean {
  return message.mentionsUs || message.channelKind === 'direct' || message.askedBy !== null;
}

/**
 * The log in a message of a person: its files, its code blocks, else its whole text; or the run it links to.
 *
 * Words around a code block are talk about the log and do not belong to it. `hosts` names self-hosted CI servers.
 */
export function readSubmission(message: ChatMessage, hosts: ReadonlyMap<string, Provider>): Submission {
  const isByPerson = message.author.kind === 'person' || message.email || message.askedBy !== null;
  if (!isByPerson) return { kind: 'nothing', reason: `message of a ${message.author.kind}` };
  if (message.change !== 'new' && message.change !== 'edit')
    return { kind: 'nothing', reason: 'nothing was said' };
  const asked = isAsked(message);
  const { text, inBlocks } = logTextOf(message);
  const sure = looksLikeLog(readForm(text));
  const files = findLogFiles(message.files);
  if (files.length > 0) return { kind: 'files', files, text: sure ? text : '' };
  const words = asked && !inBlocks && text.trim() !== '' ? parseRequestWords(text) : null;
  if (words) return { kind: 'words', words };
  if (sure) return { kind: 'log', text, sure };
  const link = findRunLink(message, hosts);
  if (link) return { kind: 'run', link };
  return asked ? readQuestion(message, text) : { kind: 'nothing', reason: reasonOf(text, inBlocks) };
}

/** Asked, but with no log: what stands above is meant, or the text is all there is. */
function readQuestion(message: ChatMessage, text: string): Submission {
  const isReply = message.thread !== null && message.thread !== message.id;
  const hasFailure = text.split('\n').some(isPrinted);
  if (isReply && !hasFailure && message.askedBy === null) return { kind: 'above' };
  if (text.trim() === '') return { kind: 'words', words: { kind: 'help' } };
  return { kind: 'log', text, sure: false };
}

function reasonOf(text: string, inBlocks: boolean): string {
  if (text.trim() === '') return 'empty';
  return inBlocks ? 'code, but no log' : 'chat';
}

function logTextOf(message: ChatMessage): { readonly text: string; readonly inBlocks: boolean } {
  const blocks = message.code.filter((code) => code.trim() !== '');
  const inBlocks =
    blocks.length > 0 && (message.prose.trim() === '' || blocks.some((code) => code.trim().includes('\n')));
  return { inBlocks, text: inBlocks ? longBlocks(blocks, message.prose).join('\n') : message.text };
}

/** In a message with prose, a short inline code is part of a sentence; the blocks are the log. */
function longBlocks(blocks: readonly string[], prose: string): readonly string[] {
  if (prose.trim() === '') return blocks;
  return blocks.filter((code) => code.trim().includes('\n') || isPrinted(code));
}

function findRunLink(message: ChatMessage, hosts: ReadonlyMap<string, Provider>): RunLink | null {
  for (const piece of message.pieces) {
    for (const { url } of piece.links) {
      const link = readRunLink(url, hosts);
      if (link) return link;
    }
  }
  return null;
}
