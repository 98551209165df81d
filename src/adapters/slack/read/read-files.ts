import type { MessageFile } from '../../../core/submission/chat-message.ts';
import { type Attachment, File } from './message-event.ts';

/** The files of a message that can be asked for: a deleted one leaves a gravestone in its place. */
export function readFiles(files: readonly File[]): readonly MessageFile[] {
  return files
    .filter((file) => !['tombstone', 'hidden_by_limit', 'external'].includes(file.mode))
    .map((file) => ({
      id: file.id,
      name: file.name,
      bytes: file.size,
      type: file.filetype,
      url: file.url_private_download || file.url_private,
      snippet: file.mode === 'snippet',
      ...(file.permalink === '' ? {} : { page: file.permalink }),
    }));
}

/** The files of a forwarded message stand in its attachment, not beside it. */
export function readForwardedFiles(attachment: Attachment): readonly MessageFile[] {
  return readFiles(
    attachment.files.flatMap((file) => {
      const parsed = File.safeParse(file);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

/** True for a mail that was sent to a channel's address, or dropped into a channel. */
export function isEmail(file: File): boolean {
  return file.mode === 'email' || file.filetype === 'email';
}
