/** Real servers are shared by all projects of one run; see test/servers.ts for how a suite reaches them. */
module.exports = {
  testEnvironment: 'node',
  // The log reader is an ES module.
  transformIgnorePatterns: ['/node_modules/(?!@vlasky/zongji/)'],
  transform: { '(\\.ts|/zongji/.+\\.js)$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testTimeout: 120000,
};
