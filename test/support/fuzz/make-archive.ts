import { gzipSync, zipSync } from 'fflate';
import type { Dice } from './dice.ts';
import { hostileText } from './hostile-text.ts';
import { makeLog } from './make-log.ts';

/** Bytes of a file that somebody handed over: an archive, whole or broken, nested, lying, or no archive. */
export function makeArchive(dice: Dice, examples: readonly [string, ...string[]]): Uint8Array {
  const log = () => new TextEncoder().encode(makeLog(dice, examples).text);
  const inner = dice.pick<() => Uint8Array>([
    log,
    () => new Uint8Array(dice.int(0, 60_000)),
    () => gzipSync(log()),
    () => zipSync({ 'inner.log': log() }),
  ]);
  const names = dice.times(dice.int(1, 4), () => nameOf(dice));
  const whole = dice.pick<() => Uint8Array>([
    () => zipSync(Object.fromEntries(names.map((name) => [name, inner()]))),
    () => zipSync(Object.fromEntries(names.map((name) => [name, inner()])), { level: 0 }),
    () => gzipSync(inner()),
    inner,
  ])();
  return dice.chance(0.7) ? damage(dice, whole) : whole;
}

function nameOf(dice: Dice): string {
  return dice.pick([
    `0_build.txt`,
    'job.log.gz',
    '../../../etc/cron.d/x.log',
    '/etc/passwd',
    'C:\\windows\\x.log',
    `${'a/'.repeat(200)}b.log`,
    `${hostileText(dice).slice(0, 200)}.log`,
    '__MACOSX/x.log',
  ]);
}

/** Flips, cuts, doubles and lies, most of them where sizes and offsets stand. */
function damage(dice: Dice, bytes: Uint8Array): Uint8Array {
  const damaged = Uint8Array.from(bytes);
  const end = Math.max(0, damaged.length - 1);
  for (const _ of dice.times(dice.int(1, 6), () => null)) {
    const at = dice.chance(0.6) ? Math.max(0, end - dice.int(0, 120)) : dice.int(0, end);
    damaged[at] = dice.pick([0, 1, 0x50, 0x7f, 0xff, dice.int(0, 255)]);
  }
  if (dice.chance(0.3)) return damaged.slice(0, dice.int(0, damaged.length));
  return damaged;
}
