import type { Terminal } from './terminal.ts';

export interface Progress {
  step(): void;
  /** Wipes the line. */
  done(): void;
}

/** Steps between two updates of the line. */
const STRIDE = 500;

/** A counter on stderr while something long runs; nothing in a pipe. */
export function createProgress({ stderr }: Terminal, noun: string): Progress {
  let count = 0;
  return {
    step: () => {
      count += 1;
      if (stderr.isTerminal && count % STRIDE === 0) stderr.write(`\r${count} ${noun} ...`);
    },
    done: () => {
      if (stderr.isTerminal && count >= STRIDE) stderr.write('\r\u001b[K');
    },
  };
}
