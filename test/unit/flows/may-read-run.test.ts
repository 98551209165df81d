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

let asked: number;

/** The card of an alert, and how often the service was asked. */
async function answerWith(lists: Lists): Promise<{ text: string; asked: number }> {
  asked = 0;
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
  await list(WHOLE_WORKSPACE, lists.workspace);
  await list('C1', lists.channel);
  await createChatFlows(town.context).answerMessage(botSays('CI failed', RUN));
  return { text: town.textOf(0) ?? '', asked };
}

async function list(channel: string, repositories: readonly string[] | undefined): Promise<void> {
  if (!repositories) return;
  const settings = { ...DEFAULT_SETTINGS, repositories: [...repositories] };
  await town?.context.store.saveSettings({ workspace: WORKSPACE, channel }, settings);
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

describe('a run is not read again for a card', () => {
  it.each([
    ['once its workspace lists others', WHOLE_WORKSPACE],
    ['once its channel lists others', 'C1'],
  ])('%s', async (_when, channel) => {
    await answerWith({ workspace: ['northwind/*'] });
    const posted = town?.posted[0]?.place ?? null;
    const readAgain = async () => {
      if (!town) throw new Error('no town');
      const flows = createChatFlows(town.context);
      return flows.applyAction({ v: 1, type: 'run-again' }, { workspace: WORKSPACE, user: 'U1', posted });
    };
    await readAgain();
    expect(asked).toBe(2);
    await list(channel, ['acme/*']);
    expect(JSON.stringify(await readAgain())).toContain('northwind/ledger is not connected');
    expect(asked).toBe(2);
  });
});
