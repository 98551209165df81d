import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManySpeakers } from '../../../../../src/adapters/slack/workspaces/many-speakers.ts';
import type { Speakers } from '../../../../../src/adapters/slack/workspaces/speakers.ts';
import { OutsideError } from '../../../../../src/core/errors.ts';
import type { Installation } from '../../../../../src/flows/installations.ts';
import { type InstallableSlack, startInstallableSlack } from '../../../../support/installable-slack.ts';
import { createRecordingLogger, type RecordingLogger } from '../../../../support/slack-recording-flows.ts';

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
let leases: Map<string, number>;
let failingSaves: number;
let now: number;
let logger: RecordingLogger;
let speakers: Speakers;

beforeEach(async () => {
  slack = await startInstallableSlack();
  kept = new Map([['T1', INSTALLED]]);
  asked = 0;
  leases = new Map();
  failingSaves = 0;
  now = NOW;
  logger = createRecordingLogger();
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
      async beginRenewal({ workspace }, { at, until }) {
        if ((leases.get(workspace) ?? 0) >= at) return false;
        leases.set(workspace, until);
        return true;
      },
      async saveRenewed(seen, renewed) {
        if (failingSaves > 0) {
          failingSaves -= 1;
          throw new OutsideError({ provider: 'database', operation: 'save renewed tokens' }, null);
        }
        const present = kept.get(seen.workspace);
        if (present?.expiresAt !== seen.expiresAt) return false;
        kept.set(seen.workspace, { ...present, ...renewed });
        return true;
      },
    },
    clock: () => now,
    logger,
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

  const HOUR_MS = 3_600_000;
  const ending = (inMs: number) => ({
    ...INSTALLED,
    refreshToken: 'refresh-of-T1',
    expiresAt: NOW + inMs,
  });

  it('exchange a token that ends soon beside, speak with it meanwhile, and with the new one then', async () => {
    kept.set('T1', ending(HOUR_MS));
    expect((await speakers.speakerFor('T1')).botToken).toBe('xoxb-of-T1');
    await speakers.settled();
    expect((await speakers.speakerFor('T1')).botToken).toBe('xoxb-2-of-T1');
    expect(kept.get('T1')).toMatchObject({
      botToken: 'xoxb-2-of-T1',
      refreshToken: 'refresh-2-of-T1',
      expiresAt: NOW + 43_200_000,
    });
    expect(slack.calls[0]?.fields).toMatchObject({ grant_type: 'refresh_token', client_id: '1.2' });
    expect(slack.calls).toHaveLength(1);
  });

  it('exchange a token that ended before they speak', async () => {
    kept.set('T1', ending(-HOUR_MS));
    expect((await speakers.speakerFor('T1')).botToken).toBe('xoxb-2-of-T1');
    expect(slack.calls).toHaveLength(1);
  });

  it('leave a token alone that lives on', async () => {
    kept.set('T1', ending(3 * HOUR_MS));
    expect((await speakers.speakerFor('T1')).botToken).toBe('xoxb-of-T1');
    await speakers.settled();
    expect(slack.calls).toEqual([]);
  });

  it('write the new tokens down, though the database fails several times', async () => {
    kept.set('T1', ending(HOUR_MS));
    failingSaves = 3;
    await speakers.speakerFor('T1');
    await speakers.settled();
    expect(kept.get('T1')).toMatchObject({ refreshToken: 'refresh-2-of-T1' });
    expect(slack.calls).toHaveLength(1);
  });

  it('go on with the present token while Slack refuses, and ask once a lease', async () => {
    kept.set('T1', { ...ending(HOUR_MS), refreshToken: 'refresh-9-of-T1' });
    for (const inMs of [0, 10_000, 30_000]) {
      now = NOW + inMs;
      speakers.drop('T1');
      expect((await speakers.speakerFor('T1')).botToken).toBe('xoxb-of-T1');
      await speakers.settled();
    }
    expect(slack.calls).toHaveLength(2);
    expect(kept.get('T1')).toMatchObject({ refreshToken: 'refresh-9-of-T1' });
    expect(logger.lines.map(({ data, message }) => [message, data['operation']])).toEqual([
      ['a token that ends soon was not exchanged', 'oauth.v2.access: invalid_refresh_token'],
      ['a token that ends soon was not exchanged', 'oauth.v2.access: invalid_refresh_token'],
    ]);
  });

  it('want a new installation when the token ended and Slack refuses to exchange it, and ask no more', async () => {
    kept.set('T1', { ...ending(-HOUR_MS), refreshToken: 'refresh-9-of-T1' });
    for (let count = 0; count < 3; count += 1)
      await expect(speakers.speakerFor('T1')).rejects.toThrow('install it at /slack/install');
    expect(slack.calls).toHaveLength(1);
    expect(logger.lines.map(({ message }) => message)).toContain(
      'Slack refuses a refresh token: that workspace must install the app again',
    );
    kept.set('T1', INSTALLED);
    expect((await speakers.speakerFor('T1')).botToken).toBe('xoxb-of-T1');
  });

  it('take the outcome of another process that was faster, though Slack refuses them', async () => {
    kept.set('T1', { ...ending(-HOUR_MS), refreshToken: 'refresh-9-of-T1' });
    slack.exchange.delayMs = 100;
    const asked = speakers.speakerFor('T1');
    setTimeout(() => kept.set('T1', { ...ending(12 * HOUR_MS), botToken: 'xoxb-theirs' }), 50);
    expect((await asked).botToken).toBe('xoxb-theirs');
  });

  it('wait for another process that is at it, and say so when it takes too long', async () => {
    kept.set('T1', ending(-HOUR_MS));
    leases.set('T1', NOW + 20_000);
    await expect(speakers.speakerFor('T1')).rejects.toMatchObject({ provider: 'slack', retryable: true });
    expect(slack.calls).toEqual([]);
  });

  it('exchange once more what a process that died had exchanged, as long as Slack lets them', async () => {
    kept.set('T1', ending(-HOUR_MS));
    slack.exchange.graceMs = 60_000;
    slack.exchange.isAnswerLost = true;
    await expect(speakers.speakerFor('T1')).rejects.toMatchObject({ retryable: true });
    slack.exchange.isAnswerLost = false;
    now = NOW + 20_001;
    expect((await speakers.speakerFor('T1')).botToken).toBe('xoxb-3-of-T1');
  });
});
