/** Builds `dist`: the TypeScript sources by tsc, the playground's page by esbuild. */
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
if (existsSync('dist/cli/cli.js')) chmodSync('dist/cli/cli.js', 0o755);
const { writeCompiledPlaybooks } = await import('../dist/adapters/files/compiled-playbooks.js');
await writeCompiledPlaybooks();
