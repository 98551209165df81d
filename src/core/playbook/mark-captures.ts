import { captureNames } from './capture-names.ts';
import type { Playbook } from './playbook.ts';

// {host}, but neither ${host} nor ${{ host }}
const MARK = /(?<![${])\{([A-Za-z]\w{0,40})\}/g;

/** Text of a playbook without a log to fill it: the `{host}` of an expression becomes `<host>`. */
export function markCaptures(playbook: Playbook, text: string): string {
  const names = captureNames(playbook);
  return text.replaceAll(MARK, (mark, name: string) => (names.has(name) ? `<${name}>` : mark));
}
