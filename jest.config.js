const swc = {
  jsc: { parser: { syntax: 'typescript', tsx: false }, target: 'es2023' },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** Projects: `npm test` runs the first alone; the others need Chromium, or real clients, and have scripts of their own. */
const project = (displayName, testMatch) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
});

export default {
  projects: [
    project('main', [
      '<rootDir>/test/**/*.test.ts',
      '!<rootDir>/test/browser/**',
      '!<rootDir>/test/clients/**',
    ]),
    project('browser', ['<rootDir>/test/browser/**/*.test.ts']),
    project('clients', ['<rootDir>/test/clients/**/*.test.ts']),
  ],
};
