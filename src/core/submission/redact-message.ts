import { type HiddenSecret, keepFacts } from '../log/hidden-secret.ts';
import { normalizeLog } from '../log/normalize-log.ts';
import { redact, redactText } from '../log/redact.ts';
import { unwrapJsonLines } from '../log/unwrap-json-lines.ts';
import type { ChatMessage, MessageFile, MessagePiece } from './chat-message.ts';

/**
 * The message as it may be written down: every text of it without secrets and without what only a terminal
 * needs, and what was learnt about the secrets in `hidden`. The answer to it is the answer to the message itself.
 */
export function redactMessage(message: ChatMessage): ChatMessage {
  const { text, hidden } = redactLog(message.text);
  return {
    ...message,
    author: {
      ...message.author,
      name: message.author.name === null ? null : redactText(message.author.name),
    },
    text,
    code: message.code.map((code) => redactLog(code).text),
    prose: redactLog(message.prose).text,
    pieces: message.pieces.map(redactPiece),
    files: message.files.map(redactFile),
    hidden: [...(message.hidden ?? []), ...hidden],
  };
}

/** A log as it may be written down, and what was learnt about its secrets. */
export function redactLog(raw: string): { readonly text: string; readonly hidden: readonly HiddenSecret[] } {
  const { lines, facts } = redact(normalizeLog(unwrapJsonLines(raw)));
  const end = raw.endsWith('\n') ? '\n' : '';
  return { text: lines.map((line) => line.text).join('\n') + end, hidden: keepFacts(lines, facts) };
}

function redactPiece(piece: MessagePiece): MessagePiece {
  return {
    ...piece,
    label: piece.label === null ? null : redactText(piece.label),
    text: redactLog(piece.text).text,
    links: piece.links.map(({ url, text }) => ({ url: redactText(url), text: redactText(text) })),
    marked: piece.marked.map(redactText),
  };
}

/** Of a file only what finds it again: its name may say anything. */
function redactFile(file: MessageFile): MessageFile {
  const page = file.page === undefined ? {} : { page: redactText(file.page) };
  return { ...file, ...page, name: redactText(file.name), url: redactText(file.url) };
}
