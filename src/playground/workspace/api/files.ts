import { deriveRichText } from '../derive-rich-text.ts';
import type { Emulator } from '../emulator.ts';
import { listOf, textOf } from '../json-values.ts';
import { autolink } from '../message-text.ts';
import type { Json } from '../model.ts';
import { botIdentity } from '../post-body.ts';
import { deleteFile, shareFiles } from '../share-files.ts';
import { SlackError } from '../slack-error.ts';
import { numberOf, required } from './arguments.ts';
import { findChannel } from './chat.ts';
import type { Methods } from './methods.ts';

export const fileMethods: Methods = {
  'files.info': ({ files }, args) => ({
    file: files.find(required(args, 'file')),
    comments: [],
    content_html: null,
  }),
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'files.delete': (emulator, args) => {
    deleteFile(emulator, required(args, 'file'));
    return {};
  },
};

function getUploadUrl({ files, settings, baseUrl }: Emulator, args: Json): Json {
  const name = required(args, 'filename');
  if (numberOf(args['length'], 0) <= 0) throw new SlackError('invalid_arguments');
  const { id } = files.reserve(name, settings.botUser.id);
  return { upload_url: `${baseUrl()}/upload/${id}`, file_id: id };
}

/** Without a channel the file stays private, as in Slack. */
function completeUpload(emulator: Emulator, args: Json): Json {
  const named = listOf(args['files']);
  if (named.length === 0) throw new SlackError('invalid_arguments');
  const files = named.map((one) => emulator.files.complete(textOf(one['id']), textOf(one['title'])));
  const channelId = textOf(args['channel_id']) || textOf(args['channels']);
  if (channelId === '') return { files };
  const comment = autolink(textOf(args['initial_comment']));
  const threadTs = textOf(args['thread_ts']);
  const message = shareFiles(emulator, findChannel(emulator, { channel: channelId }), {
    draft: {
      ...botIdentity(emulator.settings),
      text: comment,
      ...(comment === '' ? {} : { blocks: [deriveRichText(comment)] }),
      ...(threadTs === '' ? {} : { thread_ts: threadTs }),
    },
    files: files.map(({ id }) => id),
  });
  return { files: message.files ?? [] };
}
