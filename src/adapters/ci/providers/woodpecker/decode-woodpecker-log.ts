import { readJsonEntries } from '../../read-json-entries.ts';
import { WoodpeckerEntry } from './woodpecker-payloads.ts';

const exitCode = 2;

/** Woodpecker's log is a JSON array of lines in base64, with the step's exit code among them. */
export async function* decodeWoodpeckerLog(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const entry of readJsonEntries(body)) {
    const read = WoodpeckerEntry.safeParse(entry);
    if (!read.success) continue;
    const { data, type } = read.data;
    const text = Buffer.from(data ?? '', 'base64').toString('utf8');
    if ((type ?? 0) < exitCode) yield Buffer.from(text.endsWith('\n') ? text : `${text}\n`);
    else if (type === exitCode && text.trim() !== '' && text.trim() !== '0')
      yield Buffer.from(`exit code ${text.trim()}\n`);
  }
}
