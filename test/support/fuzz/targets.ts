import { readFile } from 'node:fs/promises';
import { listPlaybookFiles } from '../../../src/adapters/files/list-playbook-files.ts';
import { BUNDLED_PLAYBOOKS } from '../../../src/adapters/files/package-root.ts';
import { createDice, type Dice } from './dice.ts';
import type { Faults } from './judge.ts';
import { judgeArchive } from './judge-archive.ts';
import { judgeDelivery } from './judge-delivery.ts';
import { EXAMPLES, judgeLog } from './judge-log.ts';
import { judgePlaybook } from './judge-playbook.ts';
import { judgeWebhook } from './judge-webhook.ts';
import { makeArchive } from './make-archive.ts';
import { type Delivered, makeDelivery } from './make-delivery.ts';
import { makeLog, type WithSecrets } from './make-log.ts';
import { makePlaybook } from './make-playbook.ts';
import { makeWebhook, type Webhook } from './make-webhook.ts';

/** One kind of input: how it is made, what is run with it, and how a case of it is kept in a file. */
interface Target {
  readonly name: string;
  /** Of a hundred inputs, about so many are this one's. */
  readonly share: number;
  make(dice: Dice): unknown;
  judge(input: unknown): Faults | Promise<Faults>;
}

async function readBundled(): Promise<readonly [string, ...string[]]> {
  const paths = await listPlaybookFiles(BUNDLED_PLAYBOOKS, []);
  const [first = '', ...others] = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return [first, ...others];
}
const files = await readBundled();

const TARGETS: readonly [Target, ...Target[]] = [
  {
    name: 'log',
    share: 35,
    make: (dice) => makeLog(dice, EXAMPLES),
    judge: (input) => judgeLog(input as WithSecrets),
  },
  {
    name: 'delivery',
    share: 30,
    make: (dice) => makeDelivery(dice, EXAMPLES),
    judge: (input) => judgeDelivery(input as Delivered),
  },
  {
    name: 'archive',
    share: 20,
    make: (dice) => Buffer.from(makeArchive(dice, EXAMPLES)).toString('base64'),
    judge: (input) => judgeArchive(Buffer.from(String(input), 'base64')),
  },
  {
    name: 'playbook',
    share: 5,
    make: (dice) => makePlaybook(dice, files),
    judge: (input) => judgePlaybook(String(input)),
  },
  {
    name: 'webhook',
    share: 10,
    make: makeWebhook,
    judge: (input) => judgeWebhook(input as Webhook),
  },
];

export const TARGET_NAMES: readonly string[] = TARGETS.map(({ name }) => name);

/** An input that JSON can hold, and whose it is. */
export interface FuzzInput {
  readonly target: string;
  readonly input: unknown;
}

/** The same seed gives the same input. */
export function makeInput(seed: number, only?: string): FuzzInput {
  const dice = createDice(seed);
  let left = dice.int(0, TARGETS.reduce((sum, { share }) => sum + share, 0) - 1);
  const drawn = TARGETS.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  const target = TARGETS.find(({ name }) => name === only) ?? drawn ?? TARGETS[0];
  return { target: target.name, input: target.make(dice) };
}

/** What is wrong with what the code makes of an input; nothing is empty. A crash is a fault. */
export async function judgeInput({ target, input }: FuzzInput): Promise<Faults> {
  try {
    return (
      (await TARGETS.find(({ name }) => name === target)?.judge(input)) ?? [`there is no target ${target}`]
    );
  } catch (error) {
    return [`crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
