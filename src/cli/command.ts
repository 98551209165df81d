import type { Terminal } from './terminal.ts';

export const FORMATS = ['text', 'json', 'markdown', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** An option as help prints it and `parseArgs` reads it. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** What stands for the value in help: `DIR`; null for a switch. */
  readonly value: string | null;
  readonly repeatable?: boolean;
  readonly summary: string;
}

/** The arguments of one call, already checked against the command's table entry. */
export interface Call {
  readonly args: readonly string[];
  readonly options: Options;
  readonly format: Format;
  /** How cards are shown on a terminal: lines longer than `width` are wrapped. */
  readonly style: { readonly color: boolean; readonly width: number };
  /** Folders of further playbooks: `--playbooks` and FAULTLINE_PLAYBOOKS. */
  readonly playbookFolders: readonly string[];
  readonly terminal: Terminal;
}

export interface Options {
  has(name: string): boolean;
  /** Value of an option, or null when it was not given. */
  valueOf(name: string): string | null;
}

/** 0: it ran. 1: the thing asked about is wrong. 2: usage, unreadable input, bad configuration. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  readonly name: string;
  /** Arguments as help prints them: `[FILE|-]`. */
  readonly usage: string;
  readonly summary: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  /** Formats it can print; the first is the default. */
  readonly formats: readonly Format[];
  /** Options of its own; the common ones are every command's. */
  readonly options: readonly Option[];
  run(call: Call): Promise<number>;
}
