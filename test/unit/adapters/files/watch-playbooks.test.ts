import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type PlaybookWatch, watchPlaybooks } from '../../../../src/adapters/files/watch-playbooks.ts';

const TEXT = `id: gate-closed
title: The gate is closed
category: build
severity: low
match:
  any: ["gate: closed for good"]
summary: It is closed.
diagnosis: Nobody opened it.
fix: 1. Open it.
validation: It is open.
`;

let folder = '';
let watch: PlaybookWatch | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-watch-'));
});
afterEach(async () => {
  watch?.stop();
  await rm(folder, { recursive: true });
});

describe('watchPlaybooks', () => {
  it('gives a new catalog when a pack changes, keeps the last one while it is broken, and says so', async () => {
    const told: string[] = [];
    watch = await watchPlaybooks({
      folders: [folder],
      intervalMs: 600_000,
      onCatalog: (catalog) => told.push(`title: ${catalog.find('gate-closed')?.playbook.title}`),
      onProblems: (problems) => told.push(...problems.map(({ code }) => code)),
    });
    await watch.check();
    expect(told).toEqual([]);

    const file = join(folder, 'gate.yaml');
    await writeFile(file, TEXT);
    await watch.check();
    expect(told).toEqual([]); // it may still be written
    await watch.check();
    await watch.check();
    expect(told).toEqual(['title: The gate is closed']);

    await writeFile(file, TEXT.replace('summary:', 'sumary:'));
    for (let look = 0; look < 4; look += 1) await watch.check();
    expect(told.slice(1).sort()).toEqual(['missing', 'unknown-key']);

    await writeFile(file, TEXT.replace('is closed', 'is shut again'));
    await watch.check();
    await watch.check();
    expect(told.at(-1)).toBe('title: The gate is shut again');
  }, 30_000);
});
