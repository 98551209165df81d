/** Where a command's words go. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Characters in a line. */
  readonly columns: number;
}

/** The world around a command. Tests hand in their own. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdinIsTerminal: boolean;
  /** Data. */
  readonly stdout: Output;
  /** Everything else. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** True when colours may be used on stdout: a terminal, and nobody asked for none (https://no-color.org). */
export function wantsColor(terminal: Terminal, noColor: boolean): boolean {
  return (
    terminal.stdout.isTerminal && !noColor && !terminal.env['NO_COLOR'] && terminal.env['TERM'] !== 'dumb'
  );
}
