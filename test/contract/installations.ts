import { expect, it } from '@jest/globals';
import type { Store } from '../../src/flows/ports.ts';
import { installation } from './retention.ts';

const SEEN = { ...installation('T1'), expiresAt: 5_000 };
const RENEWED = { botToken: 'xoxb-renewed', refreshToken: 'xoxe-renewed', expiresAt: 48_000 };

/** What every store keeps to when the tokens of an installation are exchanged. */
export function describeInstallations(current: () => Store): void {
  it('lets one of many exchange a token, and another after the lease', async () => {
    const { installations } = current();
    await installations.save(SEEN);
    const tries = Array.from({ length: 10 }, () =>
      installations.beginRenewal(SEEN, { at: 1_000, until: 2_000 }),
    );
    expect((await Promise.all(tries)).filter((isMine) => isMine)).toHaveLength(1);
    expect(await installations.beginRenewal(SEEN, { at: 2_000, until: 3_000 })).toBe(false);
    expect(await installations.beginRenewal(SEEN, { at: 2_001, until: 3_000 })).toBe(true);
    expect(await installations.find('T1')).toEqual(SEEN);
  });

  it('puts new tokens in place of those that were seen, once, and ends the lease', async () => {
    const { installations } = current();
    await installations.save(SEEN);
    await installations.save(installation('T2'));
    await installations.beginRenewal(SEEN, { at: 1_000, until: 2_000 });
    expect(await installations.saveRenewed(SEEN, RENEWED)).toBe(true);
    expect(await installations.find('T1')).toEqual({ ...SEEN, ...RENEWED });
    expect(await installations.find('T2')).toEqual(installation('T2'));
    expect(await installations.saveRenewed(SEEN, { ...RENEWED, botToken: 'xoxb-late' })).toBe(false);
    expect(await installations.beginRenewal(SEEN, { at: 1_001, until: 2_000 })).toBe(false);
    expect(await installations.beginRenewal({ ...SEEN, ...RENEWED }, { at: 1_001, until: 2_000 })).toBe(true);
    expect(await installations.find('T1')).toEqual({ ...SEEN, ...RENEWED });
  });

  it('brings no workspace back that left, and touches none that installed the app anew', async () => {
    const { installations } = current();
    await installations.save(SEEN);
    await installations.beginRenewal(SEEN, { at: 1_000, until: 2_000 });
    await installations.remove('T1');
    expect(await installations.saveRenewed(SEEN, RENEWED)).toBe(false);
    expect(await installations.find('T1')).toBeNull();
    const anew = { ...SEEN, installedAt: 7, botToken: 'xoxb-anew' };
    await installations.save(anew);
    expect(await installations.saveRenewed(SEEN, RENEWED)).toBe(false);
    expect(await installations.find('T1')).toEqual(anew);
  });
}
