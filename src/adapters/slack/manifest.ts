import { dump } from 'js-yaml';
import { COMMAND } from './listeners/commands.ts';
import { SUGGESTED_PROMPTS } from './listeners/membership.ts';
import { DIAGNOSE_LOG, DIAGNOSE_MESSAGE } from './listeners/shortcuts.ts';
import { EVENTS_PATH, REDIRECT_PATH } from './slack-paths.ts';

/** How the app reaches Slack: a socket that it opens, or a public address that Slack calls. */
export type ManifestOptions =
  | { readonly mode: 'socket' }
  | { readonly mode: 'http' /** The public address, `https://bot.example.com`. */; readonly url: string };

/**
 * What each event that we listen to is called in a subscription, and the scope that it needs. Bolt's
 * `message` is four subscriptions, one a kind of conversation.
 */
export const SUBSCRIPTIONS = [
  { listener: 'app_mention', event: 'app_mention', scope: 'app_mentions:read' },
  { listener: 'message', event: 'message.channels', scope: 'channels:history' },
  { listener: 'message', event: 'message.groups', scope: 'groups:history' },
  { listener: 'message', event: 'message.im', scope: 'im:history' },
  { listener: 'message', event: 'message.mpim', scope: 'mpim:history' },
  { listener: 'app_home_opened', event: 'app_home_opened', scope: null },
  { listener: 'member_joined_channel', event: 'member_joined_channel', scope: 'channels:read' },
  { listener: 'assistant_thread_started', event: 'assistant_thread_started', scope: 'assistant:write' },
  { listener: 'file_shared', event: 'file_shared', scope: 'files:read' },
  { listener: 'file_deleted', event: 'file_deleted', scope: 'files:read' },
  { listener: 'app_uninstalled', event: 'app_uninstalled', scope: null },
  { listener: 'tokens_revoked', event: 'tokens_revoked', scope: null },
] as const;

/** The Web API methods that we call, and the scope that each needs; null for none. */
export const METHODS = [
  { method: 'auth.test', scope: null },
  { method: 'chat.postMessage', scope: 'chat:write' },
  { method: 'chat.postEphemeral', scope: 'chat:write' },
  { method: 'chat.update', scope: 'chat:write' },
  { method: 'conversations.history', scope: 'channels:history' },
  { method: 'chat.getPermalink', scope: null },
  { method: 'conversations.info', scope: 'channels:read' },
  { method: 'conversations.members', scope: 'channels:read' },
  { method: 'conversations.open', scope: 'im:write' },
  { method: 'conversations.replies', scope: 'channels:history' },
  { method: 'files.info', scope: 'files:read' },
  { method: 'files.delete', scope: 'files:write' },
  { method: 'filesUploadV2', scope: 'files:write' },
  { method: 'users.conversations', scope: 'groups:read' },
  { method: 'users.info', scope: 'users:read' },
  { method: 'reactions.add', scope: 'reactions:write' },
  { method: 'views.open', scope: null },
  { method: 'views.publish', scope: null },
  { method: 'views.push', scope: null },
  { method: 'views.update', scope: null },
] as const;

const COMMANDS = [
  {
    command: COMMAND,
    description: 'Explain a failed CI job',
    usage_hint: 'analyze | explain <playbook> | list | why | settings | status | help',
  },
] as const;

/** Where people find us besides the command. */
export const SHORTCUTS = [
  {
    name: 'Diagnose with Faultline',
    type: 'message',
    callback_id: DIAGNOSE_MESSAGE,
    description: 'Reads this message, its files or its CI run, and answers in the thread',
  },
  {
    name: 'Diagnose a log',
    type: 'global',
    callback_id: DIAGNOSE_LOG,
    description: 'Opens a form for a log; the answer comes as a direct message',
  },
] as const;

const DISPLAY = {
  name: 'Faultline',
  description: 'Reads a failed CI log and answers with a playbook',
  background_color: '#1f2933',
  long_description:
    'Paste the log of a failed CI job, or let your CI service post its alert: Faultline answers in the thread with what failed, the lines that prove it, and the steps that fix it. Ordinary conversation is left alone. Secrets are hidden before anything else reads the log.',
};

/** Every scope the app asks for, sorted: those of its events, its calls and its command. */
export function listScopes(): readonly string[] {
  const used = [...SUBSCRIPTIONS, ...METHODS].flatMap(({ scope }) => (scope === null ? [] : [scope]));
  return [...new Set([...used, 'commands'])].sort();
}

/** The app as Slack's settings want it. */
export function buildManifest(options: ManifestOptions) {
  const url = options.mode === 'http' ? eventsUrl(options.url) : null;
  return {
    display_information: DISPLAY,
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      shortcuts: SHORTCUTS.map((shortcut) => ({ ...shortcut })),
      assistant_view: {
        assistant_description: DISPLAY.description,
        suggested_prompts: SUGGESTED_PROMPTS.map((prompt) => ({ ...prompt })),
      },
      bot_user: { display_name: 'Faultline', always_online: true },
      slash_commands: COMMANDS.map((command) => ({
        ...command,
        ...(url === null ? {} : { url }),
        should_escape: false,
      })),
    },
    oauth_config: {
      ...(url === null ? {} : { redirect_urls: [url.replace(EVENTS_PATH, REDIRECT_PATH)] }),
      scopes: { bot: [...listScopes()] },
    },
    settings: {
      event_subscriptions: {
        ...(url === null ? {} : { request_url: url }),
        bot_events: SUBSCRIPTIONS.map(({ event }) => event),
      },
      interactivity: { is_enabled: true, ...(url === null ? {} : { request_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: options.mode === 'socket',
      token_rotation_enabled: false,
    },
  };
}
export type SlackManifest = ReturnType<typeof buildManifest>;

/** The public address with our path behind it, whether or not it was given with one. */
function eventsUrl(url: string): string {
  const base = url.endsWith('/') ? url.slice(0, -1) : url;
  return base.endsWith(EVENTS_PATH) ? base : base + EVENTS_PATH;
}

/** The manifest as the text to paste under "Create an app from a manifest". */
export function renderManifestYaml(manifest: SlackManifest): string {
  return dump(manifest, { noRefs: true, lineWidth: 100 });
}
