import { readJsonEntries } from '../../read-json-entries.ts';
import { DroneLine } from './drone-payloads.ts';

/** Drone's log is a JSON array of `{pos, out, time}`; the text is all we want of it. */
export async function* decodeDroneLog(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const entry of readJsonEntries(body)) {
    const line = DroneLine.safeParse(entry);
    if (line.success) yield Buffer.from(line.data.out.endsWith('\n') ? line.data.out : `${line.data.out}\n`);
  }
}
