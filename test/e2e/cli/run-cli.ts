import { runCommandLine } from '../../../src/cli/run-command-line.ts';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  /** What is piped in; nothing is piped when it is missing. */
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether stdout is a terminal. */
  readonly isTerminal?: boolean;
}

/** Runs the command line in this process; nothing of the real environment reaches it. */
export async function runCli(argv: readonly string[], around: Surroundings = {}): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const output = (write: (text: string) => void) => ({
    write,
    isTerminal: around.isTerminal ?? false,
    columns: 100,
  });
  const code = await runCommandLine(argv, {
    stdin: chunksOf(around.stdin),
    stdinIsTerminal: around.stdin === undefined,
    stdout: output((text) => {
      stdout += text;
    }),
    stderr: output((text) => {
      stderr += text;
    }),
    env: around.env ?? {},
  });
  return { code, stdout, stderr };
}

async function* chunksOf(input: string | Uint8Array | undefined): AsyncGenerator<Uint8Array> {
  if (input !== undefined) yield Buffer.from(input);
}
