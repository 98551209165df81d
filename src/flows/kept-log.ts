import type { RedactedLog } from '../core/log/redacted-log.ts';

/** As much as a chat message may hold: a pasted log is kept whole. */
export const KEPT_LOG_CHARS = 40_000;

const CUT = '[... the middle of the log was not kept ...]';

/** False when the middle of a kept log is missing: its later lines have lost their numbers. */
export function isKeptWhole(text: string): boolean {
  return !text.includes(`\n${CUT}\n`);
}

/** A redacted log as text, to be read again after a click: whole, or its head and a longer tail. */
export function keptLog(log: RedactedLog): string {
  const text = log.lines.map((line) => line.text).join('\n');
  if (text.length <= KEPT_LOG_CHARS) return text;
  const head = wholeLines(text.slice(0, KEPT_LOG_CHARS / 4), 'start');
  const tail = wholeLines(text.slice(-(KEPT_LOG_CHARS * 3) / 4 + 100), 'end');
  return `${head}\n${CUT}\n${tail}`;
}

function wholeLines(text: string, side: 'start' | 'end'): string {
  const at = side === 'start' ? text.lastIndexOf('\n') : text.indexOf('\n');
  if (at === -1) return text;
  return side === 'start' ? text.slice(0, at) : text.slice(at + 1);
}
