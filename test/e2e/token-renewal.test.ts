import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeTokenRenewal } from '../contract/token-renewal.ts';

describeTokenRenewal({ database: 'SQLite', replicas: 1 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-renewal-'));
  return {
    url: `sqlite:${join(folder, 'faultline.db')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
});
