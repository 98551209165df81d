/** Lets the plain scripts use generators that the tests use too. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The exports of a TypeScript file, named from the root of the repository, with all it imports. */
export async function loadTypescript(path) {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
  const outfile = join(folder, 'module.mjs');
  try {
    await build({
      entryPoints: [join(ROOT, path)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
