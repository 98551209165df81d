import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../src/config.ts';

const KEY = Buffer.alloc(32, 7);

describe('loadConfig', () => {
  it.each([
    [undefined, { kind: 'sqlite', path: 'data/faultline.db' }],
    ['sqlite:/srv/f.db', { kind: 'sqlite', path: '/srv/f.db' }],
    ['postgres://f:x@db.example.com/f', { kind: 'postgres', url: 'postgres://f:x@db.example.com/f' }],
    ['postgresql://db.example.com/f', { kind: 'postgres', url: 'postgresql://db.example.com/f' }],
  ])('reads DATABASE_URL %s', (url, database) => {
    expect(loadConfig(url === undefined ? {} : { DATABASE_URL: url }).database).toEqual(database);
  });

  it.each(['mysql://db.example.com', 'sqlite:', 'faultline.db'])('refuses DATABASE_URL %s', (url) => {
    expect(() => loadConfig({ DATABASE_URL: url })).toThrow(/DATABASE_URL: .*sqlite:PATH or postgres:/);
  });

  it('takes keys in base64 and in hex, the newest first, and never shows one', () => {
    const keys = `${KEY.toString('base64')}, ${KEY.toString('hex')}`;
    expect(loadConfig({ FAULTLINE_ENCRYPTION_KEY: keys }).encryptionKeys).toEqual([KEY, KEY]);
    const wrong = () => loadConfig({ FAULTLINE_ENCRYPTION_KEY: 'short-secret-key' });
    expect(wrong).toThrow(/not 32 bytes/);
    expect(wrong).not.toThrow(/short-secret-key/);
  });

  it('keeps for 30 days unless told otherwise, and at least for one', () => {
    expect(loadConfig({}).retentionDays).toBe(30);
    expect(loadConfig({ FAULTLINE_RETENTION_DAYS: '7' }).retentionDays).toBe(7);
    for (const days of ['0', '-1', 'soon', '1.5'])
      expect(() => loadConfig({ FAULTLINE_RETENTION_DAYS: days })).toThrow(/FAULTLINE_RETENTION_DAYS/);
  });
});
