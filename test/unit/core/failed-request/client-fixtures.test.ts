import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findFailedRequests } from '../../../../src/core/failed-request/find-failed-requests.ts';
import { readLog } from '../../../../src/core/log/read-log.ts';
import { redactedLogOf } from '../../../support/redacted-log.ts';

// Outputs of real clients, recorded by test/clients/real-clients.test.ts against our own refusing server.
const folder = new URL('../../../fixtures/clients/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.replace('.txt', ''));

describe('recorded clients', () => {
  it('has outputs of at least fifteen', () => {
    expect(names.length).toBeGreaterThanOrEqual(15);
  });

  it.each(names)('%s', (name) => {
    const log = redactedLogOf(readFileSync(new URL(`${name}.txt`, folder), 'utf8'));
    const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as object;
    expect(findFailedRequests(log, readLog(log))[0]).toMatchObject(expected);
  });

  it.each(names)('%s, inside a GitHub Actions log with times', (name) => {
    const output = readFileSync(new URL(`${name}.txt`, folder), 'utf8');
    const stamped = ['##[group]Run ./publish.sh', './publish.sh', '##[endgroup]', ...output.split('\n')]
      .map((line) => `2026-03-01T10:00:00.1234567Z ${line}`)
      .join('\n');
    const log = redactedLogOf(
      `${stamped}\n2026-03-01T10:00:01.1234567Z ##[error]Process completed with exit code 1.\n`,
    );
    const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as object;
    expect(findFailedRequests(log, readLog(log))[0]).toMatchObject(expected);
  });
});
