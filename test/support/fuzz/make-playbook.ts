import type { Dice } from './dice.ts';
import { hostileText } from './hostile-text.ts';
import { mutateText } from './mutate-text.ts';

const BOMB = `a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n`;

/** A playbook file of a pack: a bundled one with hostile words in it, broken YAML, a bomb. */
export function makePlaybook(dice: Dice, files: readonly [string, ...string[]]): string {
  const file = dice.pick(files);
  return dice.pick<() => string>([
    () => mutateText(dice, file),
    () => withHostileProse(dice, file),
    () => withHostileProse(dice, file),
    () => mutateText(dice, withHostileProse(dice, file)),
    () => BOMB + file,
    () => `${'['.repeat(dice.int(1, 5_000))}`,
    () => `__proto__: {isAdmin: true}\nconstructor: {prototype: {isAdmin: true}}\n${file}`,
    () => withExpression(dice, file),
  ])();
}

/** Valid YAML whose words are hostile. */
function withHostileProse(dice: Dice, file: string): string {
  const field = dice.pick([
    'title',
    'summary',
    'diagnosis',
    'fix',
    'validation',
    'prevention',
    'runbook',
    'owner',
  ]);
  const value = JSON.stringify(hostileText(dice).replaceAll('\u0000', ''));
  // title: "words"   ·   fix: |   and its indented lines
  const there = new RegExp(`^${field}:.*\\n(?:[ \\t].*\\n|\\n)*`, 'm');
  const line = `${field}: ${value}\n`;
  return there.test(file) ? file.replace(there, () => line) : file + line;
}

/** An expression made to keep an engine busy. */
function withExpression(dice: Dice, file: string): string {
  const atom = dice.pick(['a', '.', '\\w', '[a-z]', '(?:a|aa)', '\\s', '(a|b|ab)']);
  const many = dice.pick(['*', '+', '{1,1000}', '{20}', '*?', '{0,50}']);
  const inner = `(?:${atom}${many})`.repeat(dice.int(1, 4));
  const expression = `(?:${inner}${dice.pick(['', '|x', '\\1', '(?=y)'])})${many}${dice.pick(['$', '', 'z'])}`;
  return file.replace(
    /^match:\n {2}\w+:\n/m,
    (head) => `${head}    - expression: '${expression}'\n      literal: aaa\n`,
  );
}
