import { describe, expect, it } from '@jest/globals';
import { runCli } from '../e2e/cli/run-cli.ts';

describe('docs/playbooks', () => {
  it('is what `faultline docs` writes: run it after a change to a playbook', async () => {
    const { code, stdout } = await runCli(['docs', '--check']);
    expect({ code, stale: stdout }).toEqual({ code: 0, stale: '' });
  });
});
