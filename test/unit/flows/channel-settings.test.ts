import { afterEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../../src/core/settings/channel-settings.ts';
import type { People } from '../../../src/flows/people.ts';
import { submitForm } from '../../../src/flows/submit-form.ts';
import { PROVEN_403 } from '../../golden/cards/sample-analyses.ts';
import { type AlertTown, openAlertTown, WORKSPACE } from '../../support/alert-town.ts';

const CHANNEL = 'C0SECRET01';
const OFF = { values: { automatic: 'off', minimumTier: 'certain' }, destination: null };

let town: AlertTown;
afterEach(() => town.context.store.close());

/** What became of the settings of a channel after somebody sent its form. */
async function settingsAfter(user: string, workspace = WORKSPACE) {
  const people: People = {
    isAdmin: async (of, who) => of === WORKSPACE && who === 'U0ADMIN',
    isMember: async (place, who) => place.workspace === WORKSPACE && who === 'U0MEMBER',
    sharedChannels: async () => [],
  };
  town = await openAlertTown(
    {
      fetchFailedJobLogs: async () => ({ outcomes: [{ kind: 'expired' }], failedJobs: 0 }),
      runHistory: async () => null,
    },
    { people },
  );
  const answer = await submitForm(
    town.context,
    { v: 1, form: 'channel-settings', channel: CHANNEL },
    { ...OFF, workspace, user },
  );
  // What is done after the answer ends with the Home tab, which this chat does not have.
  if (answer.kind === 'accepted') await answer.work().catch(() => undefined);
  return town.context.store.findSettings({ workspace: WORKSPACE, channel: CHANNEL });
}

/** A card in a channel that organisations share, and somebody there mutes its playbook. */
async function settingsAfterMute() {
  const people: People = {
    isAdmin: async () => false,
    isMember: async () => true,
    sharedChannels: async () => [{ id: CHANNEL, name: 'with-acme', external: true }],
  };
  town = await openAlertTown(
    {
      fetchFailedJobLogs: async () => ({ outcomes: [{ kind: 'expired' }], failedJobs: 0 }),
      runHistory: async () => null,
    },
    { people },
  );
  const posted = { workspace: WORKSPACE, channel: CHANNEL, thread: '1.0', message: '1.1' };
  const subject = { author: 'U0MEMBER', analysis: PROVEN_403, log: '', source: null, alert: null };
  await town.context.store.recordCard({
    posted,
    card: { title: 'x', fallback: 'x', blocks: [] },
    playbook: 'http-auth-failure',
    fingerprint: null,
    subject,
    postedAt: 1,
  });
  const answer = await submitForm(
    town.context,
    { v: 1, form: 'mute', card: { channel: CHANNEL, message: '1.1' } },
    { values: { what: 'playbook' }, destination: null, workspace: WORKSPACE, user: 'U0MEMBER' },
  );
  if (answer.kind === 'accepted') await answer.work();
  return town.context.store.findSettings({ workspace: WORKSPACE, channel: CHANNEL });
}

describe('the settings of a channel', () => {
  it('stay off in a channel that organisations share when a playbook is muted there', async () => {
    expect(await settingsAfterMute()).toMatchObject({ automatic: 'off', muted: ['http-auth-failure'] });
  });

  it.each(['U0MEMBER', 'U0ADMIN'])('are changed by %s', async (user) => {
    expect(await settingsAfter(user)).toMatchObject({ automatic: 'off' });
  });

  it('are not changed by a member of the workspace who is not in the channel', async () => {
    expect((await settingsAfter('U0STRANGER')) ?? DEFAULT_SETTINGS).toMatchObject({ automatic: 'on' });
  });

  it('are not changed from another workspace, by the same id', async () => {
    expect((await settingsAfter('U0MEMBER', 'T0ANOTHER1')) ?? DEFAULT_SETTINGS).toMatchObject({
      automatic: 'on',
    });
  });
});
