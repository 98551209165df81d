import { maskOf } from './mask-secrets.ts';

const KIND = 'private-key';
const NAMES = '(?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?';
// -----BEGIN RSA PRIVATE KEY-----
const BEGIN = new RegExp(`-----BEGIN ${NAMES}-----(?<rest>.{0,40})$`);
// -----END RSA PRIVATE KEY-----
const END = new RegExp(`-----END ${NAMES}-----`);
// MIIEpAIBAAKCAQEA... , also quoted, indented, in a diff or behind the name of a container
const BODY =
  /^(?<lead>(?:[\w.-]{1,40} {1,10}\| )?[\s>|+"'\\,#-]{0,40})(?<body>[A-Za-z0-9+/=]+)(?<tail>(?:\\[nr]){0,2}["'\\,;+\s]{0,10})$/;
// Proc-Type: 4,ENCRYPTED
const HEADER = /^[\s>|+"']{0,40}(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): /;
const SHORTEST_SURE_BODY = 16;
const SHORTEST_LOST_BODY = 40;

/** A PEM private key begins here and goes on in the next line. */
export function beginsKeyBlock(text: string): boolean {
  const rest = BEGIN.exec(text)?.groups?.['rest'];
  return rest !== undefined && !rest.includes('-----END');
}

export function endsKeyBlock(text: string): boolean {
  return END.test(text);
}

/**
 * A line inside a PEM block: masked, kept (`text` unchanged), or null when the block has stopped without its end.
 * `next` tells a short last line from a word that follows a key whose end was cut off.
 */
export function maskKeyLine(text: string, next: string): string | null {
  const groups = BODY.exec(text)?.groups;
  if (groups === undefined)
    return text.trim() === '' || HEADER.test(text) || text.includes(maskOf(KIND)) ? text : null;
  const { lead = '', body = '', tail = '' } = groups;
  if (body.length < SHORTEST_SURE_BODY && !endsKeyBlock(next)) return null;
  return `${lead}${maskOf(KIND)}${tail}`;
}

/** A line that stands before the end of a block whose beginning is missing; null when it is not one. */
export function maskLostKeyLine(text: string, next: string): string | null {
  const body = BODY.exec(text)?.groups?.['body'] ?? '';
  const isLast = endsKeyBlock(next) && body.length >= 2;
  return isLast || body.length >= SHORTEST_LOST_BODY ? maskKeyLine(text, next) : null;
}
