/** A mark that GitHub Actions shows beside a job or a line of a file. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * One workflow command. Nothing in its words can begin another: line ends and separators are encoded
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
export function renderAnnotation(annotation: Annotation): string {
  const properties = [
    ['file', annotation.file],
    ['line', annotation.line],
    ['col', annotation.column],
    ['title', annotation.title],
  ] as const;
  const given = properties.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeProperty(String(value))}`],
  );
  return `::${annotation.level} ${given.join(',')}::${encodeData(annotation.message)}`;
}

function encodeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function encodeProperty(text: string): string {
  return encodeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
