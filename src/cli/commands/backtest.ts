import { compileCatalog } from '../../core/match/compile-catalog.ts';
import type { KnownHosts } from '../../flows/decide-message.ts';
import type { Call, Command } from '../command.ts';
import { createProgress } from '../create-progress.ts';
import { loadCatalog } from '../load-catalog.ts';
import type { ReplayedMessage } from '../replay-message.ts';

export const backtestCommand: Command = {
  name: 'backtest',
  usage: 'PATH',
  summary: 'what the bot would have said on a Slack export (folder or zip) or a .jsonl file; posts nothing',
  minArgs: 1,
  maxArgs: 1,
  formats: ['text', 'json'],
  options: [{ name: 'self', value: 'BOT_ID', summary: 'which bot is ours: its messages are never answered' }],
  run: runBacktest,
};

/** What only this command needs is loaded late: the others start faster. */
async function runBacktest(call: Call): Promise<number> {
  const { readMessageEvents } = await import('../../adapters/files/read-slack-export.ts');
  const { createReplay } = await import('../replay-message.ts');
  const { terminal, format, options } = call;
  const catalog = compileCatalog(await loadCatalog(call));
  const us = { userId: null, botId: options.valueOf('self'), appId: null, teamId: null };
  const replay = createReplay({ catalog, us, hosts: await readHosts(terminal.env) });
  const progress = createProgress(terminal, 'messages');
  const counts = { ignore: 0, diagnose: 0, alert: 0 };
  for await (const event of readMessageEvents(call.args[0] ?? '')) {
    const message = replay(event);
    counts[message.decision] += 1;
    progress.step();
    if (format === 'json') terminal.stdout.write(`${JSON.stringify(message)}\n`);
    else if (message.decision !== 'ignore') terminal.stdout.write(renderAnswer(message));
  }
  progress.done();
  if (format === 'text') {
    const total = counts.ignore + counts.diagnose + counts.alert;
    terminal.stdout.write(
      `${total} messages: ${counts.diagnose} diagnosed, ${counts.alert} alerts, ${counts.ignore} left alone\n`,
    );
  }
  return 0;
}

/** The self-hosted CI servers that the live bot would know; loaded late, only this command needs them. */
async function readHosts(env: Call['terminal']['env']): Promise<KnownHosts> {
  const { configuredHosts } = await import('../../adapters/ci/create-run-logs.ts');
  const { readCiSettings } = await import('../../config/read-ci-settings.ts');
  const url = (name: string): string | null => {
    const value = env[name] ?? '';
    return URL.canParse(value) ? value : null;
  };
  const nothing = () => null;
  return configuredHosts(readCiSettings(nothing, url, nothing));
}

/** `C1 1700000000.000100  diagnose  http-auth-failure: 403 from npm.example.com (a log, ... is certain)` */
function renderAnswer({ channel, ts, decision, reason, diagnosis, alert }: ReplayedMessage): string {
  const what = diagnosis
    ? `${diagnosis.id}: ${diagnosis.title}`
    : alert
      ? [alert.provider, alert.repo, alert.workflow, alert.job, alert.runUrl].filter(Boolean).join(' · ')
      : 'no playbook';
  // A stranger's words stay on one line and cannot steer the terminal.
  const words = `${channel ?? '-'} ${ts ?? '-'}  ${decision}  ${what} (${reason})`;
  return `${words.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')}\n`;
}
