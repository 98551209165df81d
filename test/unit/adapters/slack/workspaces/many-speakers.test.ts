import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManySpeakers } from '../../../../../src/adapters/slack/workspaces/many-speakers.ts';
import type { Speakers } from '../../../../../src/adapters/slack/workspaces/speakers.ts';
import type { Installation } from '../../../../../src/flows/installations.ts';
import { type InstallableSlack, startInstallableSlack } from '../../../../support/installable-slack.ts';
import { createRecordingLogger } from '../../../../support/slack-recording-flows.ts';

const NOW = 1_800_000_000_000;
const INSTALLED: Installation = {
  workspace: 'T1',
  enterprise: null,
  botToken: 'xoxb-of-T1',
  refreshToken: null,
  expiresAt: null,
  botUserId: 'UBOTT1',
  botId: 'BT1',
  appId: 'A1',
  installedBy: 'U1',
  installedAt: NOW,
};

let slack: InstallableSlack;
let kept: Map<string, Installation>;
let asked: number;
let speakers: Speakers;

beforeEach(async () => {
  slack = await startInstallableSlack();
  kept = new Map([['T1', INSTALLED]]);
  asked = 0;
  const install = { clientId: '1.2', clientSecret: 'client-secret', stateSecret: 'state-secret' };
  const transport = { kind: 'http', signingSecret: 's', port: 0, host: null } as const;
  speakers = createManySpeakers({
    settings: { botToken: '', install, transport, slackApiUrl: slack.apiUrl },
    install,
    installations: {
      save: async (installation) => void kept.set(installation.workspace, installation),
      async find(workspace) {
        asked += 1;
        return kept.get(workspace) ?? null;
      },
      remove: async (workspace) => void kept.delete(workspace),
    },
    clock: () => NOW,
    logger: createRecordingLogger(),
  });
});
afterEach(() => slack.stop());

describe('the speakers of many workspaces', () => {
  it('speak with the token of the workspace, and ask the store for it once', async () => {
    const [one, again] = await Promise.all([speakers.speakerFor('T1'), speakers.speakerFor('T1')]);
    expect(again).toBe(one);
    expect(asked).toBe(1);
    await one?.client.auth.test();
    expect(slack.calls).toMatchObject([{ method: 'auth.test', token: 'xoxb-of-T1' }]);
    expect(await one?.identify()).toEqual({ userId: 'UBOTT1', botId: 'BT1', appId: 'A1', teamId: 'T1' });
  });

  it('do not speak where the app is not installed, nor where nobody says where', async () => {
    await expect(speakers.speakerFor('T2')).rejects.toThrow('not installed');
    await expect(speakers.speakerFor(null)).rejects.toThrow('not installed');
    kept.set('T2', { ...INSTALLED, workspace: 'T2' });
    expect((await speakers.speakerFor('T2')).botToken).toBe('xoxb-of-T1');
  });

  it('are forgotten when a workspace leaves', async () => {
    await speakers.speakerFor('T1');
    kept.clear();
    speakers.drop('T1');
    await expect(speakers.speakerFor('T1')).rejects.toThrow('not installed');
  });

  it('exchange a token that ends soon, and keep the new one', async () => {
    kept.set('T1', { ...INSTALLED, refreshToken: 'refresh-of-T1', expiresAt: NOW + 60_000 });
    expect((await speakers.speakerFor('T1')).botToken).toBe('xoxb-again-of-T1');
    expect(kept.get('T1')).toMatchObject({
      botToken: 'xoxb-again-of-T1',
      refreshToken: 'refresh-of-T1',
      expiresAt: NOW + 43_200_000,
    });
    expect(slack.calls[0]?.fields).toMatchObject({ grant_type: 'refresh_token', client_id: '1.2' });
  });

  it('leave a token alone that lives on', async () => {
    kept.set('T1', { ...INSTALLED, refreshToken: 'refresh-of-T1', expiresAt: NOW + 3_600_000 });
    expect((await speakers.speakerFor('T1')).botToken).toBe('xoxb-of-T1');
    expect(slack.calls).toEqual([]);
  });
});
