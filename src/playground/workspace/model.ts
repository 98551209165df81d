/** The shapes of a Slack workspace, in Slack's own spelling. Nothing here touches the network or the disk. */

export type Json = Record<string, unknown>;

export interface User {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly is_bot: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly is_im: boolean;
  /** The person a direct message is with; only on `is_im`. */
  readonly user?: string;
  readonly topic: string;
}

export interface Block {
  type: string;
  block_id?: string;
  [field: string]: unknown;
}

export interface Attachment {
  id?: number;
  color?: string;
  blocks?: Block[];
  [field: string]: unknown;
}

export interface Reaction {
  name: string;
  users: string[];
  count: number;
}

/** A file as messages and `files.info` show it; its bytes are kept apart. */
export interface FileObject {
  readonly id: string;
  readonly created: number;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly filetype: string;
  readonly pretty_type: string;
  readonly user: string;
  readonly size: number;
  readonly mode: 'hosted' | 'snippet' | 'tombstone';
  readonly url_private: string;
  readonly url_private_download: string;
  /** Channel -> the messages it stands in. */
  readonly shares: {
    readonly public: Readonly<Record<string, readonly { ts: string; thread_ts?: string }[]>>;
  };
}

/** What the sender of a message decides. */
export interface MessageBody {
  text: string;
  subtype?: string;
  user?: string;
  bot_id?: string;
  app_id?: string;
  username?: string;
  bot_profile?: Json;
  team?: string;
  blocks?: Block[];
  attachments?: Attachment[];
  files?: FileObject[];
  thread_ts?: string;
  metadata?: Json;
  [field: string]: unknown;
}

/** A message as `conversations.history` returns it; events are made from it by adding the channel. */
export interface Message extends MessageBody {
  type: 'message';
  ts: string;
  parent_user_id?: string;
  reply_count?: number;
  latest_reply?: string;
  edited?: { user: string; ts: string };
  reactions?: Reaction[];
}

/** What only one person sees. It lives outside the history, as in Slack. */
export interface Ephemeral extends Message {
  is_ephemeral: true;
  seen_by: string;
}

export interface View {
  id: string;
  type: 'modal' | 'home';
  hash: string;
  blocks: Block[];
  title?: Json;
  submit?: Json | null;
  close?: Json | null;
  callback_id: string;
  private_metadata: string;
  external_id: string;
  notify_on_close: boolean;
  clear_on_close: boolean;
  root_view_id: string;
  previous_view_id: string | null;
  state: { values: Record<string, Record<string, Json>> };
  team_id: string;
  app_id: string;
  bot_id: string;
}

/** One line of the inspector: a request that went in or out, and what came back. */
export interface Exchange {
  readonly id: number;
  /** Seen from the bot: `to-bot` are events and clicks, `from-bot` its Web API calls. */
  readonly direction: 'to-bot' | 'from-bot';
  readonly at: number;
  readonly name: string;
  readonly url: string;
  readonly status: number;
  readonly ms: number;
  readonly request: unknown;
  readonly response: unknown;
}

export interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usageHint?: string;
}

export interface Shortcut {
  readonly type: 'global' | 'message';
  readonly name: string;
  readonly callbackId: string;
}

export interface Samples {
  readonly logs: readonly { readonly name: string; readonly text: string }[];
  /** `message` is the body of another app's post: text, attachments, blocks, username, bot_id, bot_profile. */
  readonly alerts: readonly { readonly name: string; readonly message: Json }[];
}

/** Everything the page paints, in one answer of `GET /control/snapshot`. */
export interface Snapshot {
  readonly team: { readonly id: string; readonly name: string };
  readonly me: string;
  readonly bot: { readonly user: string; readonly botId: string; readonly name: string };
  readonly connected: boolean;
  readonly users: readonly User[];
  readonly channels: readonly Channel[];
  readonly messages: Readonly<Record<string, readonly Message[]>>;
  readonly ephemerals: Readonly<Record<string, readonly Ephemeral[]>>;
  readonly view: View | null;
  readonly home: View | null;
  readonly commands: readonly SlashCommand[];
  readonly shortcuts: readonly Shortcut[];
}
