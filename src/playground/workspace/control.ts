import { deriveRichText } from './derive-rich-text.ts';
import type { Emulator } from './emulator.ts';
import { pressInMessage, pressInView, runMessageShortcut, runShortcut } from './interactions.ts';
import { jsonOf, listOf, textOf } from './json-values.ts';
import { normalizeTyped } from './message-text.ts';
import type { Json, MessageBody, Snapshot } from './model.ts';
import { normalizeAttachments, normalizeBlocks } from './normalize-posted.ts';
import { deleteFile, shareFiles } from './share-files.ts';
import { SlackError } from './slack-error.ts';
import { runCommand } from './slash-commands.ts';
import { closeView, type Entered, submitView } from './submit-view.ts';

type Control = (emulator: Emulator, body: Json) => Json | Promise<Json>;

/** What a hand can do, each as one POST with a JSON body. `user` is the person at the keyboard unless named. */
export const CONTROLS: Readonly<Record<string, Control>> = {
  messages: postAsUser,
  'app-messages': postAsApp,
  edit: editAsUser,
  delete: (emulator, body) => {
    emulator.store.remove(channelOf(emulator, body), textOf(body['ts']));
    return { ok: true };
  },
  'files/delete': (emulator, body) => {
    deleteFile(emulator, textOf(body['file']));
    return { ok: true };
  },
  actions: press,
  commands: (emulator, body) =>
    runCommand(emulator, {
      channel: channelOf(emulator, body),
      user: userOf(emulator, body),
      line: textOf(body['text']),
    }),
  shortcuts: shortcut,
  'view/submit': (emulator, body) =>
    submitView(emulator, jsonOf(body['values']) as Entered, userOf(emulator, body)),
  'view/close': (emulator, body) => closeView(emulator, userOf(emulator, body)),
  home: openHome,
  reset: (emulator) => {
    emulator.views.reset();
    emulator.traffic.clear();
    emulator.store.clear();
    emulator.files.clear();
    return { ok: true };
  },
};

function userOf(emulator: Emulator, body: Json): string {
  return emulator.store.user(textOf(body['user']) || emulator.store.me).id;
}

function channelOf(emulator: Emulator, body: Json) {
  return emulator.store.channel(textOf(body['channel']));
}

function postAsUser(emulator: Emulator, body: Json): Json {
  const { store, settings } = emulator;
  const text = normalizeTyped(textOf(body['text']), store.users);
  const files = Array.isArray(body['files']) ? body['files'].map(textOf) : [];
  if (text.trim() === '' && files.length === 0) throw new SlackError('no_text');
  if (text.length > 40_000) throw new SlackError('msg_too_long');
  const threadTs = textOf(body['thread_ts']);
  const draft: MessageBody = {
    user: userOf(emulator, body),
    team: settings.teamId,
    client_msg_id: crypto.randomUUID(),
    text,
    ...(text.trim() === '' ? {} : { blocks: [deriveRichText(text)] }),
    ...(threadTs === '' ? {} : { thread_ts: threadTs }),
  };
  const channel = channelOf(emulator, body);
  const message =
    files.length > 0
      ? shareFiles(emulator, channel, { draft, files })
      : store.post(channel, draft, body['reply_broadcast'] === true);
  return { ok: true, ts: message.ts, message };
}

/**
 * Another app's post, given as the body of its event.
 *
 * More forgiving than Slack: nothing is checked, so that a captured event can be replayed as it was.
 */
function postAsApp(emulator: Emulator, body: Json): Json {
  const given = jsonOf(body['message']);
  const { channel: _channel, channel_type: _type, event_ts: _event, ts: _ts, ...rest } = given;
  const blocks = listOf(given['blocks']);
  const attachments = listOf(given['attachments']);
  const message = emulator.store.post(channelOf(emulator, body), {
    bot_id: 'B0OTHERAPP',
    ...rest,
    text: textOf(given['text']),
    ...(blocks.length > 0 ? { blocks: normalizeBlocks(blocks) } : {}),
    ...(attachments.length > 0 ? { attachments: normalizeAttachments(attachments) } : {}),
  });
  return { ok: true, ts: message.ts, message };
}

function editAsUser(emulator: Emulator, body: Json): Json {
  const { store } = emulator;
  const user = userOf(emulator, body);
  const text = normalizeTyped(textOf(body['text']), store.users);
  const message = store.change(channelOf(emulator, body), textOf(body['ts']), {
    text,
    blocks: [deriveRichText(text)],
    edited: { user, ts: store.nextTs() },
  });
  return { ok: true, message };
}

function press(emulator: Emulator, body: Json): Promise<Json> {
  const wanted = {
    user: userOf(emulator, body),
    actionId: textOf(body['action_id']),
    blockId: textOf(body['block_id']),
    value: typeof body['value'] === 'string' ? body['value'] : null,
  };
  const viewId = textOf(body['view_id']);
  if (viewId === '') {
    return pressInMessage(emulator, { channel: channelOf(emulator, body), ts: textOf(body['ts']) }, wanted);
  }
  const { top, home } = emulator.views;
  const view = [top, home].find((one) => one?.id === viewId);
  if (!view) throw new SlackError('no_open_view');
  return pressInView(emulator, view, wanted);
}

function shortcut(emulator: Emulator, body: Json): Promise<Json> {
  const callbackId = textOf(body['callback_id']);
  const user = userOf(emulator, body);
  const ts = textOf(body['ts']);
  if (ts === '') return runShortcut(emulator, callbackId, user);
  return runMessageShortcut(emulator, { channel: channelOf(emulator, body), ts }, { callbackId, user });
}

function openHome(emulator: Emulator, body: Json): Json {
  const { store, views, events } = emulator;
  const direct = store.channels.find((one) => one.is_im);
  const tab = textOf(body['tab']) || 'home';
  events.send({
    type: 'app_home_opened',
    user: userOf(emulator, body),
    channel: direct?.id,
    tab,
    event_ts: store.nextTs(),
    ...(views.home === null || tab !== 'home' ? {} : { view: views.home }),
  });
  return { ok: true };
}

export function snapshot(emulator: Emulator): Snapshot {
  const { store, views, settings } = emulator;
  const perChannel = <T>(read: (id: string) => T) =>
    Object.fromEntries(store.channels.map(({ id }) => [id, read(id)]));
  return {
    team: { id: settings.teamId, name: settings.teamName },
    me: store.me,
    bot: { user: settings.botUser.id, botId: settings.botId, name: settings.botUser.name },
    connected: emulator.isConnected(),
    users: store.users,
    channels: store.channels,
    messages: perChannel((id) => store.messages(id)),
    ephemerals: perChannel((id) => store.ephemerals(id).filter((note) => note.seen_by === store.me)),
    view: views.top,
    home: views.home,
    commands: settings.slashCommands,
    shortcuts: settings.shortcuts,
  };
}
