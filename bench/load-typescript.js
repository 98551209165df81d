/** Lets the plain scripts use generators that the tests use too. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The exports of a TypeScript file, named from the root of the repository, with all it imports. With
 * `isOverDist` whatever it imports of `src` is the built `dist`, and packages are those of the process.
 */
export async function loadTypescript(path, { isOverDist = false } = {}) {
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
      plugins: isOverDist ? [OVER_DIST] : [],
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const OVER_DIST = {
  name: 'over dist',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('node:')) return undefined;
      return { path: import.meta.resolve(path), external: true };
    });
    bundler.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, importer }) => {
      const inside = relative(join(ROOT, 'src'), resolve(dirname(importer), path));
      if (inside.startsWith('..')) return undefined;
      return { path: join(ROOT, 'dist', inside.replace(/\.ts$/, '.js')), external: true };
    });
  },
};
