import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { answerMessage } from '../../../src/flows/answer-message.ts';
import { answerRunNews } from '../../../src/flows/answer-run-news.ts';
import type { ChatFlowsContext } from '../../../src/flows/chat-flows-context.ts';
import {
  type AlertTown,
  BROKEN,
  botSays,
  failedLog,
  openAlertTown,
  SILENT_READER,
} from '../../support/alert-town.ts';

let town: AlertTown;
let context: ChatFlowsContext;
let keys: string[];

beforeEach(async () => {
  town = await openAlertTown({
    fetchFailedJobLogs: async () => ({ outcomes: [failedLog(BROKEN)], failedJobs: 1 }),
    runHistory: async () => null,
  });
  keys = [];
  const { store } = town.context;
  context = {
    ...town.context,
    reader: { ...SILENT_READER, fetchFile: async ({ name }) => ({ kind: 'forbidden', name }) },
    store: {
      ...store,
      async claim(key, at, holder) {
        keys.push(key);
        return store.claim(key, at, holder);
      },
    },
  };
});
afterEach(() => town.close());

const PERSON = { kind: 'person', id: 'U1', name: null } as const;
const FILE = {
  id: 'F1',
  name: 'build.log',
  bytes: 9,
  type: 'text',
  url: 'https://files.example.com/F1',
  snippet: false,
};

it('name the workspace where forgetting looks for it, whatever is claimed', async () => {
  const said = botSays('', 'https://ci.example.com/1', {}, { author: PERSON, pieces: [], files: [FILE] });
  await answerMessage(context, said);
  await answerMessage(context, { ...said, id: '7.0', text: BROKEN, code: [BROKEN], files: [] });
  const runUrl = 'https://ci.example.com/x';
  const link = { provider: 'jenkins', host: 'ci.example.com', runUrl } as const;
  const unknown = { repo: null, runId: null, jobId: null, attempt: null };
  const facts = { branch: null, commit: null, workflow: null, job: null, author: null };
  const run = { ...unknown, ...facts, provider: 'jenkins', runUrl, link: { ...link, ...unknown } } as const;
  await answerRunNews(context, { verdict: 'failed', run, workspace: 'T1', channel: 'C1' });
  expect(keys.map((key) => key.split(':')[0])).toEqual(
    expect.arrayContaining(['hint', 'files', 'message', 'alert']),
  );
  for (const key of keys) expect(key).toMatch(/^[a-z]+:T1:(?:C1|-):./);
  const scope = { workspace: 'T1', channel: null, message: null };
  await context.store.retention.forget(scope, { dryRun: false });
  for (const key of new Set(keys))
    expect({ key, isFree: await context.store.claim(key, 1) }).toEqual({ key, isFree: true });
});
