import { unpackLog } from '../../src/adapters/files/unpack-log.ts';
import { createSqliteStore } from '../../src/adapters/store/create-sqlite-store.ts';
import type { Card } from '../../src/core/card/card.ts';
import { renderCardText } from '../../src/core/card/render-card-text.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import type { ChatMessage, MessagePiece } from '../../src/core/submission/chat-message.ts';
import type { ChatFlowsContext } from '../../src/flows/chat-flows-context.ts';
import type { ChatReader } from '../../src/flows/chat-reader.ts';
import type { CiDoor } from '../../src/flows/ci-door.ts';
import { PLAYGROUND_MANNERS } from '../../src/flows/manners.ts';
import type { Chat, PostedCard, RunLog, RunLogs } from '../../src/flows/ports.ts';
import { makeEntry } from '../unit/core/playbook/make-entry.ts';

/** Fits the one playbook of the town. */
export const BROKEN = 'error: forklift: out of oil\n##[error]Process completed with exit code 1.';

/** The flows' surroundings with a real store: a chat that keeps its cards, a CI service that answers as told. */
export interface AlertTown {
  readonly context: ChatFlowsContext;
  readonly posted: readonly { readonly place: PostedCard; readonly card: Card }[];
  /** The card as it stands now, as text; undefined when there is none. */
  textOf(index: number): string | undefined;
  close(): Promise<void>;
}

/** Nothing was said before. */
export const SILENT_READER: ChatReader = {
  fetchFile: async ({ name }) => ({ kind: 'gone', name }),
  fetchMessage: async () => null,
  fetchThread: async () => [],
  findSharing: async () => null,
};

export const WORKSPACE = 'T1';

export async function openAlertTown(
  runLogs: RunLogs,
  more: Partial<ChatFlowsContext> = {},
): Promise<AlertTown> {
  const store = await createSqliteStore({ path: ':memory:' });
  const posted: { place: PostedCard; card: Card }[] = [];
  const chat: Chat = {
    async postCard(place, card) {
      const at = { ...place, message: `9.${posted.length}` };
      posted.push({ place: at, card });
      return at;
    },
    async updateCard(place, card) {
      const one = posted.find((each) => each.place.message === place.message);
      if (one) one.card = card;
    },
    async openThread(place) {
      return { ...place, thread: `8.${posted.length}` };
    },
    tell: async () => undefined,
    linkTo: async () => null,
    postFile: async () => null,
    deleteFile: async () => undefined,
    sendFile: async () => undefined,
    showHome: async () => undefined,
    react: async () => undefined,
    showWorking: async () => undefined,
  };
  let now = 1_790_000_000_000;
  const silent = () => undefined;
  const context: ChatFlowsContext = {
    catalog: compileCatalog(createCatalog([makeEntry()])),
    chat,
    people: { isAdmin: async () => false, isMember: async () => true, sharedChannels: async () => [] },
    reader: SILENT_READER,
    unpack: (bytes) => unpackLog(bytes),
    store,
    ci: ciDoorTo(runLogs),
    repositories: { listed: [], mustBeListed: false },
    summarizing: null,
    docsUrl: null,
    manners: PLAYGROUND_MANNERS,
    limits: { take: () => ({ ok: true }) },
    clock: () => ++now,
    logger: { info: silent, warn: silent, error: silent },
    ...more,
  };
  return {
    context,
    posted,
    textOf: (index) => {
      const card = posted[index]?.card;
      return card && renderCardText(card, { color: false, width: 200 });
    },
    close: () => store.close(),
  };
}

/** CI services that answer as told, whatever their credentials. */
export function ciDoorTo(runLogs: RunLogs): CiDoor {
  return {
    runLogsFor: async () => runLogs,
    hostsFor: async () => new Map(),
    check: async () => [],
    forget: () => undefined,
    mayBePrivate: () => false,
    hostOf: (provider) => provider,
  };
}

/** A log of one failing job, with what the API says about its run. */
export function failedLog(text: string, run: Partial<RunLog['run']> = {}, job = 'test'): RunLog {
  return {
    kind: 'log',
    bytes: Buffer.from(text),
    truncated: false,
    job,
    step: null,
    jobUrl: null,
    lineUrl: () => null,
    run: { branch: null, commit: null, workflow: null, attempt: null, author: null, ...run },
  };
}

let messages = 0;

/** A bot's message: words, a link to the run, and labelled values. */
export function botSays(
  words: string,
  url: string,
  facts: Readonly<Record<string, string>> = {},
  more: Partial<ChatMessage> = {},
): ChatMessage {
  const piece = (text: string, rest: Partial<MessagePiece>): MessagePiece => ({
    slot: 'text',
    label: null,
    text,
    links: [],
    marked: [],
    color: null,
    ...rest,
  });
  messages += 1;
  return {
    workspace: WORKSPACE,
    channel: 'C1',
    channelKind: 'channel',
    id: `1.${messages}`,
    thread: null,
    broadcast: false,
    author: { kind: 'bot', id: 'B0CI', name: null },
    change: 'new',
    text: words,
    code: [],
    prose: words,
    mentionsUs: false,
    askedBy: null,
    external: false,
    email: false,
    unfurl: false,
    pieces: [
      piece(words, { links: [{ url, text: words }] }),
      ...Object.entries(facts).map(([label, value]) => piece(value, { slot: 'field', label })),
    ],
    files: [],
    ...more,
  };
}
