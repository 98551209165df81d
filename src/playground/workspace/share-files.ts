import type { Emulator } from './emulator.ts';
import type { Channel, FileObject, Message, MessageBody } from './model.ts';

export interface Sharing {
  readonly draft: MessageBody;
  /** Ids of files that are in the workspace already. */
  readonly files: readonly string[];
}

/** Posts a message that holds files; Slack tells the bot of each file (`file_shared`) and of the message. */
export function shareFiles(emulator: Emulator, channel: Channel, { draft, files }: Sharing): Message {
  const { store, events } = emulator;
  const held = files.map((id) => emulator.files.find(id));
  const message = store.post(channel, { ...draft, subtype: 'file_share', files: held });
  for (const { id, user } of held) {
    const { ts, thread_ts } = message;
    emulator.files.share(id, channel.id, thread_ts === undefined ? { ts } : { ts, thread_ts });
    events.send({
      type: 'file_shared',
      file_id: id,
      file: { id },
      user_id: user,
      channel_id: channel.id,
      event_ts: store.nextTs(),
    });
  }
  return message;
}

/** Deletes a file: its messages keep a gravestone, and the bot hears of it. */
export function deleteFile({ store, files, events }: Emulator, id: string): void {
  const file = files.delete(id);
  for (const [channelId, shares] of Object.entries(file.shares.public)) {
    for (const { ts } of shares) {
      const message = store.find(channelId, ts);
      if (message === undefined) continue;
      const left = (message.files ?? []).map((one) => (one.id === id ? gravestone(one) : one));
      store.change(store.channel(channelId), ts, { files: left });
    }
  }
  events.send({
    type: 'file_deleted',
    file_id: id,
    channel_ids: Object.keys(file.shares.public),
    event_ts: store.nextTs(),
  });
}

function gravestone(file: FileObject): FileObject {
  return {
    ...file,
    mode: 'tombstone',
    name: '',
    title: '',
    size: 0,
    url_private: '',
    url_private_download: '',
  };
}
