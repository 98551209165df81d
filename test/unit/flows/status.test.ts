import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { renderCardText } from '../../../src/core/card/render-card-text.ts';
import type { Summarizing } from '../../../src/flows/chat-flows-context.ts';
import { createChatFlows } from '../../../src/flows/create-chat-flows.ts';
import { createSummaryMeter } from '../../../src/flows/summary-meter.ts';
import { type AlertTown, openAlertTown } from '../../support/alert-town.ts';

let town: AlertTown;

beforeEach(async () => {
  const summarizer: Summarizing['summarizer'] = {
    model: 'small',
    server: 'llm.example.com',
    promptVersion: '1',
    mostTokens: () => 1_000,
    summarize: () => Promise.reject(new Error('nobody asks')),
  };
  const meter = createSummaryMeter({ input: 1, output: 1 });
  meter.countTokens({ input: 2_000_000, output: 0 });
  const summarizing = { summarizer, meter, policy: { dailyTokens: 50_000, strict: false } };
  town = await openAlertTown(
    { fetchFailedJobLogs: () => Promise.reject(new Error('no run')), runHistory: async () => null },
    { summarizing },
  );
  const { work } = town.context.store;
  for (const [workspace, channels] of [
    ['T1', ['C1']],
    ['T2', ['C2', 'C3', 'C4']],
  ] as const)
    for (const channel of channels) {
      const key = `${workspace}:${channel}:message:1.0`;
      await work.accept({ key, workspace, channel, position: '1.0', body: '{}', at: 1 });
    }
  const foreign = await work.take({ lease: 'a', at: 1, until: 1_000 });
  if (foreign) await work.setAside(foreign, { reason: 'slack: not_in_channel', at: 2 });
});
afterEach(() => town.close());

const statusIn = (workspace: string, isForMany: boolean) => answerIn(workspace, { isForMany });

async function answerIn(
  workspace: string,
  { isForMany, words = 'status' }: { isForMany: boolean; words?: string },
): Promise<string> {
  const repositories = { listed: [], mustBeListed: isForMany };
  const flows = createChatFlows({ ...town.context, repositories });
  const asked = { words, workspace, channel: 'C1', user: 'U1', external: false };
  const answer = await flows.answerCommand(asked);
  return answer.kind === 'card' ? renderCardText(answer.card, { color: false, width: 200 }) : '';
}

it('counts the work of its own workspace, and shows why it was given up there alone', async () => {
  expect(await statusIn('T2', false)).toContain('3 waiting, 0 under way');
  expect(await statusIn('T2', false)).toContain('All is well');
  const own = await statusIn('T1', false);
  expect(own).toContain('0 waiting, 0 under way');
  expect(own).toContain('slack: not_in_channel');
});

it('tells no workspace what the others together spent on the model', async () => {
  expect(await statusIn('T1', false)).toContain('$2.0000');
  expect(await statusIn('T1', true)).not.toContain('$');
  const words = 'summaries';
  expect(await answerIn('T1', { isForMany: false, words })).toMatch(/Since the start: .*2\.0000 US dollars/);
  const among = await answerIn('T1', { isForMany: true, words });
  expect(among).toMatch(/Today: 0 of 50\D?000 tokens/);
  expect(among).not.toMatch(/Since the start|dollars|Outcomes/);
});
