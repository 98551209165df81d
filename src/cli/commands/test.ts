import { type Command, FORMATS } from '../command.ts';

export const testCommand: Command = {
  name: 'test',
  usage: '[DIR...]',
  summary: 'runs the examples inside the playbooks against the whole catalog',
  minArgs: 0,
  maxArgs: Number.POSITIVE_INFINITY,
  formats: FORMATS,
  options: [],
  run: async (call) => (await import('./run-test.ts')).runTest(call),
};
