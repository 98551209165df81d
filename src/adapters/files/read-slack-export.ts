import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AuthorError } from '../../core/errors.ts';
import { readFileBytes, unreadable } from './read-bytes.ts';
import { isZip, readZip } from './read-zip.ts';

const MAX_ARCHIVE_BYTES = 1_000_000_000;
const MAX_FILE_BYTES = 256_000_000;
const MAX_FILES = 200_000;

/**
 * The message events of a Slack export (folder or zip) or of a `.jsonl` file, in their order.
 *
 * A line that is no JSON comes as null, so that line N of the input stays number N.
 * AuthorError when the path can't be read or holds neither.
 */
export async function* readMessageEvents(path: string): AsyncGenerator<unknown> {
  if (await isFolder(path)) yield* readExport(await openFolder(path), path);
  else if (await startsAsZip(path)) yield* readExport(await openZip(path), path);
  else yield* readLines(path);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function startsAsZip(path: string): Promise<boolean> {
  const file = await open(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const head = Buffer.alloc(22);
  await file.read(head, 0, head.length, 0);
  await file.close();
  return isZip(head);
}

async function* readLines(path: string): AsyncGenerator<unknown> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) yield parseJson(line.replace(/^\uFEFF/, ''));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An export's files by their names from the export's root. */
interface ExportFiles {
  readonly names: readonly string[];
  read(name: string): Promise<Uint8Array>;
}

async function openFolder(path: string): Promise<ExportFiles> {
  const names = await readdir(path, { recursive: true });
  const json = names.map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.json'));
  return { names: json.sort(), read: (name) => readFileBytes(join(path, name), MAX_FILE_BYTES) };
}

async function openZip(path: string): Promise<ExportFiles> {
  const bytes = await readFileBytes(path, MAX_ARCHIVE_BYTES);
  const limits = {
    maxBytes: MAX_ARCHIVE_BYTES,
    maxFiles: MAX_FILES,
    wants: (name: string) => name.endsWith('.json') && !name.startsWith('__MACOSX/'),
  };
  const files = readZip(bytes, path, limits);
  const list = [...files.keys()].find((name) => /(?:^|\/)channels\.json$/.test(name)) ?? '';
  // Packed by hand, an export often stands in a folder of its own.
  const root = list.slice(0, list.length - 'channels.json'.length);
  const names = [...files.keys()]
    .filter((name) => name.startsWith(root))
    .map((name) => name.slice(root.length));
  return {
    names: names.sort(),
    read: (name) => Promise.resolve(files.get(root + name) ?? new Uint8Array()),
  };
}

const Place = z.object({ id: z.string(), name: z.string().optional() });
const User = z.object({
  id: z.string(),
  is_bot: z.boolean().optional(),
  profile: z.object({ bot_id: z.string().optional() }).optional(),
});

/** Lists of conversations, with the kind that Slack's events would name. */
const PLACE_LISTS = [
  ['channels.json', 'channel'],
  ['groups.json', 'group'],
  ['mpims.json', 'mpim'],
  ['dms.json', 'im'],
] as const;

interface Folder {
  readonly id: string;
  readonly kind: string;
}

async function* readExport(files: ExportFiles, source: string): AsyncGenerator<unknown> {
  const folders = await readFolders(files);
  const bots = await readBots(files);
  // "deploys/2024-03-01.json"
  const days = files.names.filter((name) => /^[^/]+\/[^/]+\.json$/.test(name));
  if (days.length === 0) {
    const hint = 'a Slack export has one folder a channel, with one .json file a day';
    const message = 'holds no messages';
    throw new AuthorError([{ code: 'no-export', where: source, message, hint }]);
  }
  for (const day of days) {
    const name = day.slice(0, day.indexOf('/'));
    const folder = folders.get(name) ?? { id: name, kind: 'channel' };
    for (const message of await readList(files, day)) yield toEvent(message, folder, bots);
  }
}

async function readFolders(files: ExportFiles): Promise<ReadonlyMap<string, Folder>> {
  const folders = new Map<string, Folder>();
  for (const [list, kind] of PLACE_LISTS) {
    for (const item of await readList(files, list)) {
      const place = Place.safeParse(item).data;
      if (place) folders.set(place.name ?? place.id, { id: place.id, kind });
    }
  }
  return folders;
}

/** Bots by their user's id: old exports name only the user on a bot's message. */
async function readBots(files: ExportFiles): Promise<ReadonlyMap<string, string>> {
  const users = (await readList(files, 'users.json')).flatMap((item) => User.safeParse(item).data ?? []);
  return new Map(
    users.filter((user) => user.is_bot).map((user) => [user.id, user.profile?.bot_id ?? user.id]),
  );
}

async function readList(files: ExportFiles, name: string): Promise<readonly unknown[]> {
  if (!files.names.includes(name)) return [];
  const json = parseJson(new TextDecoder().decode(await files.read(name)));
  return Array.isArray(json) ? json : [];
}

function toEvent(message: unknown, folder: Folder, bots: ReadonlyMap<string, string>): unknown {
  if (typeof message !== 'object' || message === null) return null;
  const user = 'user' in message && typeof message.user === 'string' ? bots.get(message.user) : undefined;
  const bot = user !== undefined && !('bot_id' in message) ? { bot_id: user } : {};
  return { ...message, ...bot, channel: folder.id, channel_type: folder.kind };
}
