import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createSqliteStore } from '../../../src/adapters/store/create-sqlite-store.ts';
import { createErasure, type Erasure } from '../../../src/flows/create-erasure.ts';
import type { Store } from '../../../src/flows/ports.ts';
import { installation } from '../../contract/retention.ts';
import { createRecordingLogger, type RecordingLogger } from '../../support/slack-recording-flows.ts';

const AGAIN_AFTER_MS = 200;

let store: Store;
let logger: RecordingLogger;
let erasure: Erasure;

beforeEach(async () => {
  store = await createSqliteStore({ path: ':memory:', encryptionKeys: [Buffer.alloc(32, 1)] });
  logger = createRecordingLogger();
  erasure = createErasure(store, logger, AGAIN_AFTER_MS);
  for (const workspace of ['T1', 'T2']) await store.installations.save(installation(workspace));
});
afterEach(() => store.close());

const writeLate = (workspace: string) => store.claim(`message:${workspace}:C1:1.0`, 1);
const isKept = async (workspace: string) => !(await writeLate(workspace));
const later = () => new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * 3));

it('erases what work wrote that was under way when its workspace left, and nothing of the others', async () => {
  await erasure.erase('T1', null);
  for (const workspace of ['T1', 'T2']) await writeLate(workspace);
  expect(await isKept('T1')).toBe(true);
  await later();
  expect(await isKept('T2')).toBe(true);
  expect(await isKept('T1')).toBe(false);
});

it('does so at once when the process ends', async () => {
  await erasure.erase('T1', null);
  await writeLate('T1');
  await erasure.finish();
  expect(await isKept('T1')).toBe(false);
});

it('leaves a workspace alone that came back meanwhile', async () => {
  await erasure.erase('T1', null);
  await store.installations.save(installation('T1'));
  await writeLate('T1');
  await later();
  expect(await isKept('T1')).toBe(true);
  expect(logger.lines).toEqual([]);
});

it('keeps an installation that is younger than the leaving, and nothing of the time before', async () => {
  const leftAt = 1_800_000_000_000;
  const later = { ...installation('T1'), installedAt: leftAt + 60_000 };
  await store.installations.save(later);
  await writeLate('T1');
  await erasure.erase('T1', leftAt);
  expect(await store.installations.find('T1')).toEqual(later);
  expect(await isKept('T1')).toBe(false);
  await erasure.erase('T1', leftAt + 120_000);
  expect(await store.installations.find('T1')).toBeNull();
});
