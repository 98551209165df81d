#!/usr/bin/env node
import { readEnvironment } from '../config/read-environment.ts';
import { runCommandLine } from './run-command-line.ts';
import type { Output, Terminal } from './terminal.ts';

function toOutput(stream: NodeJS.WriteStream): Output {
  const isTerminal = stream.isTTY === true;
  return { write: (text) => void stream.write(text), isTerminal, columns: stream.columns ?? 100 };
}

// A reader that stops early (`faultline list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const terminal: Terminal = {
  stdin: process.stdin,
  stdinIsTerminal: process.stdin.isTTY === true,
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
  env: readEnvironment(),
};
process.exitCode = await runCommandLine(process.argv.slice(2), terminal);
