import { describe, expect, it } from '@jest/globals';
import { renderPlaybookSchema } from '../../../../src/core/playbook/render-playbook-schema.ts';

describe('renderPlaybookSchema', () => {
  const schema = JSON.parse(renderPlaybookSchema());

  it('knows the keys of the format and refuses others', () => {
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining([
        'id',
        'extends',
        'overrides',
        'runbook',
        'owner',
        'match',
        'hypothesis',
        'hooks',
      ]),
    );
    expect(schema.additionalProperties).toBe(false);
    expect(Object.keys(schema.properties.match.properties)).toEqual(
      expect.arrayContaining([
        'use',
        'any',
        'all',
        'none',
        'none_in_line',
        'none_in_step',
        'partial',
        'requests',
      ]),
    );
  });

  it('asks for everything but the id only of a playbook that extends no other', () => {
    expect(schema.required).toEqual(['id']);
    expect(schema.if).toEqual({ required: ['extends'] });
    expect(schema.else.required).toContain('summary');
  });
});
