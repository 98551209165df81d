import type { WebClient } from '@slack/web-api';
import type { ChatFile } from '../../../flows/ports.ts';
import { slackErrorCode, wrapSlackError } from '../slack-error.ts';

/** Posts a text file. Gives its id; null where Slack tells none. Throws OutsideError. */
export async function uploadFile(
  client: Pick<WebClient, 'filesUploadV2'>,
  { channel, thread, file }: { channel: string; thread: string | null; file: ChatFile },
): Promise<string | null> {
  const content = {
    filename: file.name,
    title: file.title,
    initial_comment: file.comment,
    file: Buffer.from(file.text, 'utf8'),
  };
  try {
    const answer =
      thread === null
        ? await client.filesUploadV2({ channel_id: channel, ...content })
        : await client.filesUploadV2({ channel_id: channel, thread_ts: thread, ...content });
    return answer.files[0]?.files?.[0]?.id ?? null;
  } catch (error) {
    throw wrapSlackError('filesUploadV2', error);
  }
}

/** Deletes a file that we posted; one that is gone already is fine. Throws OutsideError. */
export async function deleteFile(client: Pick<WebClient, 'files'>, file: string): Promise<void> {
  try {
    await client.files.delete({ file });
  } catch (error) {
    if (!['file_not_found', 'file_deleted'].includes(slackErrorCode(error) ?? ''))
      throw wrapSlackError('files.delete', error);
  }
}
