import { type LogLine, messageOf } from './log-line.ts';

/** How a client tells of an address that did not answer, and of the one that did. */
interface Attempts {
  readonly failed: RegExp;
  readonly connected: RegExp;
}

const CLIENTS: readonly Attempts[] = [
  {
    // * connect to ::1 port 8000 failed: Connection refused   ·   * connect to ::1 port 80 from ::1 port 5 failed: x
    failed: /^\* connect to \S{1,100} port \d{1,5}(?: from \S{1,100} port \d{1,5})? failed: /,
    // * Connected to localhost (127.0.0.1) port 8000 (#0)
    connected: /^\* (?:Connected to|Established connection to) /,
  },
  {
    // Connecting to localhost (localhost)|::1|:8000... failed: Connection refused.
    failed: /^Connecting to .{1,300}\.\.\. failed: /,
    // Connecting to localhost (localhost)|127.0.0.1|:8000... connected.
    connected: /^Connecting to .{1,300}\.\.\. connected\./,
  },
  {
    // debug1: connect to address ::1 port 22: Connection refused
    failed: /^debug1: connect to address \S{1,100} port \d{1,5}: /,
    // debug1: Connection established.
    connected: /^debug1: Connection established\./,
  },
];
/** A client tries its addresses one after the other, with a few lines between. */
const MOST_BETWEEN = 12;

/**
 * Lines (0-based) in which a client says that one of a host's addresses did not answer, when another did right
 * after: an attempt that was replaced is no failure. Cost: one pass; lines that begin otherwise are not looked at.
 */
export function findReplacedAttempts(lines: readonly LogLine[]): readonly number[] {
  const replaced: number[] = [];
  let trying = -1;
  let failed: number[] = [];
  for (const [index, line] of lines.entries()) {
    const message = messageOf(line);
    if (index - (failed.at(-1) ?? index) > MOST_BETWEEN) failed = [];
    if (failed.length > 0 && CLIENTS[trying]?.connected.test(message)) {
      replaced.push(...failed);
      failed = [];
    }
    const client = CLIENTS.findIndex((one) => one.failed.test(message));
    if (client === -1) continue;
    failed = client === trying ? [...failed, index] : [index];
    trying = client;
  }
  return replaced;
}
