const swc = {
  jsc: { parser: { syntax: 'typescript', tsx: false }, target: 'es2023' },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** Projects: `npm test` runs the first alone; the browser tests need Chromium and have a script of their own. */
const project = (displayName, testMatch) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
});

export default {
  projects: [
    project('main', ['<rootDir>/test/**/*.test.ts', '!<rootDir>/test/browser/**']),
    project('browser', ['<rootDir>/test/browser/**/*.test.ts']),
  ],
};
