/** Puts the line that gives editors the format's schema on top of every bundled playbook: `node scripts/add-schema-header.js`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join('playbooks', 'bundled', 'log');
const schema = join('docs', 'playbook.schema.json');
let changed = 0;
for (const name of readdirSync(root, { recursive: true })) {
  if (typeof name !== 'string' || !name.endsWith('.yaml')) continue;
  const file = join(root, name);
  const path = relative(dirname(file), schema).replaceAll('\\', '/');
  const header = `# yaml-language-server: $schema=${path}\n`;
  const text = readFileSync(file, 'utf8');
  const body = text.replace(/^# yaml-language-server:[^\n]*\n/, '');
  if (header + body === text) continue;
  writeFileSync(file, header + body);
  changed += 1;
}
process.stdout.write(`${changed} files changed\n`);
