import type { Samples, Shortcut, SlashCommand } from './model.ts';

export interface WorkspaceOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** A loopback address; the emulator refuses to listen to the outside. */
  readonly host?: '127.0.0.1' | '::1' | 'localhost';
  readonly botToken: string;
  readonly signingSecret: string;
  /** Where events, commands and clicks go; may be given later by `connect`. */
  readonly eventsUrl?: string;
  readonly botUser: { readonly id: string; readonly name: string };
  readonly botId: string;
  readonly appId: string;
  readonly teamId: string;
  readonly teamName?: string;
  readonly slashCommands?: readonly SlashCommand[];
  readonly shortcuts?: readonly Shortcut[];
  readonly samples?: Samples;
  /** Channels beside the three that are always there, by name. */
  readonly moreChannels?: readonly string[];
  /** Folder that holds index.html, app.js and app.css. Without it the workspace has no page. */
  readonly webRoot?: string;
  /** How long the bot may take to acknowledge; Slack gives 3,000 ms. */
  readonly ackTimeoutMs?: number;
  /** Pauses before the three redeliveries of an event. Slack waits about nothing, a minute, five minutes. */
  readonly retryDelaysMs?: readonly number[];
  /** How long the answer of a Web API call takes after its effect, drawn for each call. */
  readonly answerDelayMs?: (method: string) => number;
  /** Told of each message that the bot posts, the moment it stands in the channel. */
  readonly onPost?: (post: { readonly channel: string; readonly thread: string | null }) => void;
  /** How long a trigger_id may be exchanged for a view; Slack gives 3,000 ms. */
  readonly triggerLifeMs?: number;
}

/** The options with every default filled in. */
export interface Settings extends Required<Omit<WorkspaceOptions, 'eventsUrl' | 'webRoot'>> {
  readonly webRoot: string | null;
}

export function settingsFrom(options: WorkspaceOptions): Settings {
  return {
    port: options.port,
    host: options.host ?? '127.0.0.1',
    botToken: options.botToken,
    signingSecret: options.signingSecret,
    botUser: options.botUser,
    botId: options.botId,
    appId: options.appId,
    teamId: options.teamId,
    teamName: options.teamName ?? 'Playground',
    slashCommands: options.slashCommands ?? [],
    shortcuts: options.shortcuts ?? [],
    samples: options.samples ?? { logs: [], alerts: [] },
    moreChannels: options.moreChannels ?? [],
    webRoot: options.webRoot ?? null,
    ackTimeoutMs: options.ackTimeoutMs ?? 3_000,
    retryDelaysMs: options.retryDelaysMs ?? [100, 60_000, 300_000],
    answerDelayMs: options.answerDelayMs ?? (() => 0),
    onPost: options.onPost ?? (() => undefined),
    triggerLifeMs: options.triggerLifeMs ?? 3_000,
  };
}
