import { afterEach, expect, it } from '@jest/globals';
import type { Card } from '../../../src/core/card/card.ts';
import type { KnownCard } from '../../../src/flows/card-click.ts';
import { createChatFlows } from '../../../src/flows/create-chat-flows.ts';
import type { RunLog } from '../../../src/flows/ports.ts';
import { rerunCard } from '../../../src/flows/rerun-card.ts';
import { type AlertTown, BROKEN, botSays, failedLog, openAlertTown } from '../../support/alert-town.ts';

const RUN = 'https://github.com/northwind/ledger/actions/runs/41';
const JOB = 'https://ci.example.com/jobs/7';

let town: AlertTown | undefined;
afterEach(() => town?.close());

function logAt(page: string): RunLog {
  return { ...failedLog(BROKEN), jobUrl: page, lineUrl: (line) => `${page}#L${line}` };
}

function linksOf(card: Card | undefined): readonly string[] {
  return [...JSON.stringify(card?.blocks).matchAll(/"url":"([^"]+)"/g)].map(([, url]) => url ?? '');
}

it('links the quoted line, and finds it anew where the log is read again', async () => {
  let page = JOB;
  const runLogs = {
    fetchFailedJobLogs: async () => ({ outcomes: [logAt(page)] as const, failedJobs: 1 }),
    runHistory: async () => null,
  };
  town = await openAlertTown(runLogs);
  await createChatFlows(town.context).answerMessage(botSays('CI failed', RUN, { Branch: 'main' }));
  const [answer] = town.posted;
  expect(linksOf(answer?.card)).toEqual(expect.arrayContaining([`${JOB}#L1`, JOB, RUN]));
  const stored = answer && (await town.context.store.findCard(answer.place));
  expect(stored?.subject?.source?.lineUrls).toMatchObject({ 1: `${JOB}#L1` });

  page = 'https://ci.example.com/jobs/8';
  await rerunCard(town.context, stored as KnownCard);
  const again = linksOf(town.posted[0]?.card);
  expect(again).toEqual(expect.arrayContaining([`${page}#L1`, page]));
  expect(again.filter((url) => url.startsWith(JOB))).toEqual([]);
});
