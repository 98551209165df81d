import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../src/adapters/files/read-playbooks.ts';
import { compileCatalog } from '../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../src/flows/diagnose-log.ts';

const catalog = compileCatalog(createCatalog(await readPlaybooks()));

/** Things that no tool speaks of. */
const THINGS = [
  'the seal',
  'valve',
  'turbine',
  'gasket',
  'spool',
  'the cart',
  'rotor',
  'record 99',
  'shard 7',
];
/** How any tool may speak of a failure: plain English, no playbook's property. */
const COMPLAINTS = [
  '{} is broken',
  '{} failed',
  'cannot move {}',
  '{} rejected: too heavy',
  'failed to lift {}: stuck',
  '{} missing',
  'unexpected {}',
  '{} mismatch (expected 4, got 5)',
  'invalid {} "blue"',
  '{}: not supported',
  'could not open {}',
  '{} already taken',
  'no such {}',
  '{} not found',
  '{} is out of range',
  '{} limit reached',
  '{} expired',
  "unknown {} 'left'",
  '{} denied by rule 7',
  'stale {}, refresh it',
  'duplicate {}',
  '{} conflict',
  '{} cannot be empty',
  '{} is locked',
  'wrong version of {}: 3',
  '{} changed while reading',
  'checksum of {} differs',
  '{} was interrupted',
  '{} not reachable',
  '{} exceeded its budget',
  'invalid state: {}',
  'missing dependency {}',
  'unable to parse {}',
  '2 errors in {}',
  'undefined {}',
  '{} does not match the plan',
  'permission to use {} withdrawn',
  '{} unavailable',
  '{} is too old',
  '{} overflow',
  'bad {}',
  '{} has a cycle',
  '{} timed out after 30 s',
];

describe('a tool that no playbook knows', () => {
  it.each(COMPLAINTS)('says “%s” and gets no diagnosis', (complaint) => {
    for (const thing of THINGS) {
      const words = complaint.replace('{}', thing);
      for (const line of [`zorbulate: error: ${words}`, `ERROR: ${words}`, `Error: ${words}`]) {
        const { analysis } = diagnoseLog(
          catalog,
          `$ zorbulate run all\nreading plan.zb\n${line}\ngiving up\nProcess completed with exit code 9\n`,
        );
        expect([line, analysis.diagnosis?.id ?? null]).toEqual([line, null]);
      }
    }
  });
});
