/** Builds `dist`: the TypeScript sources by tsc; the playground's page and the command line by esbuild. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], {
  stdio: 'inherit',
});

if (existsSync('src/playground/web/main.tsx')) {
  await build({
    entryPoints: { app: 'src/playground/web/main.tsx' },
    outdir: 'dist/playground/web',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  cpSync('src/playground/web/index.html', 'dist/playground/web/index.html');
}
/** Packages that the command line takes in: of hundreds of files most of its start would be reading. */
const TAKEN_IN = /^(?:zod|re2js|js-yaml|mdast-util-[\w-]+)(?:\/|$)/;
const otherPackages = {
  name: 'other-packages-stay-outside',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      const isTaken = TAKEN_IN.test(path) || importer.includes('node_modules');
      return isTaken || path.startsWith('node:') ? null : { path, external: true };
    }),
};
await build({
  entryPoints: { cli: 'src/cli/cli.ts' },
  outdir: 'dist/cli',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [otherPackages],
  logLevel: 'warning',
});
chmodSync('dist/cli/cli.js', 0o755);
const { writeCompiledPlaybooks } = await import('../dist/adapters/files/compiled-playbooks.js');
await writeCompiledPlaybooks();
