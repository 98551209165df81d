import type { Command } from './command.ts';
import { analyzeCommand } from './commands/analyze.ts';
import { backtestCommand } from './commands/backtest.ts';
import { checkCommand } from './commands/check.ts';
import { docsCommand } from './commands/docs.ts';
import { explainCommand } from './commands/explain.ts';
import { forgetCommand } from './commands/forget.ts';
import { lintCommand } from './commands/lint.ts';
import { listCommand } from './commands/list.ts';
import { manifestCommand } from './commands/manifest.ts';
import { newCommand } from './commands/new.ts';
import { playgroundCommand, startCommand } from './commands/start.ts';
import { testCommand } from './commands/test.ts';

/** Every command, in the order that help prints. */
export const COMMANDS: readonly Command[] = [
  analyzeCommand,
  explainCommand,
  listCommand,
  lintCommand,
  testCommand,
  docsCommand,
  newCommand,
  checkCommand,
  manifestCommand,
  backtestCommand,
  forgetCommand,
  startCommand,
  playgroundCommand,
];
