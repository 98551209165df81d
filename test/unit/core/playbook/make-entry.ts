import type { z } from 'zod';
import type { LocatedPlaybook } from '../../../../src/core/playbook/parse-playbook.ts';
import { PlaybookSchema } from '../../../../src/core/playbook/playbook-schema.ts';

/** A sound playbook, changed where a test cares. */
export function makeEntry(
  changes: Partial<z.input<typeof PlaybookSchema>> & { path?: string } = {},
): LocatedPlaybook {
  const { path = 'yard.yaml', ...fields } = changes;
  const playbook = PlaybookSchema.parse({
    id: 'forklift-broken',
    title: 'The forklift is broken',
    category: 'build',
    severity: 'low',
    match: { any: ['forklift: out of oil'] },
    summary: 'The forklift has no oil left.',
    diagnosis: 'Nobody filled the tank of the forklift.',
    fix: '1. Fill the tank.\n2. Start the engine.',
    validation: 'The forklift drives around the yard.',
    examples: {
      positive: [{ name: 'dry', log: 'error: forklift: out of oil\n' }],
      negative: [{ name: 'full', log: 'forklift: oil is fine\n' }],
    },
    ...fields,
  });
  return { playbook, path, where: (keys) => (keys.length < 2 ? `${path}:1:1` : `${path}:${keys.join('.')}`) };
}
