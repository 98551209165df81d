import { type LogPiece, startOver } from '../../log-piece.ts';
import { readJsonEntries } from '../../read-json-entries.ts';
import { SemaphoreEvent } from './semaphore-payloads.ts';

/**
 * Semaphore's log is a list of events: a command, its output, its exit code. Gives the first command with a
 * non-zero exit code, as its line and its output; the last command where none has one (a job that was stopped).
 */
export async function* decodeSemaphoreLog(body: AsyncIterable<Uint8Array>): AsyncGenerator<LogPiece> {
  for await (const entry of readJsonEntries(body)) {
    const read = SemaphoreEvent.safeParse(entry);
    if (!read.success) continue;
    const { event, directive, output, exit_code: exitCode } = read.data;
    if (event === 'cmd_started') {
      yield startOver;
      yield Buffer.from(`$ ${directive ?? ''}\n`);
    } else if (event === 'cmd_output') yield Buffer.from(output ?? '');
    else if (event === 'cmd_finished' && exitCode) {
      yield Buffer.from(`\nexit code ${exitCode}\n`);
      return;
    }
  }
}
