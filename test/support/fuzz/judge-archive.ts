import { unpackLog } from '../../../src/adapters/files/unpack-log.ts';
import type { Faults } from './judge.ts';

const LIMITS = { keptBytes: 10_000, maxBytes: 40_000, maxFiles: 3 };

/** A file is read within its limits, or is said to be unreadable; nothing else may come of it. */
export async function judgeArchive(bytes: Uint8Array): Promise<Faults> {
  const unpacked = await unpackLog(bytes, LIMITS);
  if (unpacked.kind === 'unreadable') return [];
  const { logs } = unpacked;
  const faults: string[] = [];
  if (logs.length > LIMITS.maxFiles) faults.push(`${logs.length} logs of at most ${LIMITS.maxFiles}`);
  for (const { text } of logs) {
    // A kept log names what was cut out of it.
    if (text.length > LIMITS.keptBytes + 1_000) faults.push(`a log of ${text.length} letters`);
  }
  return faults;
}
