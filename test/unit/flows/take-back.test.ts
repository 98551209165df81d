import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { renderCardText } from '../../../src/core/card/render-card-text.ts';
import type { ChatMessage } from '../../../src/core/submission/chat-message.ts';
import { answerMessage } from '../../../src/flows/answer-message.ts';
import { applyAction } from '../../../src/flows/apply-action.ts';
import type { PostedCard } from '../../../src/flows/ports.ts';
import { submitForm } from '../../../src/flows/submit-form.ts';
import { type AlertTown, BROKEN, openAlertTown, SILENT_READER, WORKSPACE } from '../../support/alert-town.ts';

const NO_RUNS = {
  fetchFailedJobLogs: async () => ({ outcomes: [{ kind: 'expired' } as const] as const, failedJobs: 0 }),
  runHistory: async () => null,
};

let town: AlertTown;
/** Messages as the chat tool would show them now. */
const said = new Map<string, ChatMessage>();
/** What stands where a card was opened as a thread of its own: the town's chat keeps no openers. */
const shared = new Map<string, string>();
/** Files that we posted, by their ids. */
const drafts = new Map<string, string>();

beforeEach(async () => {
  said.clear();
  shared.clear();
  drafts.clear();
  town = await openAlertTown(NO_RUNS, {
    reader: { ...SILENT_READER, fetchMessage: async ({ message }) => said.get(message) ?? null },
  });
  const { chat } = town.context;
  const { openThread, updateCard } = chat;
  chat.openThread = async (place, card) => {
    const opened = await openThread(place, card);
    shared.set(opened.thread, renderCardText(card, { color: false, width: 200 }));
    return opened;
  };
  chat.postFile = async (_place, { name, text }) => {
    drafts.set(name, text);
    return name;
  };
  chat.deleteFile = async (_workspace, file) => void drafts.delete(file);
  chat.updateCard = async (posted, card) => {
    if (shared.has(posted.message))
      shared.set(posted.message, renderCardText(card, { color: false, width: 200 }));
    await updateCard(posted, card);
  };
});
afterEach(() => town.close());

function message(change: ChatMessage['change'], text: string): ChatMessage {
  return {
    workspace: WORKSPACE,
    channel: 'C1',
    channelKind: 'channel',
    id: '1.0',
    thread: null,
    broadcast: false,
    author: { kind: 'person', id: 'U1', name: null },
    change,
    text,
    code: [text],
    prose: '',
    mentionsUs: true,
    askedBy: null,
    external: false,
    email: false,
    unfurl: false,
    pieces: [],
    files: [],
  };
}

/** Somebody pastes a log; another shares its card, makes a test case and a draft of it. */
async function pasteAndShare(): Promise<PostedCard> {
  const paste = message('new', BROKEN);
  said.set(paste.id, paste);
  await answerMessage(town.context, paste);
  const [card] = town.posted;
  if (!card) throw new Error('no card');
  const ref = { channel: card.place.channel, message: card.place.message };
  await send({ v: 1, form: 'share', card: ref }, { comment: 'look' });
  await send({ v: 1, form: 'wrong', card: ref }, { expected: 'something-else', words: 'no' });
  await applyAction(
    town.context,
    { v: 1, type: 'draft' },
    { workspace: WORKSPACE, user: 'U1', posted: card.place },
  );
  expect([...shared.values()].join()).toContain('out of oil');
  expect([...drafts.values()].join()).toContain('out of oil');
  expect(await town.context.store.listCases(WORKSPACE)).toHaveLength(1);
  return card.place;
}

async function send(key: Parameters<typeof submitForm>[1], values: Record<string, string>): Promise<void> {
  const given = { values, destination: 'C9', workspace: WORKSPACE, user: 'U1' };
  const answer = await submitForm(town.context, key, given);
  if (answer.kind === 'accepted') await answer.work();
}

/** Everything that is shown or kept. */
async function everything(): Promise<string> {
  const { store } = town.context;
  const cards = await store.recentCards({ workspace: WORKSPACE, channels: ['C1', 'C9'], since: 0, most: 10 });
  const cases = await store.listCases(WORKSPACE);
  return JSON.stringify([town.posted, [...shared.values()], [...drafts.values()], cards, cases]);
}

describe('what an author takes back leaves every place that quoted it', () => {
  it('when the paste is deleted', async () => {
    await pasteAndShare();
    said.clear();
    await answerMessage(town.context, { ...message('deleted', ''), code: [] });
    expect(await everything()).not.toContain('out of oil');
    expect([...shared.values()].join()).toContain('The log was deleted');
  });

  it('when the card is forgotten', async () => {
    const { channel, message: id } = await pasteAndShare();
    await send({ v: 1, form: 'remove', card: { channel, message: id } }, { how: 'forget' });
    expect(await everything()).not.toContain('out of oil');
    expect([...shared.values()].join()).toContain('Nothing of the log is kept');
  });

  it('when the paste is edited: the card follows, what was shared points to it', async () => {
    await pasteAndShare();
    const edited = message('edit', BROKEN.replace('out of oil', 'out of order'));
    said.set(edited.id, edited);
    await answerMessage(town.context, edited);
    expect([...shared.values()].join()).toContain('The log was changed');
    expect([...shared.values()].join()).not.toContain('out of oil');
  });
});
