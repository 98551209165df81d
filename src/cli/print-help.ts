import { type Command, FORMATS, type Option } from './command.ts';

/** Options that every command takes. */
export const COMMON_OPTIONS: readonly Option[] = [
  { name: 'format', value: FORMATS.join('|'), summary: 'how the answer is printed; text by default' },
  { name: 'playbooks', value: 'DIR', repeatable: true, summary: 'a folder of further playbooks; repeatable' },
  { name: 'no-color', value: null, summary: 'no colours; the variable NO_COLOR does the same' },
  { name: 'help', value: null, summary: 'this help' },
  { name: 'version', value: null, summary: 'the version' },
];

/** Help for all commands. */
export function renderHelp(commands: readonly Command[]): string {
  const rows = commands.map((command): Row => [`${command.name} ${command.usage}`.trim(), command.summary]);
  return [
    'Reads a failed CI log and answers with a playbook: what failed, the lines that prove it, what to do.',
    '',
    'Usage: faultline <command> [options]',
    '',
    'Commands',
    ...renderRows(rows),
    '',
    'Options',
    ...renderRows(COMMON_OPTIONS.map(optionRow)),
    '',
    'Exit code: 0 it ran; 1 the thing asked about is wrong; 2 usage, unreadable input or bad configuration.',
    'Help for one command: faultline <command> --help',
    '',
  ].join('\n');
}

/** Help for one command. */
export function renderCommandHelp(command: Command): string {
  const own = command.options.length > 0 ? [...renderRows(command.options.map(optionRow)), ''] : [];
  const formats = `Formats: ${command.formats.join(', ')}`;
  return [
    `${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`,
    '',
    `Usage: faultline ${[command.name, command.usage].filter(Boolean).join(' ')} [options]`,
    '',
    'Options',
    ...own,
    ...renderRows(COMMON_OPTIONS.map(optionRow)),
    '',
    ...(command.formats.length > 0 ? [formats, ''] : []),
  ].join('\n');
}

type Row = readonly [left: string, right: string];

function optionRow(option: Option): Row {
  return [`--${option.name}${option.value === null ? '' : ` ${option.value}`}`, option.summary];
}

function renderRows(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
