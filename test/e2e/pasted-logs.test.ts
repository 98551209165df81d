import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import type { ReplayedMessage } from '../../src/cli/replay-message.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../src/flows/diagnose-log.ts';
import { PASTE_SHAPES, pasteEvent } from '../support/pasted-events.ts';
import { runCli } from './cli/run-cli.ts';

const PASTES = 200;
/** Slack cuts what people paste as a message; a paste is the end of the log. */
const TAIL_LINES = 40;

describe('200 pasted logs of every shape', () => {
  it('are answered, at least 98 of 100, and mean what the log meant', async () => {
    const catalog = compileCatalog(createCatalog(await readPlaybooks()));
    const shapes = Object.keys(PASTE_SHAPES);
    const missed: string[] = [];
    const mangled: string[] = [];
    const logs = pickLogs(catalog.catalog.playbooks);
    const shapeOf = (index: number) => shapes[index % shapes.length] ?? '';
    const answers = await backtest(logs.map(({ log }, index) => pasteEvent(log, shapeOf(index), index)));
    expect([logs.length, answers.length]).toEqual([PASTES, PASTES]);
    for (const [index, { id, log }] of logs.entries()) {
      const shape = shapeOf(index);
      const { decision, reason, diagnosis } = answers[index] as ReplayedMessage;
      const meant = diagnoseLog(catalog, log).analysis.diagnosis?.id;
      if (decision !== 'diagnose') missed.push(`${id} (${shape}): ${reason}`);
      else if (diagnosis?.id !== meant) mangled.push(`${id} (${shape}): ${diagnosis?.id}, not ${meant}`);
    }
    expect({ missed, few: missed.length <= PASTES * 0.02 }).toEqual({ missed, few: true });
    expect(mangled).toEqual([]);
  });
});

/** What `faultline backtest` says about a file of these events. */
async function backtest(events: readonly object[]): Promise<readonly ReplayedMessage[]> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-pastes-'));
  try {
    const path = join(folder, 'pastes.jsonl');
    await writeFile(path, `${events.map((event) => JSON.stringify(event)).join('\n')}\n`);
    const { code, stdout } = await runCli(['backtest', '--format', 'json', path]);
    expect(code).toBe(0);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ReplayedMessage);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Examples of the catalog spread over all of it: real failures, certain or likely, more than a line long. */
function pickLogs(playbooks: ReturnType<typeof createCatalog>['playbooks']) {
  const catalog = compileCatalog(createCatalog([...playbooks]));
  const candidates = playbooks.flatMap(({ playbook }) => {
    const [longest] = [...playbook.examples.positive].sort((a, b) => b.log.length - a.log.length);
    if (!longest) return [];
    const log = longest.log.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
    const tier = diagnoseLog(catalog, log).analysis.diagnosis?.tier;
    const isSure = tier === 'certain' || tier === 'likely';
    return isSure && log.length < 12_000 ? [{ id: playbook.id, log }] : [];
  });
  const step = candidates.length / PASTES;
  return Array.from({ length: PASTES }, (_, index) => candidates[Math.floor(index * step)]).filter(
    (one) => one !== undefined,
  );
}
