import { afterEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../../src/core/settings/channel-settings.ts';
import type { ChatFlowsContext } from '../../../src/flows/chat-flows-context.ts';
import { createChatFlows } from '../../../src/flows/create-chat-flows.ts';
import { WHOLE_WORKSPACE } from '../../../src/flows/may-read-run.ts';
import {
  type AlertTown,
  BROKEN,
  botSays,
  failedLog,
  openAlertTown,
  WORKSPACE,
} from '../../support/alert-town.ts';

const RUN = 'https://github.com/northwind/ledger/actions/runs/41';

let town: AlertTown | undefined;
afterEach(() => town?.close());

interface Lists {
  readonly access?: ChatFlowsContext['repositories'];
  readonly workspace?: readonly string[];
  readonly channel?: readonly string[];
}

/** The card of an alert, and how often the service was asked. */
async function answerWith(lists: Lists): Promise<{ text: string; asked: number }> {
  let asked = 0;
  town = await openAlertTown(
    {
      async fetchFailedJobLogs() {
        asked += 1;
        return { outcomes: [failedLog(BROKEN)], failedJobs: 1 };
      },
      runHistory: async () => null,
    },
    lists.access ? { repositories: lists.access } : {},
  );
  const save = async (channel: string, repositories: readonly string[] | undefined) => {
    if (!repositories) return;
    const settings = { ...DEFAULT_SETTINGS, repositories: [...repositories] };
    await town?.context.store.saveSettings({ workspace: WORKSPACE, channel }, settings);
  };
  await save(WHOLE_WORKSPACE, lists.workspace);
  await save('C1', lists.channel);
  await createChatFlows(town.context).answerMessage(botSays('CI failed', RUN));
  return { text: town.textOf(0) ?? '', asked };
}

describe('a run is read', () => {
  it.each<[string, Lists]>([
    ['where nobody made a list and one workspace owns the tokens', {}],
    ['when the environment lists it', { access: { listed: ['northwind/*'], mustBeListed: false } }],
    [
      'when its workspace lists it',
      { access: { listed: [], mustBeListed: true }, workspace: ['northwind/*'] },
    ],
    ['when workspace and channel list it', { workspace: ['northwind/*'], channel: ['northwind/ledger'] }],
  ])('%s', async (_when, lists) => {
    const { text, asked } = await answerWith(lists);
    expect(text).toContain('forklift');
    expect(asked).toBe(1);
  });
});

describe('a foreign run is answered "not connected", and its service is not asked', () => {
  it.each<[string, Lists]>([
    ['the environment lists others', { access: { listed: ['acme/*'], mustBeListed: false } }],
    ['the workspace lists others', { workspace: ['acme/*'] }],
    ['the channel lists others', { workspace: ['northwind/*'], channel: ['northwind/other'] }],
    ['an empty list', { workspace: [] }],
    [
      'many workspaces share the bot, and this one made no list',
      { access: { listed: ['*'], mustBeListed: true } },
    ],
  ])('%s', async (_when, lists) => {
    const { text, asked } = await answerWith(lists);
    expect(text).toMatch(/^northwind\/ledger is not connected/);
    expect(asked).toBe(0);
  });
});
