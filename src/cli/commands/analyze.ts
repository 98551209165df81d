import { type LogInput, readLogFile, readLogStream } from '../../adapters/files/read-log-file.ts';
import { AuthorError } from '../../core/errors.ts';
import { compileCatalog } from '../../core/match/compile-catalog.ts';
import { type Call, type Command, FORMATS } from '../command.ts';
import { diagnoseInput } from '../diagnose-input.ts';
import { loadCatalog } from '../load-catalog.ts';
import { REPORTERS } from '../reporters.ts';

export const analyzeCommand: Command = {
  name: 'analyze',
  usage: '[FILE|-]',
  summary: 'diagnose a log: plain, .gz, or a CI .zip archive',
  minArgs: 0,
  maxArgs: 1,
  formats: FORMATS,
  options: [],
  run: runAnalyze,
};

async function runAnalyze(call: Call): Promise<number> {
  const catalog = await loadCatalog(call);
  const compiled = compileCatalog(catalog);
  const input = await readInput(call);
  const startedAt = performance.now();
  const { analysis, file } = diagnoseInput(compiled, input);
  const totalMs = Math.round((performance.now() - startedAt) * 10) / 10;
  const playbook = analysis.diagnosis ? (catalog.find(analysis.diagnosis.id)?.playbook ?? null) : null;
  await REPORTERS[call.format]({ analysis, playbook, source: input.source, file, totalMs }, call);
  return 0;
}

/** FILE; stdin when it is `-`, or missing and stdin is no terminal. */
async function readInput({ args: [file = '-'], args, terminal }: Call): Promise<LogInput> {
  if (file !== '-') return readLogFile(file);
  if (args.length > 0 || !terminal.stdinIsTerminal) return readLogStream(terminal.stdin, 'stdin');
  const hint = 'name a FILE, or pipe a log in: faultline analyze build.log';
  throw new AuthorError([{ code: 'no-input', where: 'analyze', message: 'there is no log to read', hint }]);
}
