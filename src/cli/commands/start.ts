import type { Call, Command } from '../command.ts';

export const startCommand: Command = {
  name: 'start',
  usage: '',
  summary: 'the bot: Slack when its tokens are set, the playground otherwise',
  minArgs: 0,
  maxArgs: 0,
  formats: [],
  options: [],
  run: (call) => runMain(call, []),
};

export const playgroundCommand: Command = {
  name: 'playground',
  usage: '',
  summary: 'a local Slack in the browser, with the real bot in it',
  minArgs: 0,
  maxArgs: 0,
  formats: [],
  options: [],
  run: (call) => runMain(call, ['--playground']),
};

/** Loaded late: no other command should pay for Bolt. */
async function runMain({ terminal, playbookFolders }: Call, argv: readonly string[]): Promise<number> {
  const { main } = await import('../../main.ts');
  const folders = playbookFolders.join(':');
  return main(argv, folders === '' ? terminal.env : { ...terminal.env, FAULTLINE_PLAYBOOKS: folders });
}
