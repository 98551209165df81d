import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';

const dockerfile = readFileSync('Dockerfile', 'utf8').split('\n');
const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };

interface Service {
  readonly image?: string;
  readonly healthcheck?: unknown;
  readonly deploy?: { readonly replicas: number };
  readonly environment?: Readonly<Record<string, string>>;
}

describe('the image', () => {
  it('runs as nobody special, says how it is, and is asked to leave, not killed', () => {
    expect(dockerfile).toContain('USER node');
    expect(dockerfile.findLastIndex((line) => line.startsWith('USER'))).toBeLessThan(
      dockerfile.findLastIndex((line) => line.startsWith('CMD')),
    );
    expect(dockerfile.join('\n')).toMatch(/HEALTHCHECK[\s\S]*\/healthz/);
    expect(dockerfile).toContain('STOPSIGNAL SIGTERM');
  });

  it('holds what the package holds, and no script of a dependency ran for it', () => {
    const last = dockerfile.slice(dockerfile.findLastIndex((line) => line.startsWith('FROM'))).join('\n');
    // The pages are for readers; the bot links to them.
    for (const file of files.filter((name) => name !== 'docs/playbooks')) expect(last).toContain(file);
    for (const line of dockerfile.filter((one) => /npm (?:ci|prune)/.test(one)))
      expect(line).toContain('--ignore-scripts');
  });

  it('copies what there is', () => {
    const copied = dockerfile.filter((line) => line.startsWith('COPY ') && !line.includes('--from'));
    const sources = copied.flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources)
      expect({ source, exists: existsSync(source) }).toEqual({ source, exists: true });
    const kept = readFileSync('.dockerignore', 'utf8');
    for (const source of sources) expect(kept).toContain(`!${source.replace('./', '')}`);
  });
});

describe('compose.yaml', () => {
  const { services } = load(readFileSync('compose.yaml', 'utf8')) as { services: Record<string, Service> };

  it('has two replicas, a database and a load balancer', () => {
    expect(services['bot']?.deploy?.replicas).toBe(2);
    expect(services['bot']?.environment?.['DATABASE_URL']).toMatch(/^postgres:/);
    expect(services['postgres']?.healthcheck).toBeDefined();
    expect(services['balancer']?.image).toBeDefined();
  });
});

describe('the dependencies', () => {
  const lock = readFileSync('package-lock.json', 'utf8');
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { version?: string; hasInstallScript?: boolean; dev?: boolean }>;
  };

  /**
   * Reviewed, in these versions: each only checks, or unpacks, the binary that came as a package of its own, and
   * works without. None is needed to run the bot. Another version is read before its number is changed here.
   */
  const REVIEWED = ['@parcel/watcher@2.6.0', '@swc/core@1.16.18', 'esbuild@0.28.2', 'unrs-resolver@1.12.2'];

  it('run no script at install but the reviewed ones, and none where the bot runs', () => {
    const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripted.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
    expect(names.toSorted()).toEqual(REVIEWED);
    expect(scripted.filter(([, { dev }]) => !dev).map(([path]) => path)).toEqual([]);
  });

  it('have no script that the lock file does not tell of', () => {
    const scripted = Object.keys(packages).flatMap((path) => {
      const folder = `./${path}`;
      if (path === '' || !existsSync(`${folder}/package.json`)) return []; // for another platform
      const { name, version, scripts } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
        name: string;
        version: string;
        scripts?: Record<string, string>;
      };
      const runs = ['preinstall', 'install', 'postinstall'].some((script) => scripts?.[script]);
      return runs || existsSync(`${folder}/binding.gyp`) ? [`${name}@${version}`] : [];
    });
    expect(scripted.toSorted()).toEqual(REVIEWED);
  });

  it('are locked without an address', () => {
    expect(lock).not.toContain('"resolved"');
  });
});
