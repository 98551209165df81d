import { describe, expect, it } from '@jest/globals';
import { compileCatalog } from '../../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../../src/flows/diagnose-log.ts';
import { HTTP_AUTH } from '../../../golden/cards/sample-playbooks.ts';

const catalog = compileCatalog(createCatalog([{ playbook: HTTP_AUTH, path: 'x.yaml' }]));
const refused = 'npm error code E403\nnpm error 403 403 Forbidden - PUT https://npm.example.com/ui - no\n';

describe('a step that the CI service named', () => {
  it('is where the evidence stands when the log tells no steps', () => {
    const { analysis } = diagnoseLog(catalog, refused, { step: 'Publish' });
    expect(analysis.failedRequests[0]?.step).toBe('Publish');
    expect(analysis.findings[0]?.evidence[0]?.step).toBe('Publish');
    expect(analysis.log.failedStep).toBe('Publish');
  });

  it('does not overrule the steps of the log', () => {
    const log = `##[group]Run npm publish\nnpm publish\n##[endgroup]\n${refused}##[error]Process completed with exit code 1.\n`;
    const { analysis } = diagnoseLog(catalog, log, { step: 'Clean up' });
    expect(analysis.failedRequests[0]?.step).toMatch(/npm publish/);
    expect(analysis.log.failedStep).toMatch(/npm publish/);
  });

  it('changes nothing when there is none', () => {
    expect(diagnoseLog(catalog, refused, { step: null })).toEqual(diagnoseLog(catalog, refused));
  });
});
