import { countFeeds, type NumberingDecoder, noteLineNumbers } from '../../note-line-numbers.ts';
import { readJsonEntries } from '../../read-json-entries.ts';
import { WoodpeckerEntry } from './woodpecker-payloads.ts';

const exitCode = 2;

/** The page shows so many entries, the last ones (WOODPECKER_MAX_PIPELINE_LOG_LINE_COUNT, where nobody set it). */
const SHOWN_ENTRIES = 5000;

/**
 * Woodpecker's log is a JSON array of lines in base64, with the step's exit code among them. The page numbers each
 * entry with its `line`, which counts from 0, and one (PipelineLog.vue of woodpecker-ci/woodpecker).
 */
export function createWoodpeckerDecoder(): NumberingDecoder {
  const numbers = noteLineNumbers();
  let last = 0;
  return {
    async *decode(body) {
      numbers.clear();
      last = 0;
      for await (const entry of readJsonEntries(body)) {
        const read = WoodpeckerEntry.safeParse(entry);
        if (!read.success) continue;
        const number = typeof read.data.line === 'number' ? read.data.line + 1 : null;
        last = Math.max(last, number ?? 0);
        const text = textOf(read.data);
        if (text === null) continue;
        numbers.note(number, countFeeds(text));
        yield Buffer.from(text);
      }
    },
    numberOf(line) {
      const number = numbers.numberOf(line);
      return number === null || number <= last - SHOWN_ENTRIES ? null : number;
    },
  };
}

function textOf({ data, type }: WoodpeckerEntry): string | null {
  const text = Buffer.from(data ?? '', 'base64').toString('utf8');
  if ((type ?? 0) < exitCode) return text.endsWith('\n') ? text : `${text}\n`;
  const code = text.trim();
  return type === exitCode && code !== '' && code !== '0' ? `exit code ${code}\n` : null;
}
