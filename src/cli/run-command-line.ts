import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { PACKAGE_ROOT } from '../adapters/files/package-root.ts';
import { AuthorError, OutsideError, renderProblem } from '../core/errors.ts';
import { nearNames } from '../core/playbook/near-names.ts';
import type { Call, Command, Format, Options } from './command.ts';
import { COMMANDS } from './commands.ts';
import { COMMON_OPTIONS, renderCommandHelp, renderHelp } from './print-help.ts';
import { type Terminal, wantsColor } from './terminal.ts';

/** Longer lines of prose are hard to read. */
const MAX_WIDTH = 100;

/**
 * Arguments -> command -> reporter -> exit code. The only catcher of the command line: what somebody got
 * wrong is said in a line, a bug comes with its stack; both end with 2.
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    terminal.stderr.write(`${describe(error)}\n`);
    return 2;
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { name, rest } = splitCommand(argv);
  const command = name === null ? null : findCommand(name === 'help' ? (rest[0] ?? null) : name);
  if (rest.includes('--version') && name === null) return print(terminal, `${readVersion()}\n`);
  if (name === 'help' || isAskingForHelp(rest)) {
    return print(terminal, command ? renderCommandHelp(command) : renderHelp(COMMANDS));
  }
  if (!command) {
    terminal.stderr.write(renderHelp(COMMANDS));
    return 2;
  }
  const call = readCall(command, rest, terminal);
  if (call.options.has('version')) return print(terminal, `${readVersion()}\n`);
  return command.run(call);
}

function print(terminal: Terminal, text: string): number {
  terminal.stdout.write(text);
  return 0;
}

/** The first argument that is neither an option nor an option's value names the command. */
function splitCommand(argv: readonly string[]): { name: string | null; rest: string[] } {
  const everyOption = optionsConfig([...COMMON_OPTIONS, ...COMMANDS.flatMap((command) => command.options)]);
  const { tokens } = parseArgs({
    args: [...argv],
    options: everyOption,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const first = tokens.find((token) => token.kind === 'positional');
  if (!first) return { name: null, rest: [...argv] };
  return { name: first.value, rest: argv.filter((_, index) => index !== first.index) };
}

function isAskingForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes('--help');
}

function findCommand(name: string | null): Command | null {
  if (name === null) return null;
  const command = COMMANDS.find((each) => each.name === name);
  if (command) return command;
  const names = COMMANDS.map((each) => each.name);
  const near = nearNames(name, names, 1)[0];
  throw usageError(name, 'no such command', near ? `did you mean ${near}?` : `known: ${names.join(', ')}`);
}

function readCall(command: Command, args: string[], terminal: Terminal): Call {
  const known = [...COMMON_OPTIONS, ...command.options];
  const { values, positionals } = parseStrictly(args, known);
  if (positionals.length < command.minArgs || positionals.length > command.maxArgs) {
    const wrong = positionals.length < command.minArgs ? 'an argument is missing' : 'too many arguments';
    throw usageError(command.name, wrong, `usage: faultline ${command.name} ${command.usage}`.trim());
  }
  const options: Options = {
    has: (name) => values[name] === true,
    valueOf: (name) => [values[name]].flat().find((value) => typeof value === 'string') ?? null,
  };
  return {
    args: positionals,
    options,
    format: readFormat(command, options.valueOf('format')),
    style: {
      color: wantsColor(terminal, options.has('no-color')),
      width: Math.min(terminal.stdout.columns, MAX_WIDTH),
    },
    playbookFolders: [...playbookFolders(terminal), ...stringsOf(values['playbooks'])],
    terminal,
  };
}

function readFormat(command: Command, wanted: string | null): Format {
  const [usual = 'text'] = command.formats;
  if (wanted === null) return usual;
  const format = command.formats.find((each) => each === wanted);
  if (format) return format;
  throw usageError(
    '--format',
    `${command.name} does not print "${wanted}"`,
    `one of ${command.formats.join(', ')}`,
  );
}

function playbookFolders({ env }: Terminal): readonly string[] {
  return (env['FAULTLINE_PLAYBOOKS'] ?? '').split(':').filter((folder) => folder !== '');
}

function stringsOf(value: unknown): readonly string[] {
  return [value].flat().filter((each) => typeof each === 'string');
}

type Parsed = { values: Readonly<Record<string, unknown>>; positionals: string[] };

function parseStrictly(args: string[], known: Command['options']): Parsed {
  try {
    return parseArgs({ args, options: optionsConfig(known), strict: true, allowPositionals: true });
  } catch (error) {
    if (!isParseFault(error)) throw error;
    // "Unknown option '--frmat'. To specify ..."   "Option '--format <value>' argument missing"
    const option = /'(?:-[^-\s'], )?(--?[^\s']+)/.exec(error.message)?.[1] ?? 'arguments';
    const name = option.replace(/^--?/, '');
    const near = nearNames(
      name,
      known.map((each) => each.name),
      1,
    )[0];
    const isUnknown = error.message.startsWith('Unknown option');
    const hint = isUnknown && near ? `did you mean --${near}?` : null;
    const message = isUnknown ? 'unknown option' : (error.message.split('\n')[0] ?? '');
    throw usageError(option, message, hint);
  }
}

/** `parseArgs` tells its own faults by a code. */
function isParseFault(error: unknown): error is Error {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');
}

function optionsConfig(options: readonly Command['options'][number][]): ParseArgsConfig['options'] & object {
  return Object.fromEntries(
    options.map(({ name, value, repeatable }) => [
      name,
      { type: value === null ? 'boolean' : 'string', multiple: repeatable === true } as const,
    ]),
  );
}

function usageError(where: string, message: string, hint: string | null): AuthorError {
  return new AuthorError([{ code: 'usage', where, message, hint }]);
}

function readVersion(): string {
  const json: unknown = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8'));
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : null;
  return typeof version === 'string' ? version : 'unknown';
}

function describe(error: unknown): string {
  if (error instanceof AuthorError) return error.problems.map((problem) => renderProblem(problem)).join('\n');
  if (error instanceof OutsideError) return error.message;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug in Faultline; please report it with these lines.\n${detail}`;
}
