/** Fields in which loggers and container runtimes put their words, the most common first. */
const FIELDS = ['log', 'message', 'msg', 'text', 'line', 'output', '@message'];
/** At least so much of a text's lines must be such records. */
const SHARE = 0.8;
const LONGEST_RECORD = 1_000_000;

/**
 * The words of a log that a container runtime or a logger wrapped in JSON, one record a line; any other text as it
 * is. Each record stays one line, so that numbers hold. Never throws. Cost: one look at the first line, and for
 * such logs one pass.
 */
export function unwrapJsonLines(text: string): string {
  const first = text.slice(0, 4).trimStart();
  if (!first.startsWith('{')) return text;
  const lines = text.split('\n');
  let records = 0;
  let others = 0;
  const words = lines.map((line) => {
    const read = readRecord(line);
    if (read !== null) records++;
    else if (line.trim() !== '') others++;
    return read ?? line;
  });
  return records > 1 && records >= SHARE * (records + others) ? words.join('\n') : text;
}

function readRecord(line: string): string | null {
  const trimmed = line.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}') || trimmed.length > LONGEST_RECORD) return null;
  try {
    const record: unknown = JSON.parse(trimmed);
    if (typeof record !== 'object' || record === null) return null;
    const words = FIELDS.map((field): unknown => Object.getOwnPropertyDescriptor(record, field)?.value).find(
      (value) => typeof value === 'string',
    );
    return typeof words === 'string' ? words.trimEnd().replaceAll('\n', ' ') : null;
  } catch {
    return null;
  }
}
