import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pathOf } from '../../src/core/failed-request/clean-url.ts';
import type { FailedRequest } from '../../src/core/failed-request/failed-request.ts';
import { findFailedRequests } from '../../src/core/failed-request/find-failed-requests.ts';
import { readLog } from '../../src/core/log/read-log.ts';
import { findProgram, runClient } from '../support/client-runs.ts';
import { redactedLogOf } from '../support/redacted-log.ts';
import { type RefusingServer, startRefusingServer } from '../support/refusing-server.ts';
import { scrubOutput } from '../support/scrub-output.ts';
import { clientRuns } from './runs.ts';

// Runs what is installed against our own refusing server and reads what each client itself printed.
// `RECORD_CLIENTS=1` writes the outputs to test/fixtures/clients, where a unit suite reads them on every machine.
jest.setTimeout(60_000);

const required = ['curl', 'git', 'npm', 'pip', 'node'];
const installed = clientRuns.filter((run) => findProgram(run.program) !== null);
const missing = new Set(clientRuns.filter((run) => !installed.includes(run)).map((run) => run.program));
const fixtures = new URL('../fixtures/clients/', import.meta.url);

let server: RefusingServer;
beforeAll(async () => {
  server = await startRefusingServer();
});
afterAll(async () => {
  await server.close();
  process.stdout.write(`real clients run: ${installed.map((run) => run.name).join(', ')}\n`);
  process.stdout.write(`not installed here: ${[...missing].join(', ') || 'none'}\n`);
});

function firstRequest(output: string): FailedRequest | null {
  const log = redactedLogOf(output);
  return findFailedRequests(log, readLog(log))[0] ?? null;
}

async function record(name: string, output: string): Promise<void> {
  const scrubbed = scrubOutput(output, server.url);
  const { method, url, status, client, stage } = firstRequest(scrubbed) ?? {};
  await writeFile(new URL(`${name}.txt`, fixtures), scrubbed);
  const expected = { method, url, status, client, stage };
  await writeFile(new URL(`${name}.json`, fixtures), `${JSON.stringify(expected, null, 2)}\n`);
}

describe('real clients', () => {
  it('finds the clients that every machine of ours has', () => {
    expect(required.filter((program) => findProgram(program) === null)).toEqual([]);
  });

  it.each(installed)('$name: method, path and status from its own output', async (run) => {
    const output = await runClient(run, server.url);
    const found = firstRequest(output);
    const seen = found && {
      method: found.method,
      path: found.url ? pathOf(found.url) : null,
      status: found.status,
    };
    expect({ seen, output }).toEqual({ seen: run.expected, output });
    if (process.env['RECORD_CLIENTS']) await record(run.name, output);
  });

  it('really asked the server', () => {
    expect(server.asked.length).toBeGreaterThanOrEqual(installed.length);
  });
});
