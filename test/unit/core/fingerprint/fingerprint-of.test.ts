import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../../../src/adapters/files/read-playbooks.ts';
import { fingerprintOf } from '../../../../src/core/fingerprint/fingerprint-of.ts';
import { compileCatalog } from '../../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../../src/flows/diagnose-log.ts';
import { disguise } from '../../../support/disguises.ts';
import { LOOK_ALIKES } from './look-alikes.ts';

const entries = await readPlaybooks();
const catalog = compileCatalog(createCatalog(entries));

const keyOf = (log: string): string | null => diagnoseLog(catalog, log).analysis.fingerprint;

const FAILURES = [
  'http-auth-failure',
  'npm-registry-auth',
  'git-auth-failure',
  'typescript-compile-error',
  'java-compile-error',
  'rust-compile-error',
  'go-compile-error',
  'kotlin-compile-error',
  'npm-eresolve',
  'npm-lockfile-out-of-sync',
  'npm-package-not-found',
  'node-module-not-found',
  'python-module-missing',
  'pip-no-matching-distribution',
  'maven-dependency-resolution',
  'eslint-failure',
  'mypy-type-check',
  'prettier-format-check',
  'ruff-lint-failure',
  'jest-failure',
  'vitest-failure',
  'mocha-failure',
  'pytest-failure',
  'go-test-failure',
  'gradle-test-failure',
  'command-not-found',
  'disk-full',
  'connection-refused',
  'docker-copy-missing-file',
  'terraform-apply-error',
];
const DISGUISES = 20;

/** The longest example: the one with the most around the failure. */
function exampleOf(id: string): string {
  const examples = entries.find(({ playbook }) => playbook.id === id)?.playbook.examples.positive ?? [];
  return examples.map(({ log }) => log).sort((a, b) => b.length - a.length)[0] ?? '';
}

describe('fingerprintOf', () => {
  it('is one key for 20 disguises of each of 30 failures, in at least 98 of 100', () => {
    let same = 0;
    const strays: string[] = [];
    for (const id of FAILURES) {
      const log = exampleOf(id);
      const keys = Array.from({ length: DISGUISES }, (_, seed) => keyOf(disguise(log, seed * 7919 + 1)));
      const original = keyOf(log);
      const equal = original === null ? 0 : keys.filter((key) => key === original).length;
      if (equal < DISGUISES) strays.push(`${id}: ${equal}`);
      same += equal;
    }
    const share = same / (DISGUISES * FAILURES.length);
    expect(share >= 0.98 ? [] : strays).toEqual([]);
    expect(FAILURES).toHaveLength(30);
  });

  it('disguises do change the log', () => {
    const log = exampleOf('jest-failure');
    const looks = new Set(Array.from({ length: DISGUISES }, (_, seed) => disguise(log, seed)));
    expect(looks.size).toBe(DISGUISES);
    expect(disguise(log, 3)).toBe(disguise(log, 3));
  });

  it.each(LOOK_ALIKES)('keeps look-alikes apart: %s', (_, one, other) => {
    const keys = [keyOf(one), keyOf(other)];
    expect(keys).not.toContain(null);
    expect(new Set(keys).size).toBe(2);
  });

  it('is at least 50 pairs of look-alikes', () => {
    expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(50);
  });

  const traits = { id: 'a', evidence: ['one', 'two'], request: null, captures: {} };

  it('says its version, and has 128 bits', () => {
    expect(fingerprintOf(traits)).toMatch(/^v1:[0-9a-f]{32}$/);
  });

  it('does not change unless its version does', () => {
    expect(fingerprintOf(traits)).toBe('v1:fbb70249ad59353d26e2cfa43492059a');
  });

  it('does not mind the order of lines, nor a line said twice, nor what every job says at its end', () => {
    const again = ['two', 'one', 'two', '##[error]Process completed with exit code 1.', 'Finished: FAILURE'];
    expect(fingerprintOf({ ...traits, evidence: again })).toBe(fingerprintOf(traits));
  });

  it('is the exit code where nothing else was said, in the words of any service', () => {
    const end = (line: string): string | null => fingerprintOf({ ...traits, id: null, evidence: [line] });
    expect(end('##[error]Process completed with exit code 137.')).toBe(
      end('ERROR: Job failed: exit code 137'),
    );
    expect(end('##[error]Process completed with exit code 137.')).not.toBe(
      end('ERROR: Job failed: exit code 1'),
    );
  });

  it('takes from a request who refused what, and from captures what was caught', () => {
    const request = {
      method: 'GET',
      url: 'https://api.example.com/v1/x',
      status: 403,
      service: 'api.example.com',
      client: 'curl',
      credential: null,
      stage: null,
      reason: null,
      step: null,
      line: 7,
    };
    const key = fingerprintOf({ ...traits, request });
    expect(
      fingerprintOf({ ...traits, request: { ...request, line: 9, method: null, credential: 'TOKEN' } }),
    ).toBe(key);
    expect(fingerprintOf({ ...traits, request: { ...request, status: 401 } })).not.toBe(key);
    expect(fingerprintOf({ ...traits, request: { ...request, service: 'cdn.example.com' } })).not.toBe(key);
    expect(fingerprintOf({ ...traits, captures: { module: 'x' } })).not.toBe(
      fingerprintOf({ ...traits, captures: { module: 'y' } }),
    );
    expect(fingerprintOf({ ...traits, captures: { line: '3' } })).toBe(
      fingerprintOf({ ...traits, captures: { line: '4' } }),
    );
  });

  it('is null where there is nothing to recognise', () => {
    expect(fingerprintOf({ id: null, evidence: ['', '  '], request: null, captures: {} })).toBeNull();
    expect(keyOf('all is well')).toBeNull();
  });
});
