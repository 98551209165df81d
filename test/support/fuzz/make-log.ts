import type { Dice } from './dice.ts';
import { hostileText, secretLine } from './hostile-text.ts';
import { mutateText } from './mutate-text.ts';

/** A text, and the secrets in it that nobody may ever see. */
export interface WithSecrets {
  readonly text: string;
  readonly secrets: readonly string[];
}

const ORDINARY: readonly [string, ...string[]] = [
  '##[group]Run npm ci',
  '##[endgroup]',
  '##[error]Process completed with exit code 1.',
  'section_start:1700000000:build_script[collapsed=true]\r\u001b[0KExecuting',
  'added 812 packages in 12s',
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You may not',
  '> Authorization: Bearer ***',
  '< HTTP/1.1 401 Unauthorized',
  'curl: (22) The requested URL returned error: 403',
  "fatal: unable to access 'https://git.example.com/acme/api.git/': The requested URL returned error: 403",
  'Traceback (most recent call last):',
  '  File "app.py", line 12, in <module>',
  'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://api.example.com/v1',
  'FAIL src/app.test.ts',
  'Tests: 1 failed, 41 passed, 42 total',
  'No tests found, exiting with code 0',
  'ERROR: Job failed: exit code 1',
  '{"level":"error","msg":"denied","status":403}',
  'Step 4/9 : RUN make',
  "Error: Cannot find module './missing'",
];

/** A log: ordinary lines, broken examples of playbooks, hostile text, and lines with secrets. */
export function makeLog(dice: Dice, examples: readonly [string, ...string[]]): WithSecrets {
  const secrets: string[] = [];
  const lines = dice.times(dice.int(1, 8), () => {
    const roll = dice.int(0, 9);
    if (roll < 4) return dice.pick(ORDINARY);
    if (roll < 6) return hostileText(dice);
    if (roll < 8) return mutateText(dice, dice.pick(examples).slice(0, 400));
    const { text, secret } = secretLine(dice);
    secrets.push(secret);
    return text;
  });
  const text = lines.join(dice.pick(['\n', '\n', '\n', '\r\n']));
  return { text: dice.chance(0.005) ? `${text}\n`.repeat(dice.int(2, 40)) : text, secrets };
}
