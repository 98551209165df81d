import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../../../src/adapters/files/read-playbooks.ts';
import { culpritRequest } from '../../../../src/core/diagnosis/culprit-request.ts';
import { compileCatalog } from '../../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../../src/flows/diagnose-log.ts';

const NOISE = Array.from({ length: 30 }, (_, index) => `compiled module ${index}`);

describe('culpritRequest', () => {
  it('is the refused request of an auth failure, and none of a compile error elsewhere in the log', async () => {
    const catalog = compileCatalog(createCatalog(await readPlaybooks()));
    const refused = 'curl: (22) The requested URL returned error: 403';
    const broken = [
      "src/a.ts(3,5): error TS2345: Argument of type 'string' is not assignable.",
      'Found 1 error in src/a.ts:3',
    ];
    const auth = diagnoseLog(catalog, refused).analysis;
    expect(culpritRequest(auth)).toMatchObject({ status: 403 });
    const compile = diagnoseLog(catalog, [refused, ...NOISE, ...broken].join('\n')).analysis;
    expect(compile.diagnosis?.id).toBe('typescript-compile-error');
    expect(culpritRequest(compile)).toBeNull();
  });
});
