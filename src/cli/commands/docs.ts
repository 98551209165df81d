import type { Command } from '../command.ts';

export const docsCommand: Command = {
  name: 'docs',
  usage: '[--check]',
  summary: 'writes the generated pages and the schema, or checks them',
  minArgs: 0,
  maxArgs: 0,
  formats: ['text', 'json', 'github'],
  options: [
    { name: 'check', value: null, summary: 'writes nothing; names the stale pages and exits 1' },
    { name: 'out', value: 'DIR', summary: 'where the pages are; docs/playbooks by default' },
  ],
  run: async (call) => (await import('./run-docs.ts')).runDocs(call),
};
