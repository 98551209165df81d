import { type Command, FORMATS } from '../command.ts';

export const lintCommand: Command = {
  name: 'lint',
  usage: '[DIR...]',
  summary: 'problems in playbooks as file:line:column: message',
  minArgs: 0,
  maxArgs: Number.POSITIVE_INFINITY,
  formats: FORMATS,
  options: [{ name: 'strict', value: null, summary: 'warnings about packs count as problems too' }],
  run: async (call) => (await import('./run-lint.ts')).runLint(call),
};
