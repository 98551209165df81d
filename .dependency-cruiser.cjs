/** The arrow rule: core <- flows <- adapters/* <- faultline.ts <- main.ts, cli, playground/main.ts. */
const layer = (name, from, to) => ({ name, severity: 'error', from, to });
const SELF = '^src/';

module.exports = {
  forbidden: [
    layer('no-cycles', {}, { circular: true }),
    layer('no-unresolvable', { path: SELF }, { couldNotResolve: true }),
    layer(
      'core-imports-only-itself',
      { path: '^src/core/' },
      {
        pathNot: [
          '^src/core/',
          '^node_modules/(js-yaml|zod|re2js|mdast-util-from-markdown|mdast-util-to-string)/',
          '^node_modules/@types/mdast/',
        ],
      },
    ),
    layer('core-has-no-io', { path: '^src/core/' }, { dependencyTypes: ['core'] }),
    layer('flows-import-core', { path: '^src/flows/' }, { pathNot: ['^src/(core|flows)/'] }),
    layer(
      'adapters-import-core-and-flows',
      { path: '^src/adapters/' },
      { path: SELF, pathNot: ['^src/(core|flows)/', '^src/adapters/'] },
    ),
    layer(
      'adapters-do-not-know-each-other',
      { path: '^src/adapters/([^/]+)/' },
      { path: '^src/adapters/', pathNot: ['^src/adapters/$1/'] },
    ),
    layer(
      'ci-providers-do-not-know-each-other',
      { path: '^src/adapters/ci/providers/([^/]+)/' },
      { path: '^src/adapters/ci/providers/', pathNot: ['^src/adapters/ci/providers/$1/'] },
    ),
    layer(
      'bolt-stays-in-the-slack-adapter',
      { path: SELF, pathNot: '^src/(adapters/slack|playground)/' },
      { path: '^node_modules/@slack/' },
    ),
    layer(
      'workspace-knows-slack-not-us',
      { path: '^src/playground/(workspace|web|github|gitlab)/' },
      { path: SELF, pathNot: '^src/playground/(workspace|web|github|gitlab)/' },
    ),
    layer(
      'root-is-imported-only-from-above',
      { path: '^src/(core|flows|adapters)/' },
      { path: '^src/(faultline|main|config)\\.ts$|^src/(cli|config|faultline|playground)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
