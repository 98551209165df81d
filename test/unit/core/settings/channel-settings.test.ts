import { describe, expect, it } from '@jest/globals';
import {
  allowsAlert,
  allowsDiagnosis,
  allowsLog,
  ChannelSettings,
  DEFAULT_SETTINGS,
  SHARED_CHANNEL_SETTINGS,
} from '../../../../src/core/settings/channel-settings.ts';

const CERTAIN = { id: 'disk-full', tier: 'certain' } as const;
const LIKELY = { id: 'disk-full', tier: 'likely' } as const;
const POSSIBLE = { id: 'disk-full', tier: 'possible' } as const;

describe('channel settings', () => {
  it('answer logs and alerts where nobody chose, and nothing in a shared channel', () => {
    expect(allowsLog(DEFAULT_SETTINGS, LIKELY)).toBe(true);
    expect(allowsAlert(DEFAULT_SETTINGS)).toBe(true);
    expect(allowsLog(SHARED_CHANNEL_SETTINGS, CERTAIN)).toBe(false);
    expect(allowsAlert(SHARED_CHANNEL_SETTINGS)).toBe(false);
  });

  it('with alerts only leave pasted logs alone', () => {
    const settings = { ...DEFAULT_SETTINGS, automatic: 'alerts' } as const;
    expect(allowsLog(settings, CERTAIN)).toBe(false);
    expect(allowsAlert(settings)).toBe(true);
  });

  it('stay silent below the chosen tier, about a muted playbook, and without a diagnosis', () => {
    expect(allowsLog({ ...DEFAULT_SETTINGS, minimumTier: 'certain' }, LIKELY)).toBe(false);
    expect(allowsLog(DEFAULT_SETTINGS, POSSIBLE)).toBe(false);
    expect(allowsLog(DEFAULT_SETTINGS, null)).toBe(false);
    expect(allowsDiagnosis({ ...DEFAULT_SETTINGS, muted: ['disk-full'] }, CERTAIN)).toBe(false);
  });

  it('written by an earlier version get the defaults of what they lack', () => {
    expect(ChannelSettings.parse({ automatic: 'alerts' })).toEqual({
      ...DEFAULT_SETTINGS,
      automatic: 'alerts',
    });
  });
});
