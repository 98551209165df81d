import type { MessageFile } from './chat-message.ts';

// matches: build.log   job.txt.gz   logs.zip   events.jsonl   output
const LOG_NAME = /\.(?:log|txt|out|err|gz|zip|json|jsonl|ndjson|xml)(?:\.\d{1,3})?$/i;
const LOG_TYPES = ['text', 'log', 'txt', 'gzip', 'zip', 'json', 'shell', 'binary', 'email'];
/** Kinds whose bytes are never a log, whatever their name. */
const OTHER = ['png', 'jpg', 'jpeg', 'gif', 'mp4', 'mov', 'mp3', 'pdf', 'docx', 'xlsx', 'pptx', 'canvas'];

/** Files that may hold a log, by name and kind. Their content is not known yet. */
export function findLogFiles(files: readonly MessageFile[]): readonly MessageFile[] {
  return files.filter((file) => {
    if (OTHER.includes(file.type)) return false;
    return file.snippet || LOG_NAME.test(file.name) || LOG_TYPES.includes(file.type) || file.type === '';
  });
}
