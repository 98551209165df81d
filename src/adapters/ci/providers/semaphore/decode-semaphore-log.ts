import { startOver } from '../../log-piece.ts';
import {
  countFeeds,
  type LineNumbers,
  type NumberingDecoder,
  noteLineNumbers,
} from '../../note-line-numbers.ts';
import { readJsonEntries } from '../../read-json-entries.ts';
import { SemaphoreEvent } from './semaphore-payloads.ts';

// nothing   ·   CR CR
const BLANK = /^\r*$/;

/**
 * Semaphore's log is a list of events: a command, its output, its exit code. Gives the first command with a
 * non-zero exit code, as its line and its output; the last command where none has one (a job that was stopped).
 */
export function createSemaphoreDecoder(): NumberingDecoder {
  const numbers = noteLineNumbers();
  return {
    async *decode(body) {
      const page = createPage(numbers);
      for await (const entry of readJsonEntries(body)) {
        const read = SemaphoreEvent.safeParse(entry);
        if (!read.success) continue;
        const { event, directive, output, exit_code: exitCode } = read.data;
        if (event === 'cmd_started') {
          const command = `$ ${directive ?? ''}\n`;
          page.begin(countFeeds(command));
          yield startOver;
          yield Buffer.from(command);
        } else if (event === 'cmd_output') {
          page.print(output ?? '');
          yield Buffer.from(output ?? '');
        } else if (event === 'cmd_finished' && exitCode) {
          yield Buffer.from(`\nexit code ${exitCode}\n`);
          return;
        }
      }
    },
    numberOf: numbers.numberOf,
  };
}

/**
 * The job's page counts a command as one line, and of its output what is left when each event lost its blank lines;
 * what is printed begins a further line where it ends with a line feed. As front/assets/js/job_logs of
 * semaphoreio/semaphore builds it (command.js, events/command_output_event.js) and links it (highlight.js).
 */
function createPage(numbers: LineNumbers): { begin(lines: number): void; print(output: string): void } {
  // Of the page; 0 before the first command.
  let last = 0;
  let printed = false;
  return {
    begin(lines) {
      last++;
      printed = false;
      numbers.clear();
      numbers.note(last, lines);
    },
    print(output) {
      const lines = output.split('\n');
      for (const [index, line] of lines.entries()) {
        const goesOn = index === 0 && printed;
        const isLeftOut = index > 0 && BLANK.test(line) && index < lines.length - 1;
        printed = true;
        if (goesOn) continue;
        if (!isLeftOut) last++;
        numbers.note(isLeftOut ? null : last);
      }
    },
  };
}
