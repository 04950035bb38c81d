/** Who may import whom: data flows one way through the rooms, and the folder list is the diagram. */
const ROOMS = ['contracts', 'entities', 'source', 'target', 'pipeline', 'activities', 'workflows', 'workers', 'gateway', 'services', 'cli', 'web', 'scripts', 'test'];

const MAY_IMPORT = {
  contracts: [],
  entities: ['contracts'],
  source: ['entities', 'contracts'],
  target: ['entities', 'contracts'],
  pipeline: ['source', 'target', 'entities', 'contracts'],
  activities: ['pipeline', 'gateway', 'entities', 'contracts'],
  // Activities are named by their types only; see `workflows-know-types-of-activities`.
  workflows: ['contracts', 'activities'],
  gateway: ['entities', 'contracts'],
  services: ['contracts'],
  cli: ['contracts', 'pipeline', 'gateway'],
  web: ['contracts'],
};

const anyOf = (names) => `^(${names.join('|')})/`;

const roomRules = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `${room}/ may import ${allowed.join(', ') || 'no other room'}`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: anyOf(ROOMS), pathNot: anyOf([room, ...allowed]) },
}));

const INPUT_AND_OUTPUT = ['fs', 'net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'child_process', 'worker_threads', 'cluster'];

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'workflows-know-types-of-activities',
      comment: 'An activity that reaches the workflow bundle drags the database drivers into the sandbox',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-use-temporal-only',
      comment: 'Workflows replay: no other package, no built-in of Node',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { pathNot: ['^(workflows|contracts|activities)/', 'node_modules/@temporalio/(workflow|common)/'] },
    },
    {
      name: 'words-do-no-input-or-output',
      comment: 'contracts/ and entities/ are pure; only config.ts reads, secrets from files',
      severity: 'error',
      from: { path: '^(contracts|entities)/', pathNot: '/config\\.ts$' },
      to: { path: [`^(${INPUT_AND_OUTPUT.join('|')})(/promises)?$`, 'node_modules/(pg|pg-copy-streams|mysql2|@temporalio|@vlasky|@dapr)/'] },
    },
    {
      name: 'source-driver-stays-in-source',
      comment: 'Only source/ speaks the protocol of MySQL',
      severity: 'error',
      from: { path: '^(web|gateway|cli|activities|pipeline|workflows)/' },
      to: { path: 'node_modules/(mysql2|@vlasky)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycles', severity: 'error', comment: 'A cycle has no direction', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-unresolved', severity: 'error', comment: 'An import that leads nowhere', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-packages-in-product',
      severity: 'error',
      comment: 'What ships may not need what only development installs',
      from: { path: anyOf(ROOMS.filter((room) => room !== 'test' && room !== 'scripts')) },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|reports)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
