import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** The package's own folder, with a separator at its end: the nearest above this file that holds a package.json. */
export const PACKAGE_ROOT = findPackageRoot(import.meta.dirname);

/** Where the bundled playbooks are. */
export const BUNDLED_PLAYBOOKS = join(PACKAGE_ROOT, 'playbooks', 'bundled');

function findPackageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder + sep;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json is missing: reinstall Faultline');
  return findPackageRoot(parent);
}
