const swc = {
  jsc: { parser: { syntax: 'typescript', tsx: false }, target: 'es2023' },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** Projects: `npm test` runs the first alone; the others need Chromium, real clients or PostgreSQL, and have scripts of their own. */
const project = (displayName, folder, besides = []) => ({
  displayName,
  testMatch: [`<rootDir>/${folder}/**/*.test.ts`],
  testPathIgnorePatterns: ['/node_modules/', ...besides.map((path) => `<rootDir>/${path}/`)],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
});

export default {
  // A command reads 440 playbooks from YAML where it needs their examples; CI machines are small.
  testTimeout: 30_000,
  // Jest leaves one core to itself: on a machine of two, half of it.
  maxWorkers: '100%',
  projects: [
    project('main', 'test', ['test/browser', 'test/clients', 'test/postgres']),
    project('browser', 'test/browser'),
    project('clients', 'test/clients'),
    project('postgres', 'test/postgres'),
  ],
};
