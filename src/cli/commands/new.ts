import { writeFile } from 'node:fs/promises';
import { readLogFile, readLogStream, readLogText } from '../../adapters/files/read-log-file.ts';
import { AuthorError } from '../../core/errors.ts';
import { normalizeLog } from '../../core/log/normalize-log.ts';
import { readLog } from '../../core/log/read-log.ts';
import { redact } from '../../core/log/redact.ts';
import { draftPlaybook } from '../../core/playbook/draft-playbook.ts';
import type { Call, Command } from '../command.ts';
import { loadCatalog } from '../load-catalog.ts';

export const newCommand: Command = {
  name: 'new',
  usage: '<id> --from LOG',
  summary: 'drafts a playbook from a redacted log',
  minArgs: 1,
  maxArgs: 1,
  formats: ['text'],
  options: [
    { name: 'from', value: 'LOG', summary: 'a log of the failure; - is stdin' },
    { name: 'out', value: 'FILE', summary: 'where the draft is written; stdout by default' },
  ],
  run: runNew,
};

async function runNew(call: Call): Promise<number> {
  const { terminal, options } = call;
  const [id = ''] = call.args;
  await checkId(id, call);
  const from = options.valueOf('from');
  if (from === null) throw usage('--from', 'a log is missing', 'faultline new <id> --from build.log');
  const input = await (from === '-' ? readLogStream(terminal.stdin, 'stdin') : readLogFile(from));
  const [file] = input.files;
  const log = redact(normalizeLog(file ? await readLogText(file, input.source) : ''));
  const draft = draftPlaybook(id, log, readLog(log));
  const out = options.valueOf('out');
  if (out === null) {
    terminal.stdout.write(draft);
    return 0;
  }
  // A draft never takes the place of somebody's work.
  await writeFile(out, draft, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    const message =
      error.code === 'EEXIST' ? 'there is a file already' : `cannot be written: ${error.message}`;
    throw usage(out, message, null);
  });
  terminal.stderr.write(`${out} is written; now: faultline lint and faultline test with its folder\n`);
  return 0;
}

async function checkId(id: string, call: Call): Promise<void> {
  // "http-auth-failure"
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) || id.length > 80) {
    throw usage(id, 'is no id', 'lower-case words joined by hyphens');
  }
  const known = (await loadCatalog(call)).find(id);
  if (known) throw usage(id, `is taken by ${known.path}`, 'choose another id');
}

function usage(where: string, message: string, hint: string | null): AuthorError {
  return new AuthorError([{ code: 'usage', where, message, hint }]);
}
