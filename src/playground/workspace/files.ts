import { newId } from './ids.ts';
import type { FileObject } from './model.ts';
import { SlackError } from './slack-error.ts';

interface Kept {
  file: FileObject;
  bytes: Uint8Array;
  /** False until the upload is completed: then others may see it. */
  isComplete: boolean;
}

export interface NewFile {
  readonly name: string;
  readonly user: string;
  readonly bytes: Uint8Array;
  /** Written in Slack's own editor for code. */
  readonly isSnippet?: boolean;
}

const KINDS: Readonly<Record<string, readonly [filetype: string, mimetype: string, pretty: string]>> = {
  log: ['text', 'text/plain', 'Plain Text'],
  txt: ['text', 'text/plain', 'Plain Text'],
  out: ['text', 'text/plain', 'Plain Text'],
  json: ['json', 'application/json', 'JSON'],
  jsonl: ['json', 'application/json', 'JSON'],
  gz: ['gzip', 'application/x-gzip', 'Gzip'],
  zip: ['zip', 'application/zip', 'Zip'],
  png: ['png', 'image/png', 'PNG'],
};

/** The files of the workspace, with their bytes. Nothing is written to disk. */
export class Files {
  readonly #kept = new Map<string, Kept>();
  readonly #baseUrl: () => string;

  constructor(baseUrl: () => string) {
    this.#baseUrl = baseUrl;
  }

  /** Takes a file in; it is not yet in any conversation. */
  add({ name, user, bytes, isSnippet = false }: NewFile): FileObject {
    const id = newId('F');
    const kind = KINDS[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
    const [filetype, mimetype, pretty_type] = kind ?? ['binary', 'application/octet-stream', 'Binary'];
    const url = `${this.#baseUrl()}/files-pri/${id}/${encodeURIComponent(name)}`;
    const file: FileObject = {
      id,
      created: Math.floor(Date.now() / 1000),
      name,
      title: name,
      mimetype,
      filetype: isSnippet ? 'text' : filetype,
      pretty_type,
      user,
      size: bytes.length,
      mode: isSnippet ? 'snippet' : 'hosted',
      url_private: url,
      url_private_download: url,
      shares: { public: {} },
    };
    this.#kept.set(id, { file, bytes, isComplete: true });
    return file;
  }

  /** Reserves an id for an upload whose bytes come later. */
  reserve(name: string, user: string): FileObject {
    const file = this.add({ name, user, bytes: new Uint8Array() });
    this.#get(file.id).isComplete = false;
    return file;
  }

  fill(id: string, bytes: Uint8Array): void {
    const kept = this.#get(id);
    kept.bytes = bytes;
    kept.file = { ...kept.file, size: bytes.length };
  }

  complete(id: string, title: string): FileObject {
    const kept = this.#get(id);
    kept.isComplete = true;
    if (title !== '') kept.file = { ...kept.file, title };
    return kept.file;
  }

  find(id: string): FileObject {
    const kept = this.#get(id);
    if (!kept.isComplete) throw new SlackError('file_not_found');
    return kept.file;
  }

  bytesOf(id: string): Uint8Array {
    this.find(id);
    return this.#get(id).bytes;
  }

  /** Remembers that a message holds the file. */
  share(id: string, channel: string, message: { ts: string; thread_ts?: string }): FileObject {
    const kept = this.#get(id);
    const before = kept.file.shares.public;
    const shares = { public: { ...before, [channel]: [...(before[channel] ?? []), message] } };
    kept.file = { ...kept.file, shares };
    return kept.file;
  }

  delete(id: string): FileObject {
    const file = this.find(id);
    this.#kept.delete(id);
    return file;
  }

  clear(): void {
    this.#kept.clear();
  }

  #get(id: string): Kept {
    const kept = this.#kept.get(id);
    if (kept === undefined) throw new SlackError('file_not_found');
    return kept;
  }
}
