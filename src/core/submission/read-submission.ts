import type { ChatMessage } from './chat-message.ts';
import { isPrinted, looksLikeLog, readForm } from './looks-like-log.ts';
import { parseRequestWords, type RequestWords } from './request-words.ts';

/** What a message hands us. */
export type Submission =
  /** `sure`: by its form alone this is a log. */
  | { readonly kind: 'log'; readonly text: string; readonly sure: boolean }
  /** Words for us, such as `explain http-auth-failure`. Only where we were asked by name. */
  | { readonly kind: 'words'; readonly words: RequestWords }
  | { readonly kind: 'nothing'; readonly reason: string };

/** True when the author wants an answer, whatever it is: a direct message, or our name in it. */
export function isAsked(message: ChatMessage): boolean {
  return message.mentionsUs || message.channelKind === 'direct';
}

/**
 * The log in a message of a person: its code blocks, else its whole text.
 * Words around a code block are talk about the log and do not belong to it.
 */
export function readSubmission(message: ChatMessage): Submission {
  if (message.author.kind !== 'person')
    return { kind: 'nothing', reason: `message of a ${message.author.kind}` };
  if (message.change !== 'new') return { kind: 'nothing', reason: 'not a new message' };
  if (message.unfurl) return { kind: 'nothing', reason: 'a link preview' };
  const asked = isAsked(message);
  const blocks = message.code.filter((code) => code.trim() !== '');
  const inBlocks =
    blocks.length > 0 && (message.prose.trim() === '' || blocks.some((code) => code.trim().includes('\n')));
  const text = inBlocks ? longBlocks(blocks, message.prose).join('\n') : message.text;
  if (text.trim() === '')
    return asked ? { kind: 'words', words: { kind: 'help' } } : { kind: 'nothing', reason: 'empty' };
  const words = asked && !inBlocks ? parseRequestWords(text) : null;
  if (words) return { kind: 'words', words };
  const sure = looksLikeLog(readForm(text));
  if (sure || asked) return { kind: 'log', text, sure };
  return { kind: 'nothing', reason: inBlocks ? 'code, but no log' : 'chat' };
}

/** In a message with prose, a short inline code is part of a sentence; the blocks are the log. */
function longBlocks(blocks: readonly string[], prose: string): readonly string[] {
  if (prose.trim() === '') return blocks;
  return blocks.filter((code) => code.trim().includes('\n') || isPrinted(code));
}
