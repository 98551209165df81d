import { AuthorError } from '../../core/errors.ts';
import type { ForgetScope } from '../../flows/retention.ts';
import type { Call, Command } from '../command.ts';

export const forgetCommand: Command = {
  name: 'forget',
  usage: '--workspace ID [--channel ID [--message TS]] [--dry-run]',
  summary: 'erases what is stored of a message, a channel or a workspace',
  minArgs: 0,
  maxArgs: 0,
  formats: ['text', 'json'],
  options: [
    { name: 'workspace', value: 'ID', summary: "Slack's id of the workspace: T012AB3CD" },
    { name: 'channel', value: 'ID', summary: 'only this channel: C012AB3CD' },
    { name: 'message', value: 'TS', summary: 'only this message, or the card: 1700000000.000100' },
    { name: 'dry-run', value: null, summary: 'counts the rows and leaves them' },
  ],
  run: runForget,
};

async function runForget({ options, format, terminal }: Call): Promise<number> {
  const scope = readScope((name) => options.valueOf(name));
  // Loaded late: no other command should pay for the database.
  const [{ loadConfig }, { openStore }] = await Promise.all([
    import('../../config.ts'),
    import('../../adapters/store/open-store.ts'),
  ]);
  const dryRun = options.has('dry-run');
  const store = await openStore(loadConfig({ DATABASE_URL: terminal.env['DATABASE_URL'] }).database);
  try {
    const rows = await store.retention.forget(scope, { dryRun });
    terminal.stdout.write(
      format === 'json' ? `${JSON.stringify({ dryRun, rows })}\n` : renderRows(rows, dryRun),
    );
  } finally {
    await store.close();
  }
  return 0;
}

function readScope(read: (name: string) => string | null): ForgetScope {
  const [workspace, channel, message] = [read('workspace'), read('channel'), read('message')];
  if (workspace === null || (message !== null && channel === null)) {
    const where = workspace === null ? '--workspace' : '--channel';
    const hint = 'Slack shows the ids in the address of a message: .../client/T012AB3CD/C012AB3CD';
    throw new AuthorError([{ code: 'usage', where, message: 'is missing', hint }]);
  }
  return { workspace, channel, message };
}

function renderRows(rows: Readonly<Record<string, number>>, dryRun: boolean): string {
  const lines = Object.entries(rows).map(([table, count]) => `${table.padEnd(18)} ${count}\n`);
  if (lines.length === 0) return 'nothing is stored of it\n';
  return `${lines.join('')}${dryRun ? 'counted, not erased' : 'erased'}\n`;
}
