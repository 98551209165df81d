import { BUNDLED_PLAYBOOKS } from '../dist/adapters/files/package-root.js';
import { readPlaybookFolders } from '../dist/adapters/files/read-playbooks.js';

/**
 * The bundled playbooks that parse, one an id. What is wrong with the others is told on stderr: lint judges
 * them, a measurement does not stop for them.
 */
export async function loadPlaybooks(folders = []) {
  const read = await readPlaybookFolders(folders.length > 0 ? folders : [BUNDLED_PLAYBOOKS]);
  for (const { where, message } of read.problems) process.stderr.write(`skipped ${where}: ${message}\n`);
  const taken = new Set();
  return read.folders
    .flatMap((folder) => folder.playbooks)
    .filter(({ playbook }) => {
      const names = [playbook.id, ...playbook.aliases];
      if (names.some((name) => taken.has(name))) return false;
      for (const name of names) taken.add(name);
      return true;
    });
}
